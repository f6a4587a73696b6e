"""How complete the rounds on their way are: only for staff, and of what each may see."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from reforms.models import Programme, ReportingRound, Submission
from reforms.parts import parts_of
from reforms.people import person_of
from reforms.rights import VIEWER, Person, may_see
from reforms.selectors import Link, date_label, year_label


@dataclass(frozen=True)
class StateCount:
    """How many parts are in a state."""

    label: str
    count: int


@dataclass(frozen=True)
class OpenRound:
    """A round that is not published yet. parts: 改革項目 × 府省庁 that the person sees; handed_in: 提出 and 確認."""

    label: str
    state: str
    due_on: str
    parts: int
    handed_in: int
    states: list[StateCount]
    link: Link


def open_rounds(programme: Programme, user: object) -> list[OpenRound]:
    """The rounds of the programme on their way, for a signed-in member of staff; none for anybody else.

    Two queries, and six for each round on its way; none for the public.
    """
    person = person_of(user)
    if person.role == VIEWER:
        return []
    rounds = ReportingRound.objects.filter(
        edition__programme=programme, opened_at__isnull=False, publications=None
    ).select_related("edition")
    return [shown for round in rounds.order_by("fiscal_year") if (shown := _shown(round, person))]


def _shown(round: ReportingRound, person: Person) -> OpenRound | None:
    states = Counter(part.state for part in parts_of(round).values() if may_see(person, [part.ministry]))
    if not states:
        return None
    page = "kpis:board" if person.sees_everything else "kpis:worksheet"
    return OpenRound(
        label=year_label(round.fiscal_year),
        state="入力中" if round.is_open else "締切後・公表前",
        due_on=date_label(round.due_on) if round.due_on else "",
        parts=sum(states.values()),
        handed_in=states[Submission.State.SUBMITTED] + states[Submission.State.CONFIRMED],
        states=[StateCount(label, states[state]) for state, label in Submission.State.choices],
        link=Link("取りまとめを開く" if person.sees_everything else "入力を開く", reverse(page, args=(round.pk,))),
    )
