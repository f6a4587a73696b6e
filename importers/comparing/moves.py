"""Which rows of a file stand elsewhere than they did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol

from importers.comparing.cells import ORDER_HEADING, PAGE_HEADING
from importers.comparing.order import moved_rows
from importers.comparing.sides import Sides
from importers.plan import CellChange


class PlacedRow(Protocol):
    """A row of a page."""

    @property
    def row_id(self) -> str: ...
    @property
    def sheet_row_id(self) -> str: ...
    @property
    def order(self) -> int: ...


class Moves:
    """What moved of one table: rows on another page, and rows that changed their place among those that stayed."""

    def __init__(self, sides: Sides, ours: Iterable[PlacedRow], theirs: Iterable[PlacedRow]) -> None:
        self._pages = {sheet.row_id: sheet.order for sheet in sides.standing.drafts.sheets}
        self._new_pages = {sheet.row_id: sheet.order for sheet in sides.ours.sheets}
        self._before = {row.row_id: (row.sheet_row_id, row.order) for row in theirs}
        self._moved = self._within_pages(ours) if self._before else frozenset()

    def of(self, row: PlacedRow) -> tuple[CellChange, ...]:
        """How a row moved; nothing of one that stands on one side only."""
        if row.row_id not in self._before:
            return ()
        page, order = self._before[row.row_id]
        if page != row.sheet_row_id:
            pages = self._pages.get(page, ""), self._new_pages.get(row.sheet_row_id, "")
            return (CellChange("page", PAGE_HEADING, str(pages[0]), str(pages[1]), "moved"),)
        if row.row_id in self._moved:
            return (CellChange("order", ORDER_HEADING, str(order), str(row.order), "moved"),)
        return ()

    def _within_pages(self, ours: Iterable[PlacedRow]) -> frozenset[str]:
        on_page: dict[str, list[str]] = defaultdict(list)
        for row in ours:
            page, _ = self._before.get(row.row_id, ("", 0))
            if page == row.sheet_row_id:
                on_page[page].append(row.row_id)
        places: Mapping[str, int] = {row_id: place for place, row_id in enumerate(self._before)}
        return frozenset(row_id for rows in on_page.values() for row_id in moved_rows(rows, places))
