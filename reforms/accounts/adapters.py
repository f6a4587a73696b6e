"""What the tracker decides where allauth asks: nobody registers, and mail that cannot be sent breaks no page."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url

from reforms.models import User

LOG = logging.getLogger(__name__)
WRONG = "利用者名（またはメールアドレス）かパスワードが違います。続けて間違えると、しばらくサインインできなくなります。"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library comes without types
    """Accounts are made by invitation only."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "too_many_login_attempts": "間違いが続いたため、サインインを止めています。15分ほど待ってください。",
        "account_inactive": "この利用者は閉じられています。必要なときは管理者に頼んでください。",
        "incorrect_code": "コードが違います。認証アプリに今出ている数字を入れてください。",
        "incorrect_password": "パスワードが違います。",
        "rate_limited": "操作が続きすぎました。しばらく待ってからやり直してください。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The rows that they enter for who enters some, else the pages that everybody reads."""
        user = request.user
        enters = isinstance(user, User) and user.role == User.Role.STAFF
        return resolve_url(settings.ENTRY_URL if enters else settings.LOGIN_REDIRECT_URL)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends where a mail server is set; one that is gone leaves a line in the log, not an error page."""
        if not settings.HAS_MAIL:
            return
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as reason:
            LOG.warning("メールを送れませんでした（%s）: %s", template_prefix, reason)


class TrustedSignInAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the library comes without types
    """The ministries' own sign-in lets in whoever was invited, by their verified address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: who has no account yet is told to ask for an invitation."""
        return False


def name_of(user: User) -> str:
    """What pages call the person."""
    return user.shown_name
