"""Making a workbook: text that stays text, and bytes that are the same whenever it is saved."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook

from importers.workbook.cells import CellValue
from kpi_tracker.lib.csv_cells import BEGINS_A_FORMULA

MAX_CELL = 32_767
"""Characters a cell holds; openpyxl would cut the rest off without a word."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>kpi-tracker</dc:creator></cp:coreProperties>'
)


def kept_as_text(cell: Any, value: CellValue) -> Any:
    """The openpyxl cell, which holds the value; whatever the value looks like, text stays text in it.

    openpyxl would take "=…" for a formula and "#N/A" for an error; a spreadsheet program does so when the cell is
    edited, unless it bears its apostrophe (quotePrefix).
    """
    if isinstance(value, str):
        cell.data_type = "s"
        if value.startswith(BEGINS_A_FORMULA):
            cell.quotePrefix = True
    return cell


def saved(book: Workbook) -> bytes:
    """The saved workbook without the time it was saved at, so that equal content has an equal SHA-256."""
    written, made = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in _parts(old):
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, content)
    return made.getvalue()


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for name in package.namelist():
        yield name, _CORE.encode() if name == "docProps/core.xml" else package.read(name)
