"""Telling people what happened to what is theirs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from reforms.models import Notice, ReportingRound, Submission, User
from reforms.parts import parts_of
from reforms.people import staff_of


@transaction.atomic
def notify(people: Iterable[User], *, kind: Notice.Kind, text: str, url: str) -> list[Notice]:
    """A notice for each of the people. url: the path of the page to look at."""
    told = {person.pk: person for person in people}
    return Notice.objects.bulk_create(Notice(person=person, kind=kind, text=text, url=url) for person in told.values())


@transaction.atomic
def notify_of_deadline(
    people: Iterable[User], *, kind: Notice.Kind, round: ReportingRound, due_on: datetime.date, text: str, url: str
) -> None:
    """A notice of a deadline for each of the people who was not told of it before."""
    Notice.objects.bulk_create(
        [Notice(person=one, kind=kind, round=round, due_on=due_on, text=text, url=url) for one in people],
        ignore_conflicts=True,
    )


@transaction.atomic
def notify_of_new_deadline(round: ReportingRound, *, before: datetime.date | None, reason: str) -> None:
    """Tells the staff of every ministry with a part in the round; what they were told of the day before is read now."""
    mark_read(Notice.objects.filter(round=round, kind__in=(Notice.Kind.DUE, Notice.Kind.OVERDUE)))
    people = staff_of({key.ministry for key in parts_of(round)})
    text = f"「{round}」の提出期限が、{_day(before)}から{_day(round.due_on)}に変わりました。理由：{reason}"
    # Without the day: what is due a week before it is told as well.
    notify(people, kind=Notice.Kind.DUE, text=text, url=reverse("kpis:worksheet", args=(round.pk,)))


def _day(day: datetime.date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "期限なし"


@transaction.atomic
def notify_of_submissions(submissions: Iterable[Submission], *, by: User | None) -> None:
    """Tells the staff of each ministry which of their parts were returned, and why, or confirmed: one notice an act.

    submissions: of one round, as they are now. Nobody is told of what they did themselves.
    """
    by_ministry: dict[tuple[int, str], list[Submission]] = {}
    for row in submissions:
        if row.state in KIND_OF_STATE:
            by_ministry.setdefault((row.ministry_id, row.state), []).append(row)
    for (ministry, state), rows in by_ministry.items():
        people = [person for person in staff_of([ministry]) if person != by]
        notify(people, kind=KIND_OF_STATE[state], text=_text_of(rows), url=_worksheet_of(rows))


KIND_OF_STATE = {
    Submission.State.RETURNED.value: Notice.Kind.RETURNED,
    Submission.State.CONFIRMED.value: Notice.Kind.CONFIRMED,
}
SHOWN_ITEMS = 3
"""Items that a notice names; it counts the others."""


def _text_of(rows: list[Submission]) -> str:
    names = "、".join(f"「{row.item}」" for row in rows[:SHOWN_ITEMS])
    more = f"ほか{len(rows) - SHOWN_ITEMS}項目" if len(rows) > SHOWN_ITEMS else ""
    first = rows[0]
    if first.state == Submission.State.CONFIRMED:
        return f"{first.ministry}の{names}{more}が確認されました。"
    return f"{first.ministry}の{names}{more}が差し戻されました。理由：{first.reason}"


def _worksheet_of(rows: list[Submission]) -> str:
    """The address of the worksheet, at the item where it is one only."""
    address = reverse("kpis:worksheet", args=(rows[0].round_id,))
    return f"{address}?item={rows[0].item_id}" if len(rows) == 1 else address


def mark_read(notices: QuerySet[Notice]) -> None:
    """The notices are read, from now on if not before."""
    notices.filter(read_at=None).update(read_at=timezone.now())


def mark_mailed(notices: Iterable[Notice]) -> None:
    """A mail has told the notices."""
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=timezone.now())


def set_takes_mail(person: User, *, takes_mail: bool) -> None:
    """Whether the person takes notices by mail from now on."""
    User.objects.filter(pk=person.pk).update(takes_mail=takes_mail)
