"""A printed cell of a tab-separated table: its words as the file holds them, and the text they make."""

from __future__ import annotations

import re
from dataclasses import dataclass

from importers.document import Place
from kpi_tracker.lib.japanese_text import drop_ocr_spaces, is_dash

STRAY_MARK = re.compile(r"[0-9A-Za-z|!/\\.,'’:;•°~^]|[一ニ]")
"""One lone mark in a cell: what OCR makes of a printed dash ("1", "|", "一")."""
BULLET = re.compile(r"\s*[・･·•○●◆■]")


@dataclass(frozen=True)
class PrintedCell:
    """lines: 1-based first and last; column: 0-based; words: unchanged, of a joined cell one part a line."""

    lines: tuple[int, int]
    column: int
    words: str

    @property
    def is_blank(self) -> bool:
        """Nothing printed at all; a dash is printed."""
        return not self.words.strip()

    @property
    def is_dash(self) -> bool:
        """Dashes only: the printed way to say that there is nothing."""
        return is_dash(self.words)

    @property
    def is_stray_mark(self) -> bool:
        """One letter, digit or sign alone, which no cell of this layout says."""
        return STRAY_MARK.fullmatch(self.words.strip()) is not None

    @property
    def starts_with_bullet(self) -> bool:
        """Whether the cell begins with a bullet, as the second half of a list does."""
        return BULLET.match(self.words) is not None

    @property
    def text(self) -> str | None:
        """The words without the spaces that OCR left inside them; None for a blank cell or a dash.

        >>> PrintedCell((3, 3), 2, "2016年度末 までに100%").text
        '2016年度末までに100%'
        """
        if self.is_blank or self.is_dash:
            return None
        parts = self.words.split("\n")
        joined = parts[0] + "".join(f" {part}" if BULLET.match(part) else part for part in parts[1:])
        return " ".join(drop_ocr_spaces(joined).split())

    @property
    def place(self) -> Place:
        """Where to find the words in the file."""
        return Place(lines=self.lines, words=self.words, cell=str(self.column))

    def joined_with(self, lower: PrintedCell) -> PrintedCell:
        """This cell and the one below it as the single cell they were before the page was cut into rows."""
        lines = (self.lines[0], lower.lines[1])
        if lower.is_blank or self.is_blank:
            filled = self if lower.is_blank else lower
            return PrintedCell(filled.lines, filled.column, filled.words)
        return PrintedCell(lines, self.column, f"{self.words}\n{lower.words}")
