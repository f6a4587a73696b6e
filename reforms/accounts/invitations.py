"""The link by which an invited person sets their first password, and the mail that carries it."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from reforms.models import User

LOG = logging.getLogger(__name__)
SUBJECT = "【改革工程表 進捗管理】利用者の登録のご案内"


def is_waiting(user: User) -> bool:
    """Whether the person has yet to set a password."""
    return user.is_active and not user.has_usable_password()


def invitation_link(user: User, request: HttpRequest) -> str:
    """The address that sets a password, once and within PASSWORD_RESET_TIMEOUT from now. Nothing is kept: it is made
    anew at each call, and ends for good with the password."""
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return request.build_absolute_uri(path)


def send_invitations(users: Iterable[User], request: HttpRequest) -> list[User]:
    """Those whom no mail reached: without an address, without a mail server, or it is gone. They need the link."""
    people = list(users)
    if not settings.HAS_MAIL:
        return people
    mails = {user: _mail(user, invitation_link(user, request)) for user in people if user.email}
    try:
        get_connection().send_messages(list(mails.values()))
    except OSError as reason:
        LOG.warning("招待のメールを送れませんでした: %s", reason)
        return people
    return [user for user in people if user not in mails]


def _mail(user: User, link: str) -> EmailMessage:
    body = render_to_string("reforms/mail/invitation.txt", {"person": user, "link": link})
    return EmailMessage(SUBJECT, body, to=[user.email])
