"""What the pages of a round as a whole show."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from kpis.models import ProgressSnapshot
from kpis.secretariat.parts import round_parts, unanswered_rows, unconfirmed
from reforms.models import ProgressSegment, Publication, ReportingRound
from reforms.rights import Person
from reforms.row_history import RowState, row_states
from reforms.selectors import date_label, year_label

NOBODY_ANSWERS = "担当の決まっていない行（{count}行）"


@dataclass(frozen=True)
class DuePage:
    """states: what was done with the round, the latest first."""

    round: ReportingRound
    label: str
    due_on: datetime.date | None
    states: list[RowState]


def due_page(round: ReportingRound) -> DuePage:
    """Until when the round is entered, and how that came to be. Two queries."""
    states = row_states(round, ("opened_at", "due_on", "closed_at"))
    return DuePage(round, year_label(round.fiscal_year), round.due_on, [state for state in states if state.new])


@dataclass(frozen=True)
class ShownPublication:
    """An earlier publication of the round."""

    label: str
    day: str
    reason: str
    by: str


@dataclass(frozen=True)
class PublishPage:
    """unconfirmed: parts that nobody has confirmed, by name, and rows without 担当; changed: rows since the last
    publication."""

    round: ReportingRound
    label: str
    unconfirmed: list[str]
    publications: list[ShownPublication]
    changed: int

    @property
    def is_errata(self) -> bool:
        """Whether the round was published before."""
        return bool(self.publications)


def publish_page(round: ReportingRound, person: Person) -> PublishPage:
    """What stands in the way of publishing, and what was published before."""
    earlier = list(round.publications.select_related("by").order_by("-number"))
    return PublishPage(
        round=round,
        label=year_label(round.fiscal_year),
        unconfirmed=_unconfirmed(round, person),
        publications=[_shown(one) for one in earlier],
        changed=_changed_since(earlier[0]) if earlier else 0,
    )


def _unconfirmed(round: ReportingRound, person: Person) -> list[str]:
    names = [f"{part.item}　{part.ministry}" for part in unconfirmed(round_parts(round, person))]
    count = unanswered_rows(round).count
    return [*names, NOBODY_ANSWERS.format(count=count)] if count else names


def _shown(publication: Publication) -> ShownPublication:
    return ShownPublication(
        label=publication.get_kind_display() if publication.number == 1 else f"正誤 第{publication.number - 1}号",
        day=date_label(publication.published_on),
        reason=publication.reason,
        by=publication.by.shown_name if publication.by else "",
    )


def _changed_since(publication: Publication) -> int:
    """How many rows that ministries enter were written after the publication."""
    since = {"history_date__gt": publication.recorded_at}
    rows = ProgressSnapshot.objects.filter(round=publication.round_id).values("pk")
    segments = ProgressSegment.objects.filter(process_progress__round=publication.round_id).values("pk")
    return sum(
        history.filter(id__in=own, **since).values("id").distinct().count()
        for history, own in ((ProgressSnapshot.history, rows), (ProgressSegment.history, segments))
    )
