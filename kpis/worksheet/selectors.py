"""Everything the worksheet shows: a fixed number of queries, whatever the number of rows."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone

from kpis.entries import KPIS, PROGRESS
from kpis.entry_reading.before import SegmentBefore, segments_before
from kpis.entry_reading.surroundings import Surroundings, surroundings_of
from kpis.models import ProgressSnapshot
from kpis.selectors.entry_links import entry_links
from kpis.selectors.rows import mark_ratings
from kpis.worksheet.entered import own_last_versions, segments_of, snapshots_of
from kpis.worksheet.filters import SHOW, WorksheetFilters
from kpis.worksheet.missing import lacking_segments, lacking_snapshots
from kpis.worksheet.page import KpiRow, SegmentRow, ShownPart, Tab, WorksheetItem, WorksheetPage
from kpis.worksheet.relisted import Relisted, relisted_rows
from kpis.worksheet.rows import RowStanding, heading_row, kpi_row, segment_row
from kpis.worksheet.shown_parts import ItemParts, item_parts
from reforms.models import ProgressSegment, ReformItem, ReportingRound
from reforms.parts import PartKey, Parts, parts_of
from reforms.rights import RETURNED, Person, may_enter, writes_for
from reforms.selectors import year_label

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


def worksheet_page(entered: EnteredRound, filters: WorksheetFilters) -> WorksheetPage:
    """The worksheet as asked for."""
    round, entries = entered.round, entered.entries
    address = reverse("kpis:worksheet", args=(round.pk,))
    left = sum(bool(entered.lack_of(entry)) for entry in entries)
    history = entered.known.history.values()
    years = {row.fiscal_year for rows in history for row in rows if row.fiscal_year < round.fiscal_year}
    return WorksheetPage(
        round=round,
        label=year_label(round.fiscal_year),
        programme=round.edition.programme.name,
        year=f"{max(years)}年度" if years else "",
        due_on=round.due_on,
        days_left=days_until(round.due_on),
        total=len(entries),
        entered=len(entries) - left,
        left=left,
        tabs=_tabs(entered, filters, address),
        items=_items(entered, filters),
        words=round.edition.vocabulary,
        presence_url=reverse("kpis:presence", args=(round.pk,)),
        submit_url=reverse("kpis:submit_part", args=(round.pk,)),
        all_url=address,
    )


def submittable_part(entered: EnteredRound, key: PartKey) -> ShownPart | None:
    """The part as it is shown, None where the person has no row in it or does not hand it in at all."""
    parts = item_parts(entered.round, entered.person, entered.parts, _lacks(entered)).shown
    return parts.get(key) if writes_for(entered.person, key.ministry) else None


def days_until(due_on: datetime.date | None) -> int | None:
    """The days that are left, below zero once it is past; None without a day."""
    return None if due_on is None else (due_on - timezone.localdate()).days


def items_of(entry: Entry) -> list[ReformItem]:
    """The items in force that the row is printed under, in printed order."""
    sheet = entry.process_progress.sheet if isinstance(entry, ProgressSegment) else entry.listing.sheet
    return list(sheet.items.all())


def _tabs(entered: EnteredRound, filters: WorksheetFilters, address: str) -> list[Tab]:
    return [
        Tab(
            label,
            sum(_is_shown(entered, entry, WorksheetFilters(filters.item, show)) for entry in entered.entries),
            address + filters.query(show=show),
            show == filters.show,
        )
        for show, label in SHOW.items()
    ]


def _is_shown(entered: EnteredRound, entry: Entry, filters: WorksheetFilters) -> bool:
    if filters.item is not None and all(item.pk != filters.item for item in items_of(entry)):
        return False
    if filters.show == "todo":
        return bool(entered.lack_of(entry))
    return filters.show != "returned" or entered.is_returned(entry)


def _items(entered: EnteredRound, filters: WorksheetFilters) -> list[WorksheetItem]:
    """The items in printed order. A row that is printed under several is shown under the first, or that asked for."""
    shown: dict[int, list[Entry]] = defaultdict(list)
    items: dict[int, ReformItem] = {}
    for entry in entered.entries:
        if not _is_shown(entered, entry, filters):
            continue
        own = items_of(entry)
        item = next((one for one in own if one.pk == filters.item), own[0])
        items[item.pk] = item
        shown[item.pk].append(entry)
    parts = item_parts(entered.round, entered.person, entered.parts, _lacks(entered))
    rows = _Rows(entered)
    return [_item(item, shown[item.pk], rows, parts) for item in sorted(items.values(), key=lambda one: one.order)]


def _lacks(entered: EnteredRound) -> list[tuple[Entry, list[PartKey], str]]:
    return [(entry, entered.parts_of(entry), entered.lack_of(entry)) for entry in entered.entries]


def _item(item: ReformItem, entries: Sequence[Entry], rows: _Rows, parts: ItemParts) -> WorksheetItem:
    return WorksheetItem(
        pk=item.pk,
        number=item.number,
        heading=item.name,
        url=item.get_absolute_url(),
        anchor=f"item-{item.pk}",
        parts=parts.of_item(item.pk),
        segments=[rows.segment(entry) for entry in entries if isinstance(entry, ProgressSegment)],
        kpis=rows.kpis(entry for entry in entries if isinstance(entry, ProgressSnapshot)),
        left=sum(bool(rows.entered.lack_of(entry)) for entry in entries),
    )


class _Rows:
    """Makes the rows of the page out of what is entered."""

    def __init__(self, entered: EnteredRound) -> None:
        self.entered = entered
        self._own_segments = own_last_versions(entered.segments, entered.person)
        self._own_snapshots = own_last_versions(entered.snapshots, entered.person)
        self._before = segments_before(entered.segments)
        self._words = entered.round.edition.vocabulary
        self._segment_links = entry_links(PROGRESS.name, [row.pk for row in entered.segments])
        self._snapshot_links = entry_links(KPIS.name, [row.pk for row in entered.snapshots])

    def segment(self, row: ProgressSegment) -> SegmentRow:
        """The row of a part of a progress cell."""
        standing = self._standing(row, self._own_segments)
        before = self._before.get(row.pk, SegmentBefore())
        shown = segment_row(row, standing, before, self.entered.marks, self._words)
        return replace(shown, links=self._segment_links[row.pk])

    def kpis(self, rows: Iterable[ProgressSnapshot]) -> list[KpiRow]:
        """The rows of KPIs, each heading once before the rows that stand under it."""
        shown: list[KpiRow] = []
        heading = None
        for row in rows:
            if row.listing.heading and row.listing.heading_id != heading:
                shown.append(heading_row(row.listing.heading))
            heading = row.listing.heading_id
            standing = self._standing(row, self._own_snapshots)
            relisted = self.entered.relisted
            follows, followers = relisted.leading.get(row.pk), relisted.following.get(row.pk, [])
            entry = kpi_row(row, standing, self.entered.known, follows, followers)
            shown.append(replace(entry, links=self._snapshot_links[row.pk]))
        return shown

    def _standing(self, row: Entry, own: dict[int, int]) -> RowStanding:
        return RowStanding(self.entered.may_edit(row), bool(self.entered.lack_of(row)), own.get(row.pk, 0))
