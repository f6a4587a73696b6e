"""A workbook that is its own source: its cells as text with a line a row, so that the place of a cell can be opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from typing import Any

from importers.document import Place, Sheet, SourceDocument, spooled_pages
from importers.workbook.cells import CellValue, as_text
from importers.workbook.guarded import Grid
from kpi_tracker.lib.records import replace


@dataclass(frozen=True)
class OwnText:
    """text: sheet after sheet, each under a line with its name, cells parted by tabs; above: by sheet, its name's line.

    Row n of a sheet stands on line above[sheet] + n.
    """

    text: str
    above: dict[str, int]


def own_text(grids: Iterable[Grid]) -> OwnText:
    """The text of the sheets. A line end within a cell is shown as ⏎: a row stays one line."""
    text = StringIO()
    above: dict[str, int] = {}
    lines = 0
    for grid in grids:
        lines += 1
        above[grid.title] = lines
        text.write(f"［シート：{grid.title}］\n")
        for row in grid.rows:
            text.write("\t".join(map(_shown, row)) + "\n")
        lines += len(grid.rows)
    return OwnText(text.getvalue().removesuffix("\n"), above)


def placed_in(document: SourceDocument, text: OwnText) -> SourceDocument:
    """The document with each place of a cell moved from the row of its sheet to the line of the text."""
    return replace(document, sheets=spooled_pages(_placed_page(page, text) for page in document.sheets))


def rows_without_lines(document: SourceDocument) -> tuple[Place, ...]:
    """The first cell of each row whose source is a workbook: it names no line of a text."""
    rows = (row for page in document.sheets for row in (*page.processes, *page.kpis))
    return tuple(place for row in rows if (place := _first_cell(row)) is not None)


def _shown(value: CellValue) -> str:
    return "" if value is None else as_text(value).replace("\t", " ").replace("\r", "").replace("\n", "⏎")


def _placed_page(page: Sheet, text: OwnText) -> Sheet:
    processes = tuple(_placed_row(row, text) for row in page.processes)
    kpis = tuple(_placed_row(row, text) for row in page.kpis)
    lines = [row.lines for row in (*processes, *kpis)]
    spanned = (min(first for first, _ in lines), max(last for _, last in lines)) if lines else page.lines
    return replace(page, processes=processes, kpis=kpis, lines=spanned)


def _placed_row(row: Any, text: OwnText) -> Any:
    first = _first_cell(row)
    above = text.above.get(first.sheet or "", 0) if first else 0
    places = {field: _placed(place, text) for field, place in row.places.items()}
    return replace(row, lines=(row.lines[0] + above, row.lines[1] + above), places=places)


def _placed(place: Place, text: OwnText) -> Place:
    above = text.above.get(place.sheet or "", 0)
    return replace(place, lines=(place.lines[0] + above, place.lines[1] + above))


def _first_cell(row: Any) -> Place | None:
    return next((place for place in row.places.values() if place.sheet is not None), None)
