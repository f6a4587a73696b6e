"""A printed cell of the sheet, its words without the markup that conversion left in them."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from importers.document import Place
from importers.issues import Issue
from kpi_tracker.lib.japanese_text import is_dash, normalise
from kpi_tracker.lib.readings import Severity

_MARKUP = re.compile(
    r"</?(?:p|ul|ol|li|br|div|span|a|b|i|u|strong|em|sup|sub|font|table|thead|tbody|tr|td|th)(?:\s[^<>]*)?/?>", re.I
)
"""Known tags only: <アウトプット指標> and <施策目標> are printed words."""
MOST_CELLS = 200
"""No table of this layout is as wide; what a hostile line holds beyond is not taken apart."""


@dataclass(frozen=True)
class Cell:
    """line: 1-based; column: 0-based; words: as the file holds them."""

    line: int
    column: int
    words: str

    @cached_property
    def text(self) -> str:
        """The words without markup, white space as single spaces; "" where nothing is printed.

        >>> Cell(1, 0, "<p>件数 <アウトプット指標></p>").text
        '件数 <アウトプット指標>'
        """
        return plain_text(self.words)

    @property
    def is_blank(self) -> bool:
        """Nothing printed; a dash is printed."""
        return not self.text

    @property
    def place(self) -> Place:
        """Where the words stand."""
        return Place((self.line, self.line), self.words, cell=str(self.column))

    def issue(self, code: str, severity: Severity, field: str, message: str) -> Issue:
        """An issue about this cell; the message gets the line in front."""
        lines = (self.line, self.line)
        return Issue(code, severity, field, f"{self.line}行：{message}", self.words or None, lines, str(self.column))


@dataclass(frozen=True)
class Words:
    """Words of a cell, or the part of it that one field holds; "" where the field is blank or a dash."""

    text: str
    cell: Cell

    @classmethod
    def of(cls, cell: Cell) -> Words:
        """All that the cell says."""
        return cls("" if is_dash(cell.text) else cell.text, cell)


@dataclass(frozen=True)
class Line:
    """One line of the file, cut at its tabs."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """The cell of a column, blank where the line is shorter."""
        return self.cells[column] if 0 <= column < len(self.cells) else Cell(self.number, column, "")

    @cached_property
    def printed(self) -> list[Cell]:
        """The cells that are not blank."""
        return [cell for cell in self.cells if not cell.is_blank]

    @property
    def has_columns(self) -> bool:
        """Whether a tab parts it."""
        return len(self.cells) > 1


def lines_of(texts: Sequence[str]) -> list[Line]:
    """The lines of a file with their cells."""
    return [line_of(number, text) for number, text in enumerate(texts, start=1)]


def line_of(number: int, text: str) -> Line:
    """One line cut into its cells. number: 1-based."""
    return Line(number, tuple(Cell(number, column, words) for column, words in enumerate(text.split("\t", MOST_CELLS))))


def plain_text(words: str) -> str:
    """Words without markup and with white space as single spaces."""
    return " ".join(html.unescape(_MARKUP.sub(" ", words)).split())


def squeezed(words: str) -> str:
    """Words for comparison with a form's own: without markup, width and white space.

    >>> squeezed("政策 ^(※1) 名"), squeezed("目標（値） 【年度】")
    ('政策名', '目標(値)【年度】')
    """
    text = "".join(normalise(plain_text(words)).text.split())
    return re.sub(r"\^?\([※注]\d*\)", "", text)
