"""Everything the worksheet shows: a fixed number of queries, whatever the number of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.urls import reverse

from kpi_tracker.lib.records import replace
from kpis.entries import KPIS, PROGRESS
from kpis.entry_reading.before import SegmentBefore, segments_before
from kpis.models import ProgressSnapshot
from kpis.selectors.entry_links import entry_links
from kpis.worksheet.entered import own_last_versions
from kpis.worksheet.entered_round import EnteredRound, Entry, days_until, items_of
from kpis.worksheet.filters import SHOW, WorksheetFilters
from kpis.worksheet.item_standings import item_standings, parts_shown
from kpis.worksheet.page import KpiRow, SegmentRow, ShownPart, Tab, WorksheetItem, WorksheetPage
from kpis.worksheet.rows import RowStanding, heading_row, kpi_row, segment_row
from kpis.worksheet.shown_parts import ItemParts
from reforms.models import ProgressSegment, ReformItem
from reforms.parts import PartKey
from reforms.rights import writes_for
from reforms.selectors import year_label


def worksheet_page(entered: EnteredRound, filters: WorksheetFilters) -> WorksheetPage:
    """The worksheet as asked for."""
    round, entries = entered.round, entered.entries
    address = reverse("kpis:worksheet", args=(round.pk,))
    left = sum(entered.is_left(entry) for entry in entries)
    parts = parts_shown(entered)
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
        standings=item_standings(entered, parts),
        tabs=_tabs(entered, filters, address),
        items=_items(entered, filters, parts),
        words=round.edition.vocabulary,
        presence_url=reverse("kpis:presence", args=(round.pk,)),
        submit_url=reverse("kpis:submit_part", args=(round.pk,)),
        withdraw_url=reverse("kpis:withdraw_part", args=(round.pk,)),
        all_url=address,
    )


def own_part(entered: EnteredRound, key: PartKey) -> ShownPart | None:
    """The part as it is shown, None where the person has no row in it or does not hand it in at all."""
    return parts_shown(entered).shown.get(key) if writes_for(entered.person, key.ministry) else None


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
        return entered.is_left(entry)
    return filters.show != "returned" or entered.is_returned(entry)


def _items(entered: EnteredRound, filters: WorksheetFilters, parts: ItemParts) -> list[WorksheetItem]:
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
    rows = _Rows(entered)
    return [_item(item, shown[item.pk], rows, parts) for item in sorted(items.values(), key=lambda one: one.order)]


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
            links, is_apart = self._snapshot_links[row.pk], row.pk in relisted.apart
            shown.append(replace(entry, links=links, is_apart=is_apart))
        return shown

    def _standing(self, row: Entry, own: dict[int, int]) -> RowStanding:
        return RowStanding(self.entered.may_edit(row), self.entered.is_left(row), own.get(row.pk, 0))
