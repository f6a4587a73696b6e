"""Opening a workbook without measuring it: where a sheet states no size, openpyxl reads all of it to find out."""

from __future__ import annotations

import io
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._read_only import ReadOnlyWorksheet


def open_unmeasured(data: bytes, *, data_only: bool) -> Any:
    """The read-only workbook of openpyxl, its sheets `UnmeasuredSheet`s. Raises what `load_workbook` does."""
    reader = _Reader(io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False)
    reader.read()
    return reader.wb


class UnmeasuredSheet(ReadOnlyWorksheet):  # type: ignore[misc]  # openpyxl has no types
    """holds_more: whether a row read so far held something beyond the last column asked for."""

    holds_more = False

    def _get_size(self) -> None:
        """What counts is the cells that are there: the size a file states can be far too large or too small."""

    def _get_row(self, row: Any, min_col: int = 1, max_col: int | None = None, values_only: Any = False) -> Any:
        if max_col and any(cell["column"] > max_col and cell["value"] is not None for cell in row):
            self.holds_more = True
        return super()._get_row(row, min_col, max_col, values_only)


class _Reader(ExcelReader):  # type: ignore[misc]  # openpyxl has no types
    def read_worksheets(self) -> None:
        """Adds the sheets that hold cells."""
        for sheet, relation in self.parser.find_sheets():
            if relation.target in self.valid_files and "chartsheet" not in relation.Type:
                opened = UnmeasuredSheet(self.wb, sheet.name, relation.target, self.shared_strings)
                opened.sheet_state = sheet.state
                self.wb._sheets.append(opened)
