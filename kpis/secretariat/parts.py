"""The parts of a round as the secretariat sees them: how far each has come, and what may be done with it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max, QuerySet
from django.urls import reverse

from kpis.models import ProgressSnapshot
from reforms.models import Ministry, ProcessProgress, ProgressSegment, ReformItem, ReportingRound, Submission
from reforms.parts import PartKey, Parts, parts_by_row, parts_of
from reforms.rights import CONFIRMED, SUBMITTED, Part, Person, Rights, rights_on


@dataclass
class Rows:
    """The rows of a part. changed_at: when somebody entered something last, None where nobody did."""

    total: int = 0
    entered: int = 0
    changed_at: datetime.datetime | None = None


@dataclass(frozen=True)
class RoundPart:
    """A ministry's part of an item. version: of its state; submission: None where nobody has handed it in yet."""

    round: ReportingRound
    key: PartKey
    item: ReformItem
    ministry: Ministry
    part: Part
    version: int
    rights: Rights
    rows: Rows
    submission: Submission | None

    @property
    def value(self) -> str:
        """How forms name it, with the version that the person saw: "12-3-2"."""
        return f"{self.key.item}-{self.key.ministry}-{self.version}"

    @property
    def review_url(self) -> str:
        """The address of its 新旧."""
        return reverse("kpis:review", args=(self.round.pk, *self.key))

    @property
    def is_locked(self) -> bool:
        """Whether only an admin changes its rows now."""
        return self.part.state == CONFIRMED or self.part.round_is_closed

    @property
    def waits_for_others(self) -> bool:
        """Whether it was handed in, but is not this person's to confirm."""
        return self.part.state == SUBMITTED and self.part.round_is_open and not self.rights.may_confirm

    @property
    def changed_at(self) -> datetime.datetime | None:
        """When anything of it changed last."""
        moments = (self.rows.changed_at, self.submission.at if self.submission else None)
        return max((moment for moment in moments if moment), default=None)


@dataclass
class _Tables:
    """What the parts of a round are put together from."""

    items: dict[int, ReformItem]
    ministries: dict[int, Ministry]
    submissions: dict[PartKey, Submission]
    rows: dict[PartKey, Rows] = field(default_factory=lambda: defaultdict(Rows))


def round_parts(round: ReportingRound, person: Person, items: Collection[int] | None = None) -> list[RoundPart]:
    """The parts that rows in force belong to, in printed order; fifteen queries, whatever their number.

    items: primary keys, None for all.
    """
    parts = parts_of(round, items)
    tables = _tables(round, parts)
    for rows in (segments_in_force(round), snapshots_in_force(round)):
        _count(rows, tables)
    keys = [key for key in tables.rows if key in parts and key.item in tables.items]
    keys.sort(key=lambda key: (tables.items[key.item].order, tables.ministries[key.ministry].order, key))
    return [_part(round, key, parts, person, tables) for key in keys]


def unconfirmed(parts: Iterable[RoundPart]) -> list[RoundPart]:
    """Those that nobody has confirmed."""
    return [part for part in parts if part.part.state != CONFIRMED]


def segments_in_force(round: ReportingRound) -> QuerySet[ProgressSegment]:
    """The parts of progress cells that have a process in force."""
    ended = {"reformprocess__retired_in__fiscal_year__lte": round.fiscal_year}
    ties = ProcessProgress.processes.through.objects.filter(processprogress__round=round).exclude(**ended)
    return ProgressSegment.objects.filter(process_progress__in=ties.values("processprogress"))


def snapshots_in_force(round: ReportingRound) -> QuerySet[ProgressSnapshot]:
    """The KPI rows in force that measure something."""
    rows = ProgressSnapshot.objects.filter(round=round, listing__is_heading=False)
    return rows.exclude(listing__retired_in__fiscal_year__lte=round.fiscal_year)


@dataclass(frozen=True)
class UnansweredRows:
    """Rows in force that nobody answers for. items: those that they are printed under, by primary key."""

    count: int
    items: frozenset[int]


def unanswered_rows(round: ReportingRound) -> UnansweredRows:
    """They belong to no part, so that nobody enters them and nobody confirms them. Two queries."""
    segments = segments_in_force(round).filter(responsibilities=None)
    snapshots = snapshots_in_force(round).filter(listing__responsibilities=None)
    # A row that is printed under two items comes twice.
    of_cells = set(segments.values_list("pk", "process_progress__sheet__items"))
    of_kpis = set(snapshots.values_list("pk", "listing__sheet__items"))
    return UnansweredRows(
        len({row for row, _ in of_cells}) + len({row for row, _ in of_kpis}),
        frozenset(item for _, item in of_cells | of_kpis if item is not None),
    )


def _tables(round: ReportingRound, parts: Parts) -> _Tables:
    items = ReformItem.objects.exclude(retired_in__fiscal_year__lte=round.fiscal_year)
    submissions = Submission.objects.filter(round=round).select_related("by")
    return _Tables(
        items.in_bulk({key.item for key in parts}),
        Ministry.objects.in_bulk({key.ministry for key in parts}),
        {PartKey(row.item_id, row.ministry_id): row for row in submissions},
    )


def _count(rows: QuerySet[Any], tables: _Tables) -> None:
    """Adds the rows, of one model, to the parts that they belong to. Three queries."""
    words = ("progress_words",) if rows.model is ProgressSegment else ("actual_words", "note_words")
    entered = {key: any(one.strip() for one in said) for key, *said in rows.values_list("pk", *words)}
    changes = rows.model.history.filter(id__in=rows.values("pk"), history_type="~").order_by()
    changed_at = dict(changes.values_list("id").annotate(Max("history_date")))
    for row, keys in parts_by_row(rows).items():
        for key in keys:
            counted = tables.rows[key]
            counted.total += 1
            counted.entered += entered[row]
            moments = (counted.changed_at, changed_at.get(row))
            counted.changed_at = max((moment for moment in moments if moment), default=None)


def _part(round: ReportingRound, key: PartKey, parts: Parts, person: Person, tables: _Tables) -> RoundPart:
    return RoundPart(
        round=round,
        key=key,
        item=tables.items[key.item],
        ministry=tables.ministries[key.ministry],
        part=parts[key],
        version=parts.version(key),
        rights=rights_on(person, parts[key]),
        rows=tables.rows[key],
        submission=tables.submissions.get(key),
    )
