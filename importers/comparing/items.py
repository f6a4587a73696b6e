"""Items of a file with their pages beside those that stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from importers.comparing.cells import (
    ITEM_COLUMNS,
    ORDER_HEADING,
    PAGE_HEADING,
    REPEATS_HEADING,
    attribute_changes,
    changed_cells,
    item_cells,
)
from importers.comparing.order import moved_rows
from importers.comparing.sides import FileRow, Sides, told_issues
from importers.issues import Issue
from importers.plan import CellChange, PlannedRow, RowKind
from reforms.drafts import ItemDraft, SheetDraft


@dataclass(frozen=True)
class ComparedItem:
    """A row of the plan with the item and the pages that would be written for it: each page with its first item."""

    planned: PlannedRow
    item: ItemDraft
    pages: tuple[SheetDraft, ...]


def compared_items(sides: Sides) -> Iterator[ComparedItem]:
    """The items of the file in its order."""
    standing = {item.row_id: item for item in sides.standing.drafts.items}
    moved = _moved(sides.ours.items, sides.standing.drafts.items)
    pages = _Pages(sides)
    for item in sides.ours.items:
        origin = sides.origins[item.row_id]
        stands = standing.get(item.row_id)
        row = FileRow(
            "item",
            origin,
            item.row_id,
            sides.matches.items,
            f"{item.number}{item.name}",
            f"{item.number}{item.name}",
            item.places.get("item"),
        )
        changes = (*_changes(stands, item, sides), *pages.changes(item.row_id))
        if stands and item.row_id in moved:
            changes += (CellChange("order", ORDER_HEADING, str(stands.order), str(item.order), "moved"),)
        kind = row.kind(stands is not None, changes)
        issues = (*told_issues(row.row_id, kind, (), sides), *pages.issues(item.row_id, kind))
        planned = row.planned(kind, sides, changes=changes, issues=issues)
        yield ComparedItem(planned, item, tuple(pages.of_item[item.row_id]))


def _changes(stands: ItemDraft | None, item: ItemDraft, sides: Sides) -> Iterator[CellChange]:
    known = sides.standing.ministries
    before = item_cells(stands, known) if stands else ("",) * len(ITEM_COLUMNS)
    yield from changed_cells(ITEM_COLUMNS, before, item_cells(item, known))
    attributes = stands.attributes if stands else {}
    if attributes != item.attributes:
        yield from attribute_changes(attributes, item.attributes)


def _moved(ours: Iterable[ItemDraft | SheetDraft], theirs: Iterable[ItemDraft | SheetDraft]) -> frozenset[str]:
    places = {row.row_id: place for place, row in enumerate(theirs)}
    return moved_rows([row.row_id for row in ours], places)


class _Pages:
    """The pages of the file, each with the first of its items."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._standing = {sheet.row_id: sheet for sheet in sides.standing.drafts.sheets}
        self._moved = _moved(sides.ours.sheets, sides.standing.drafts.sheets)
        self._row_ids = {settled: row_id for row_id, settled in sides.ids.pages.items()}
        self.of_item: dict[str, list[SheetDraft]] = defaultdict(list)
        for sheet in sides.ours.sheets:
            self.of_item[sheet.item_row_ids[0]].append(sheet)

    def changes(self, item: str) -> Iterator[CellChange]:
        """What changed of the pages of an item."""
        for sheet in self.of_item[item]:
            stands = self._standing.get(sheet.row_id)
            if stands is None:
                yield CellChange("page", PAGE_HEADING, "", str(sheet.order))
                continue
            if sheet.row_id in self._moved:
                yield CellChange("page", PAGE_HEADING, str(stands.order), str(sheet.order), "moved")
            if stands.item_row_ids != sheet.item_row_ids:
                yield CellChange("items", "改革項目", self._names(stands.item_row_ids), self._names(sheet.item_row_ids))
            if stands.repeats_row_id != sheet.repeats_row_id:
                orders = self._order(stands.repeats_row_id), self._order(sheet.repeats_row_id)
                yield CellChange("duplicate_of", REPEATS_HEADING, *orders)

    def issues(self, item: str, kind: RowKind) -> Iterator[Issue]:
        """What is doubtful about the pages of an item."""
        for sheet in self.of_item[item]:
            yield from told_issues(self._row_ids[sheet.row_id], kind, (), self._sides)

    def _names(self, items: Iterable[str]) -> str:
        return " ／ ".join(self._sides.item_names.get(item, "") for item in items)

    def _order(self, page: str | None) -> str:
        orders = {sheet.row_id: sheet.order for sheet in (*self._standing.values(), *self._sides.ours.sheets)}
        return str(orders[page]) if page in orders else ""
