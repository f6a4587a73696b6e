"""Writing records as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from importers.workbook.cells import CellValue, as_text
from kpi_tracker.lib.csv_cells import with_apostrophe


def csv_bytes(rows: Iterable[Iterable[CellValue]]) -> bytes:
    """The rows in UTF-8 with the byte order mark by which spreadsheet programs know it."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    for row in rows:
        writer.writerow([_written(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def _written(cell: CellValue) -> str:
    if cell is None:
        return ""
    return with_apostrophe(cell) if isinstance(cell, str) else as_text(cell)
