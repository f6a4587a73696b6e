"""The rows of a round as a person sees them, with everything that is known of them: a fixed number of queries."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone

from kpis.entry_reading.surroundings import Surroundings, surroundings_of
from kpis.models import ProgressSnapshot
from kpis.published_rows import mark_ratings
from kpis.worksheet.entered import segments_of, snapshots_of
from kpis.worksheet.missing import lacking_segments, lacking_snapshots
from kpis.worksheet.relisted import Relisted, relisted_rows
from reforms.models import ProgressSegment, ReformItem, ReportingRound
from reforms.parts import PartKey, Parts, parts_of
from reforms.rights import RETURNED, Person, may_enter

Entry = ProgressSegment | ProgressSnapshot


@dataclass(frozen=True)
class EnteredRound:
    """The rows of a round that a person sees, and how each stands. lacking_…: what rows lack, by primary key."""

    round: ReportingRound
    person: Person
    segments: list[ProgressSegment]
    snapshots: list[ProgressSnapshot]
    marks: dict[str, str]
    known: Surroundings
    relisted: Relisted
    parts: Parts
    lacking_segments: dict[int, str]
    lacking_snapshots: dict[int, str]

    @property
    def entries(self) -> list[Entry]:
        """The rows of both kinds."""
        return [*self.segments, *self.snapshots]

    def lack_of(self, entry: Entry) -> str:
        """What the row lacks, "" of one that is whole."""
        lacking = self.lacking_segments if isinstance(entry, ProgressSegment) else self.lacking_snapshots
        return lacking.get(entry.pk, "")

    def parts_of(self, entry: Entry) -> list[PartKey]:
        """The parts that the row belongs to."""
        answered = entry if isinstance(entry, ProgressSegment) else entry.listing
        return [
            PartKey(item.pk, one.ministry_id) for item in items_of(entry) for one in answered.responsibilities.all()
        ]

    def may_edit(self, entry: Entry) -> bool:
        """Whether the person may write into the row now."""
        return may_enter(self.person, [self.parts[key] for key in self.parts_of(entry) if key in self.parts])

    def is_left(self, entry: Entry) -> bool:
        """Whether the row is still to be entered: it lacks something, and its part was not handed in."""
        return bool(self.lack_of(entry)) and (self.person.sees_everything or self.may_edit(entry))

    def is_returned(self, entry: Entry) -> bool:
        """Whether a part that the row belongs to was returned."""
        return any(key in self.parts and self.parts[key].state == RETURNED for key in self.parts_of(entry))


def entered_round(round: ReportingRound, person: Person) -> EnteredRound:
    """What the person sees of the round, its edition and programme fetched with it; thirty queries."""
    segments = [row for row in segments_of(round, person) if items_of(row)]
    snapshots = [row for row in snapshots_of(round, person) if items_of(row)]
    marks = {rating.code: rating.label for rating in mark_ratings(round.edition_id)}
    relisted = relisted_rows(round, snapshots)
    words = round.edition.vocabulary
    return EnteredRound(
        round=round,
        person=person,
        segments=segments,
        snapshots=snapshots,
        marks=marks,
        known=surroundings_of(round, {row.listing.kpi_id for row in snapshots if row.listing.kpi_id}),
        relisted=relisted,
        parts=parts_of(round),
        lacking_segments=lacking_segments(segments, list(marks), words),
        lacking_snapshots=lacking_snapshots(snapshots, relisted.leading, words),
    )


def days_until(due_on: datetime.date | None) -> int | None:
    """The days that are left, below zero once it is past; None without a day."""
    return None if due_on is None else (due_on - timezone.localdate()).days


def items_of(entry: Entry) -> list[ReformItem]:
    """The items in force that the row is printed under, in printed order."""
    sheet = entry.process_progress.sheet if isinstance(entry, ProgressSegment) else entry.listing.sheet
    return list(sheet.items.all())
