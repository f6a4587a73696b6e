"""What the page of お知らせ shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.urls import reverse

from reforms.models import Notice, User
from reforms.paging import page_links
from reforms.selectors import Link, moment_label

ROWS_A_PAGE = 50
WARNING = (Notice.Kind.RETURNED, Notice.Kind.OVERDUE)


@dataclass(frozen=True)
class ShownNotice:
    """A notice. is_warning: it asks for something that is late or was returned."""

    key: int
    kind: str
    text: str
    at: str
    is_read: bool
    is_warning: bool


@dataclass(frozen=True)
class NoticePage:
    """Everything the page shows. mail: the address that mails go to, "" where the account has none."""

    rows: list[ShownNotice]
    unread: int
    page_links: list[Link]
    mail: str
    takes_mail: bool


def notice_page(person: User, page_number: str) -> NoticePage:
    """The person's notices, the latest first."""
    notices = Notice.objects.filter(person=person)
    page = Paginator(notices, ROWS_A_PAGE).get_page(page_number)
    address = reverse("reforms:notices")
    return NoticePage(
        rows=[_shown(notice) for notice in page.object_list],
        unread=notices.filter(read_at=None).count(),
        page_links=page_links(page, lambda number: f"{address}?page={number}"),
        mail=person.email,
        takes_mail=person.takes_mail,
    )


def _shown(notice: Notice) -> ShownNotice:
    return ShownNotice(
        key=notice.pk,
        kind=notice.get_kind_display(),
        text=notice.text,
        at=moment_label(notice.made_at),
        is_read=notice.read_at is not None,
        is_warning=notice.kind in WARNING,
    )
