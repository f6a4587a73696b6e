"""The daily mail: one for each person who has something new to read."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse

from reforms.deadlines import Deadline, deadlines
from reforms.models import Notice, User
from reforms.services.notices import mark_mailed, notify_of_deadline


class MailServerGone(Exception):
    """No mail can be sent now. Notices that were not mailed wait for the next time."""


def tell_deadlines(today: datetime.date) -> list[Deadline]:
    """What is due or overdue, after a notice was made of each that its person was not told of."""
    found = deadlines(today)
    for one in found:
        notify_of_deadline(
            [one.person],
            kind=Notice.Kind.OVERDUE if one.is_overdue else Notice.Kind.DUE,
            round=one.round,
            due_on=one.due_on,
            text=one.words,
            url=reverse("kpis:worksheet", args=(one.round.pk,)),
        )
    return found


def send_digests(found: Sequence[Deadline]) -> int:
    """How many mails were sent: one to each who takes mail and has a notice that is neither read nor mailed.

    found: what is due, told in the same mail. Raises MailServerGone.
    """
    waiting = _waiting_notices()
    by_person: dict[int, list[Deadline]] = defaultdict(list)
    for one in found:
        by_person[one.person.pk].append(one)
    sent = 0
    try:
        with get_connection() as connection:
            for person, notices in waiting.items():
                message = _message(person, notices, by_person[person.pk])
                message.connection = connection
                if _is_sent(message):
                    mark_mailed(notices)
                    sent += 1
    except (OSError, SMTPException) as failure:
        raise MailServerGone(f"{sent}通を送った後に失敗しました：{failure}") from failure
    return sent


def _waiting_notices() -> dict[User, list[Notice]]:
    notices = Notice.objects.filter(
        read_at=None, mailed_at=None, person__takes_mail=True, person__is_active=True
    ).exclude(person__email="")
    waiting: dict[User, list[Notice]] = defaultdict(list)
    for notice in notices.select_related("person").order_by("person_id", "made_at", "pk"):
        waiting[notice.person].append(notice)
    return waiting


def _message(person: User, notices: list[Notice], found: list[Deadline]) -> EmailMessage:
    context = {"person": person, "notices": notices, "deadlines": found, "site": settings.SITE_URL}
    subject = f"【改革工程表 進捗管理】お知らせ{len(notices)}件"
    return EmailMessage(subject, render_to_string("reforms/digest.txt", context), to=[person.email])


def _is_sent(message: EmailMessage) -> bool:
    """Whether the server took the mail; one that it refuses for its address keeps nobody else's back."""
    try:
        message.send()
    except SMTPRecipientsRefused:
        return False
    except SMTPResponseException as failure:
        if failure.smtp_code < 500:
            raise
        return False
    return True
