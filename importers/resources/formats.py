"""The formats of flat tables: files from people are opened by our guards, never by tablib's own loaders."""

from __future__ import annotations

from typing import Any

from import_export.formats.base_formats import Format
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from tablib import Dataset  # type: ignore[import-untyped]  # published without types

from importers.readers.flat_table.csv_grid import csv_grid
from importers.workbook.csv_text import csv_bytes
from importers.workbook.guarded import Grid, read_workbook
from importers.workbook.saving import saved
from kpi_tracker.lib.decoding import decoded
from kpi_tracker.lib.workbook_text import kept_as_text


class GuardedCsv(Format):  # type: ignore[misc]  # published without types
    """UTF-8 with byte order mark; read in UTF-8 or CP932. Words that look like a formula bear an apostrophe."""

    def get_title(self) -> str:
        """What the choice of formats shows."""
        return "csv"

    def get_extension(self) -> str:
        """Of the files."""
        return "csv"

    def get_content_type(self) -> str:
        """Of a download."""
        return "text/csv; charset=utf-8"

    def can_import(self) -> bool:
        """Reading goes through `create_dataset`."""
        return True

    def can_export(self) -> bool:
        """Writing goes through `export_data`."""
        return True

    def create_dataset(self, in_stream: bytes) -> Dataset:
        """The table of the bytes. Raises NotText, RefusedText."""
        return _dataset(csv_grid(decoded(in_stream), "csv")[0])

    def export_data(self, dataset: Dataset, **_: Any) -> bytes:
        """The bytes of a file."""
        return csv_bytes([dataset.headers or (), *dataset])


class GuardedXlsx(GuardedCsv):
    """An Excel workbook with the table as its only sheet, its text kept as text."""

    def get_title(self) -> str:
        """What the choice of formats shows."""
        return "xlsx"

    def get_extension(self) -> str:
        """Of the files."""
        return "xlsx"

    def get_content_type(self) -> str:
        """Of a download."""
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def create_dataset(self, in_stream: bytes) -> Dataset:
        """The first sheet of the workbook. Raises RefusedWorkbook."""
        return _dataset(next(iter(read_workbook(in_stream)), Grid("", ())))

    def export_data(self, dataset: Dataset, **_: Any) -> bytes:
        """The bytes of a file."""
        book = Workbook(write_only=True)
        sheet = book.create_sheet(dataset.title or None)
        for row in [dataset.headers or (), *dataset]:
            sheet.append([kept_as_text(WriteOnlyCell(sheet, value), value) for value in row])
        return saved(book)


GUARDED_FORMATS = (GuardedXlsx, GuardedCsv)


def _dataset(grid: Grid) -> Dataset:
    headings = grid.rows[0] if grid.rows else ()
    width = len(headings)
    rows = [(*row[:width], *(None,) * (width - len(row))) for row in grid.rows[1:] if row]
    return Dataset(*rows, headers=headings, title=grid.title)
