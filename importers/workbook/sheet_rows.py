"""The rows of one sheet of openpyxl as plain values, as far as they may be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import Any

from openpyxl.cell.read_only import EMPTY_CELL

from importers.workbook.cell_problems import CellProblem
from importers.workbook.cells import CellValue
from kpi_tracker.lib.workbook_text import MAX_CELL

MAX_ROWS = 120_000
MAX_COLUMNS = 60


class SheetReading:
    """A sheet of openpyxl while its rows are read, and what was found wrong with it so far.

    is_long: whether it goes on beyond the rows that are read; spend: is told of each row how many cells it has.
    """

    def __init__(self, sheet: Any, spend: Callable[[int], None]) -> None:
        self._sheet = sheet
        self._spend = spend
        self.problems: list[CellProblem] = []
        self.is_long = False

    def rows(self) -> Iterator[tuple[CellValue, ...]]:
        """The rows as far as they may be read, without the empty ones below the last that holds something."""
        empty = 0
        for number, values in enumerate(rows_of(self._sheet, self.problems), 1):
            if number > MAX_ROWS and values:
                self.is_long = True
                return
            if number > MAX_ROWS:
                continue
            self._spend(len(values))
            if values or self._has_problem(number):
                yield from repeat((), empty)
                yield values
                empty = 0
            else:
                empty += 1

    def _has_problem(self, row: int) -> bool:
        return bool(self.problems) and self.problems[-1].row == row


def rows_of(sheet: Any, problems: list[CellProblem]) -> Iterator[tuple[CellValue, ...]]:
    """The rows of a sheet, as far to the right as they may be read."""
    former: Any = None
    values: tuple[CellValue, ...] = ()
    for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), 1):
        # Rows that are not there come as one and the same object, a million times above a cell far below.
        if row is not former:
            former, values = row, _filled(row, number, problems)
        yield values


def _filled(cells: Sequence[Any], row: int, problems: list[CellProblem]) -> tuple[CellValue, ...]:
    """The values up to the last one that is there."""
    found = [
        None if cell is EMPTY_CELL else _value(cell, row, column, problems) for column, cell in enumerate(cells, 1)
    ]
    while found and found[-1] is None:
        found.pop()
    return tuple(found)


def _value(cell: Any, row: int, column: int, problems: list[CellProblem]) -> CellValue:
    value: CellValue = cell.value
    if value is None or value == "":
        return None
    if cell.data_type == "e":
        problems.append(CellProblem(row, column, f"セルがエラー値（{value}）です。正しい値を入力してください。"))
        return None
    if isinstance(value, str) and len(value) > MAX_CELL:
        problems.append(CellProblem(row, column, f"セルが長すぎます（{len(value)}文字。上限{MAX_CELL}文字）。"))
        return None
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in (cell.number_format or ""):
        return f"{round(value * 100, 10):g}%"
    return value


def cells_of(sheet: Any) -> Iterator[Sequence[Any]]:
    """The cells of each row, with their formulas; none of a row that is not there."""
    former = None
    for row in sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS):
        yield () if row is former else row
        former = row
