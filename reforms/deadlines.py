"""Which parts of the open rounds are still to be handed in, and who is to hand them in."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

from reforms.models import ReportingRound, User
from reforms.parts import parts_of
from reforms.people import staff_of
from reforms.rights import ENTERING, RETURNED

SOON = 7
"""Days before a deadline from which on people are told of it."""


@dataclass(frozen=True)
class Deadline:
    """What a person has to hand in for a round. waiting: parts; days_left: below 0 when it is overdue."""

    person: User
    round: ReportingRound
    due_on: datetime.date
    days_left: int
    waiting: int

    @property
    def is_overdue(self) -> bool:
        """Whether the day is over."""
        return self.days_left < 0

    @property
    def words(self) -> str:
        """「2018年度…の提出期限は12月1日（あと3日）です。未提出が5件あります。」"""
        day = f"{self.due_on.month}月{self.due_on.day}日"
        when = (
            f"提出期限（{day}）を{-self.days_left}日過ぎています"
            if self.is_overdue
            else f"提出期限は{day}（{f'あと{self.days_left}日' if self.days_left else '今日'}）です"
        )
        return f"「{self.round}」の{when}。未提出の改革項目が{self.waiting}件あります。"


def deadlines(today: datetime.date) -> list[Deadline]:
    """Everything that is overdue or due within a week, the most urgent first."""
    rounds = ReportingRound.objects.filter(opened_at__isnull=False, closed_at=None, due_on__isnull=False)
    soon = rounds.filter(due_on__lte=today + datetime.timedelta(days=SOON)).select_related("edition")
    return [one for round in soon.order_by("due_on") for one in _deadlines_of(round, today)]


def _deadlines_of(round: ReportingRound, today: datetime.date) -> list[Deadline]:
    waiting = Counter(key.ministry for key, part in parts_of(round).items() if part.state in (ENTERING, RETURNED))
    people: dict[int, User] = {}
    counts: Counter[int] = Counter()
    for ministry, parts in waiting.items():
        for person in staff_of([ministry]):
            people[person.pk] = person
            counts[person.pk] += parts
    due_on = round.due_on or today
    return [Deadline(people[key], round, due_on, (due_on - today).days, count) for key, count in sorted(counts.items())]
