"""The cells of one sheet as a person sees them: a merged range is one cell, wherever it is asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from openpyxl.utils import get_column_letter

from importers.document import Place
from importers.workbook.cells import as_text
from importers.workbook.guarded import Grid
from importers.workbook.layouts import MergedRange, SheetLayout


@dataclass(frozen=True)
class FormCell:
    """A cell or a merged range: its rows and columns, from 1; words as it shows them, "" where it is empty.

    problem: why a cell that holds something shows nothing (an error value, a formula without a result).
    """

    sheet: str
    area: MergedRange
    words: str
    problem: str | None = None

    @property
    def name(self) -> str:
        """Its address, of a range the first one: "D7"."""
        return f"{get_column_letter(self.area.left)}{self.area.top}"

    @property
    def is_blank(self) -> bool:
        """Whether it shows nothing and there is nothing to tell of it."""
        return not self.words.strip() and self.problem is None


@dataclass(frozen=True)
class FormCells:
    """The cells of a sheet by row and column."""

    grid: Grid
    layout: SheetLayout

    @property
    def title(self) -> str:
        """The sheet's title."""
        return self.grid.title

    @property
    def height(self) -> int:
        """The last row that holds anything."""
        return len(self.grid.rows)

    @cached_property
    def width(self) -> int:
        """The last column that holds anything."""
        return max(map(len, self.grid.rows), default=0)

    def at(self, row: int, column: int) -> FormCell:
        """The cell there, or the merged range that covers it."""
        area = self._range_over(row, column) or MergedRange(row, column, row, column)
        return FormCell(self.title, area, self._words(area.top, area.left), self._problems.get((area.top, area.left)))

    def filled_in(self, row: int) -> list[FormCell]:
        """The cells of a row that hold something, each once; a range that began in a row above is not among them."""
        found = (self.at(row, column) for column in range(1, self.width + 1))
        seen = {cell.area: cell for cell in found if not cell.is_blank and cell.area.top == row}
        return list(seen.values())

    def _range_over(self, row: int, column: int) -> MergedRange | None:
        ranges = self._ranges[column]
        before = bisect_right(ranges, row, key=lambda one: one.top)
        area = ranges[before - 1] if before else None
        return area if area and row <= area.bottom else None

    @cached_property
    def _ranges(self) -> defaultdict[int, list[MergedRange]]:
        """By column the merged ranges that cover it, from above. A spreadsheet program lets no two overlap."""
        found: defaultdict[int, list[MergedRange]] = defaultdict(list)
        for area in sorted(self.layout.merged, key=lambda one: one.top):
            for column in range(area.left, area.right + 1):
                found[column].append(area)
        return found

    @cached_property
    def _problems(self) -> dict[tuple[int, int], str]:
        return {(problem.row, problem.column): problem.message for problem in self.grid.problems}

    def _words(self, row: int, column: int) -> str:
        values = self.grid.rows[row - 1] if row <= len(self.grid.rows) else ()
        value = values[column - 1] if column <= len(values) else None
        return "" if value is None else as_text(value)


def place_of(cells: Sequence[FormCell]) -> Place:
    """Where the words of a field stand: cells that follow each other, none of them twice."""
    rows = (min(cell.area.top for cell in cells), max(cell.area.bottom for cell in cells))
    return Place(rows, "\n".join(cell.words for cell in cells), cells[0].sheet, cells[0].name)


def distinct(cells: Iterable[FormCell]) -> list[FormCell]:
    """The cells that hold something, each once, in their order."""
    return list({cell.area: cell for cell in cells if not cell.is_blank}.values())
