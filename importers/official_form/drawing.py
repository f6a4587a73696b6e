"""Cells as the ministries know them: fonts, borders, widths, heights of rows and what may be changed."""

from __future__ import annotations

import math
import unicodedata
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from importers.workbook.cells import escaped
from importers.workbook.saving import MAX_CELL, kept_as_text
from importers.workbook.writer import UnwritableText

FONT = "ＭＳ Ｐゴシック"
WIDTHS = {"A": 5, "B": 36, "C": 18, "D": 24, "E": 7, "F": 46, "G": 16, "H": 16}
HIDDEN = ("G", "H")
LAST_PRINTED = 6
"""The last column that is printed; behind it stand the names of the rows, hidden."""
_THIN = Side(style="thin", color="404040")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADING = PatternFill("solid", fgColor="DCE6F1")
_OPEN = PatternFill("solid", fgColor="FFFDE7")
_LINE = 13.5
_LOWEST, _HIGHEST = 18.0, 409.0
"""Points: of one printed line, and what a spreadsheet program allows a row."""


class Pen:
    """Draws on one sheet from above. row: the next one; ministries, grades, reported: the drawn cells that are filled
    in anew, reported those of neither kind."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.row = 1
        self.ministries: list[Any] = []
        self.grades: list[Any] = []
        self.reported: list[Any] = []
        for letter, width in WIDTHS.items():
            sheet.column_dimensions[letter].width = width
            sheet.column_dimensions[letter].hidden = letter in HIDDEN

    def text(self, column: int, words: str | None, *, across: int = 1, down: int = 1, row: int | None = None) -> Any:
        """A framed cell of `across` columns and `down` rows; the cell that holds its words."""
        top = row or self.row
        cell = self.plain(column, words, row=top)
        for each in self.sheet.iter_rows(top, top + down - 1, column, column + across - 1):
            for framed in each:
                framed.border = _FRAME
        if across > 1 or down > 1:
            self.sheet.merge_cells(None, top, column, top + down - 1, column + across - 1)
        return cell

    def plain(self, column: int, words: str | None, *, row: int | None = None) -> Any:
        """A cell without a frame."""
        cell = self.sheet.cell(row or self.row, column)
        written = None if words is None else escaped(words)
        if written is not None and len(written) > MAX_CELL:
            raise UnwritableText(
                f"シート「{self.sheet.title}」{cell.coordinate}が長すぎます（{len(written)}文字。"
                f"1つのセルは{MAX_CELL}文字まで）。元文書の行を分けてください。"
            )
        cell.value = written
        cell.font = Font(name=FONT, size=10)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        return kept_as_text(cell, written)

    def aside(self, column: int, words: str) -> None:
        """Words without a frame that may run over the cells beside them."""
        self.plain(column, words).alignment = Alignment()

    def heading(self, column: int, words: str, *, across: int = 1, down: int = 1, row: int | None = None) -> None:
        """A heading of a table."""
        cell = self.text(column, words, across=across, down=down, row=row)
        cell.font = Font(name=FONT, size=10, bold=True)
        cell.fill = _HEADING
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)

    def high_enough(self, row: int, cells: dict[str, str | None], rows: int = 1) -> None:
        """Make a row high enough for the words of its cells, by the letters of their columns ("CDE": merged).

        Spreadsheet programs fit no row to merged cells. rows: over how many rows the cells are merged.
        """
        lines = max((_lines(words, sum(WIDTHS[letter] for letter in over)) for over, words in cells.items()), default=1)
        height = min(max(lines * _LINE / rows + 4, _LOWEST), _HIGHEST)
        self.sheet.row_dimensions[row].height = max(height, self.sheet.row_dimensions[row].height or 0)


def opened(cell: Any) -> None:
    """Let the cell be filled in on a protected sheet."""
    cell.protection = Protection(locked=False)
    cell.fill = _OPEN


def _lines(words: str | None, width: float) -> int:
    """How many lines the words take in a column of this width, counted in half-width characters."""
    paragraphs = (words or "").split("\n")
    return sum(max(math.ceil(_width(paragraph) / max(width - 2, 1)), 1) for paragraph in paragraphs)


def _width(words: str) -> int:
    return sum(1 if unicodedata.east_asian_width(character) in ("Na", "H", "N") else 2 for character in words)
