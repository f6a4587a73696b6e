"""Rows of a text told by its lines: a cell with line breaks makes a record stand on several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from importers.document import Place, Sheet, SourceDocument, spooled_pages
from importers.readers.flat_table.csv_grid import TextRow
from kpi_tracker.lib.records import replace


def with_own_lines(document: SourceDocument, rows: Sequence[TextRow]) -> SourceDocument:
    """The document with the lines of the text in place of the numbers of its records, counted from 1."""
    return replace(document, sheets=spooled_pages(_page(sheet, rows) for sheet in document.sheets))


def _page(sheet: Sheet, rows: Sequence[TextRow]) -> Sheet:
    processes = tuple(_row(row, rows) for row in sheet.processes)
    kpis = tuple(_row(row, rows) for row in sheet.kpis)
    lines = [row.lines for row in (*processes, *kpis)]
    spanned = (min(first for first, _ in lines), max(last for _, last in lines)) if lines else sheet.lines
    return replace(sheet, lines=spanned, processes=processes, kpis=kpis)


def _row(row: Any, rows: Sequence[TextRow]) -> Any:
    lines = rows[row.lines[0] - 1].lines
    places = {field: Place(lines, place.words) for field, place in row.places.items()}
    return replace(row, lines=lines, places=places)
