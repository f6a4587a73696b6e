"""What the page of one part shows: plain records, filled by the selectors."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from kpis.entry_reading.shown import Choice, ShownReading
from kpis.old_and_new import OldAndNew
from kpis.part_states import StateBadge
from kpis.selectors.entry_links import EntryLinks
from reforms.models import Rating, ReportingRound


@dataclass(frozen=True)
class ReviewedGrade:
    """The 区分 of a row: what stands, what the official rule gives, and what to choose from. before: last year's;
    reason: of what stands, or as it was typed; is_outdated: the actual words are others than those it was given to."""

    version: int
    code: str
    computed: str
    before: Rating | None
    choices: list[Choice]
    reason: str = ""
    is_outdated: bool = False


@dataclass(frozen=True)
class ReviewedRow:
    """A row of the part. key: as the worksheet names it; grade, reading: of a KPI row only."""

    pk: int
    key: str
    title: str
    lead: str
    cells: list[OldAndNew]
    amend_url: str
    links: EntryLinks
    reading: ShownReading | None = None
    grade: ReviewedGrade | None = None


@dataclass(frozen=True)
class ReviewPage:
    """Everything the page shows. may_amend: past a lock, as an admin; next_url: of the next part that waits for the
    person, "" if none does; ungraded: rows without a 区分 that stands."""

    round: ReportingRound
    label: str
    item: str
    item_url: str
    ministry: str
    settle_url: str
    version: int
    badge: StateBadge
    reason: str
    by: str
    at: datetime.datetime | None
    may_confirm: bool
    may_return: bool
    may_grade: bool
    may_amend: bool
    is_own: bool
    processes: list[ReviewedRow]
    kpis: list[ReviewedRow]
    process_heading: str
    kpi_heading: str
    grade_heading: str
    year_before: str
    next_url: str
    waiting: int
    ungraded: int

    @property
    def takes_grades(self) -> bool:
        """Whether the person gives rows of the part a 区分 now."""
        return self.may_grade and any(row.grade for row in self.kpis)
