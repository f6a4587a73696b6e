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
        self._before = {row.row_id: row for row in theirs}
        self._after = {row.row_id: row for row in ours}
        self._moved = self._within_pages()

    def of(self, row_id: str) -> tuple[CellChange, ...]:
        """How a row moved; nothing of one that stands on one side only."""
        before, after = self._before.get(row_id), self._after[row_id]
        if before is None:
            return ()
        if before.sheet_row_id != after.sheet_row_id:
            pages = self._pages.get(before.sheet_row_id, ""), self._new_pages.get(after.sheet_row_id, "")
            return (CellChange("page", PAGE_HEADING, str(pages[0]), str(pages[1]), "moved"),)
        if row_id in self._moved:
            return (CellChange("order", ORDER_HEADING, str(before.order), str(after.order), "moved"),)
        return ()

    def _within_pages(self) -> frozenset[str]:
        on_page: dict[str, list[str]] = defaultdict(list)
        for row in self._after.values():
            stands = self._before.get(row.row_id)
            if stands is not None and stands.sheet_row_id == row.sheet_row_id:
                on_page[row.sheet_row_id].append(row.row_id)
        places: Mapping[str, int] = {row_id: place for place, row_id in enumerate(self._before)}
        return frozenset(row_id for rows in on_page.values() for row_id in moved_rows(rows, places))
