"""The rows of one sheet as plain values, as far as they may be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import repeat

from importers.workbook.cell_problems import CellProblem
from importers.workbook.cells import CellValue
from importers.workbook.opened_book import OpenedSheet, ParsedCell
from kpi_tracker.lib.workbook_text import MAX_CELL

MAX_ROWS = 120_000
MAX_COLUMNS = 60


class SheetReading:
    """A sheet while its rows are read, and what was found wrong with it so far.

    is_long, is_wide: whether it goes on beyond the rows or columns that are read; hidden: rows that Excel does not
    show, from 1; spend: is told of each row how many cells it has.
    """

    def __init__(self, sheet: OpenedSheet, spend: Callable[[int], None] = lambda cells: None) -> None:
        self._sheet = sheet
        self._spend = spend
        self.problems: list[CellProblem] = []
        self.hidden: list[int] = []
        self.is_long = False
        self.is_wide = False

    def rows(self) -> Iterator[tuple[CellValue, ...]]:
        """The rows as far as they may be read, without the empty ones below the last that holds something."""
        due = 1
        for row in self._sheet.parsed_rows():
            number, values = row.number, self._filled(row.cells)
            if number > MAX_ROWS and values:
                self.is_long = True
                return
            if number > MAX_ROWS:
                continue
            self._spend(len(values))
            if values and row.is_hidden:
                self.hidden.append(number)
            if values or self._has_problem(number):
                yield from repeat((), number - due)
                yield values
                due = number + 1

    def _has_problem(self, row: int) -> bool:
        return bool(self.problems) and self.problems[-1].row == row

    def _filled(self, cells: Iterable[ParsedCell]) -> tuple[CellValue, ...]:
        """The values up to the last one that is there."""
        found: list[CellValue] = []
        for cell in cells:
            column = cell["column"]
            if column > MAX_COLUMNS:
                self.is_wide = self.is_wide or cell["value"] is not None
            elif (value := self._value(cell)) is not None:
                found.extend(repeat(None, column - len(found)))
                found[column - 1] = value
        return tuple(found)

    def _value(self, cell: ParsedCell) -> CellValue:
        value: CellValue = cell["value"]
        if value is None or value == "":
            return None
        if cell["data_type"] == "e":
            self._found_wrong(cell, f"セルがエラー値（{value}）です。正しい値を入力してください。")
            return None
        if isinstance(value, str) and len(value) > MAX_CELL:
            self._found_wrong(cell, f"セルが長すぎます（{len(value)}文字。上限{MAX_CELL}文字）。")
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and "%" in self._sheet.number_format(cell):
            return f"{round(value * 100, 10):g}%"
        return value

    def _found_wrong(self, cell: ParsedCell, message: str) -> None:
        self.problems.append(CellProblem(cell["row"], cell["column"], message))


def cells_of(sheet: OpenedSheet) -> Iterator[ParsedCell]:
    """The cells as far as they may be read, with their formulas."""
    for row in sheet.parsed_rows():
        if row.number > MAX_ROWS:
            return
        yield from (cell for cell in row.cells if cell["column"] <= MAX_COLUMNS)
