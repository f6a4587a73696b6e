"""All tables as one workbook, a table a sheet, with 列の説明 and コード表."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from kpi_tracker.lib.csv_cells import BEGINS_A_FORMULA
from kpi_tracker.lib.workbook_text import MAX_CELL, escaped, kept_as_text
from kpis.open_data.columns import Column, Value
from kpis.open_data.files.cells import as_json
from kpis.open_data.files.json_file import Made
from kpis.open_data.tables import Shape

_CUT = "…（以下省略。全文はCSVとJSONにあります）"
_WIDE, _NARROW = 40, 14
_SPEAKING = (*BEGINS_A_FORMULA, "#")
"""What words begin with that would be taken for a formula or an error."""


def write_workbook(made: Made, front: Sequence[tuple[str, str]], target: IO[bytes]) -> None:
    """Writes the workbook to target. front: labels and words of its first sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("はじめに")
    sheet.column_dimensions["A"].width = _NARROW
    sheet.column_dimensions["B"].width = 2 * _WIDE
    for label, words in front:
        sheet.append([label, words])
    for table, records in made:
        _write_table(book, table, records)
    book.save(target)


def _write_table(book: Workbook, table: Shape, records: Iterable[Any]) -> None:
    sheet = book.create_sheet(table.title)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _width(column)
    sheet.append([column.heading for column in table.columns])
    for record in records:
        sheet.append([_cell(sheet, column.of(record)) for column in table.columns])


def _width(column: Column) -> int:
    return _WIDE if column.type is str and "記載" in column.meaning else _NARROW


def _cell(sheet: Any, value: Value) -> Any:
    if isinstance(value, Decimal):
        return as_json(value)
    if not isinstance(value, str):
        return value
    words = escaped(value)
    if len(words) > MAX_CELL:
        words = words[: MAX_CELL - len(_CUT)] + _CUT
    # Only what might be taken for something else needs a cell of its own: they are slow.
    return kept_as_text(WriteOnlyCell(sheet, words), words) if words.startswith(_SPEAKING) else words or None
