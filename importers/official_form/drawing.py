"""Cells as the ministries know them: fonts, borders, widths, heights of rows and what may be changed."""

from __future__ import annotations

import math
import unicodedata
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.worksheet.cell_range import CellRange

from importers.workbook.writer import UnwritableText
from kpi_tracker.lib.workbook_text import MAX_CELL, escaped, kept_as_text

FONT = "ＭＳ Ｐゴシック"
WIDTHS = {"A": 5, "B": 36, "C": 18, "D": 24, "E": 7, "F": 46, "G": 16, "H": 16}
HIDDEN = ("G", "H")
LAST_PRINTED = 6
"""The last column that is printed; behind it stand the names of the rows, hidden."""
PLAIN, ASIDE, CELL, HEADING, LINE, GRADE, TIER = (
    f"様式_{name}" for name in ("文", "添書き", "欄", "見出し", "項目", "区分", "階層")
)
"""Styles of cells by name: set by name a style is looked up, not compared with every other one."""
_THIN = Side(style="thin", color="404040")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_OPEN = PatternFill("solid", fgColor="FFFDE7")
_WORDS = Font(name=FONT, size=10)
_TOP = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_STYLES: dict[str, dict[str, Any]] = {
    PLAIN: {"font": _WORDS, "alignment": _TOP},
    ASIDE: {"font": _WORDS, "alignment": Alignment()},
    CELL: {"font": _WORDS, "alignment": _TOP, "border": _FRAME},
    HEADING: {
        "font": Font(name=FONT, size=10, bold=True),
        "alignment": _MIDDLE,
        "border": _FRAME,
        "fill": PatternFill("solid", fgColor="DCE6F1"),
    },
    LINE: {"font": Font(name=FONT, size=12, bold=True), "alignment": _TOP, "border": _FRAME},
    GRADE: {"font": _WORDS, "alignment": Alignment(horizontal="center", vertical="top"), "border": _FRAME},
    TIER: {
        "font": _WORDS,
        "alignment": Alignment(textRotation=255, horizontal="center", vertical="center"),
        "border": _FRAME,
    },
}
_LINE = 13.5
_LOWEST, _HIGHEST = 18.0, 409.0
"""Points: of one printed line, and what a spreadsheet program allows a row."""


def new_book() -> Workbook:
    """A workbook without a sheet that knows the styles of the form."""
    book = Workbook()
    book.remove(book.active)
    for name, style in _STYLES.items():
        book.add_named_style(NamedStyle(name, **style))
    return book


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

    def text(
        self,
        column: int,
        words: str | None,
        *,
        across: int = 1,
        down: int = 1,
        row: int | None = None,
        style: str = CELL,
    ) -> Any:
        """A framed cell of `across` columns and `down` rows; the cell that holds its words."""
        top = row or self.row
        bottom, right = top + down - 1, column + across - 1
        for each in self.sheet.iter_rows(top, bottom, column, right):
            for framed in each:
                framed.style = style
        if across > 1 or down > 1:
            # Each of its cells is framed already: merge_cells() would take longer over that than all the rest.
            self.sheet.merged_cells.add(CellRange(None, column, top, right, bottom))
        return self.plain(column, words, row=top, style=style)

    def plain(self, column: int, words: str | None, *, row: int | None = None, style: str = PLAIN) -> Any:
        """A cell without a frame, unless its style has one."""
        cell = self.sheet.cell(row or self.row, column)
        written = None if words is None else escaped(words)
        if written is not None and len(written) > MAX_CELL:
            raise UnwritableText(
                f"シート「{self.sheet.title}」{cell.coordinate}が長すぎます（{len(written)}文字。"
                f"1つのセルは{MAX_CELL}文字まで）。元文書の行を分けてください。"
            )
        cell.value = written
        cell.style = style
        return kept_as_text(cell, written)

    def aside(self, column: int, words: str) -> None:
        """Words without a frame that may run over the cells beside them."""
        self.plain(column, words, style=ASIDE)

    def heading(self, column: int, words: str, *, across: int = 1, down: int = 1, row: int | None = None) -> None:
        """A heading of a table."""
        self.text(column, words, across=across, down=down, row=row, style=HEADING)

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
