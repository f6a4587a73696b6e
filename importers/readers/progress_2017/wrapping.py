"""What the breaks of the lines say about cells: each column wraps its words at its own width.

A line that stops short of its column ends a paragraph; a sentence that goes on does so at the full width. Blank lines
say little: the extraction puts them inside sentences too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from importers.readers.progress_2017.pieces import Piece, printed_width

_PARAGRAPH_END = re.compile(r"[。)）】〉》::：]$")
_PARAGRAPH_START = re.compile(r"[・○●◯◆■□※【〈《(（①-⑳㉑-㉟➢▶]|[0-9０-９]{1,2}[.．)）](?!\d)|また、|なお、")
_UNBREAKABLE = re.compile(r"[0-9０-９,，.．%％]+|[A-Za-zＡ-Ｚａ-ｚ]+")
_NEVER_FIRST = re.compile(
    r"[、。，．,.)）」』】〉》ー々ゃゅょっャュョッァィゥェォぁぃぅぇぉを％%：:～]|の(?![ぞびべりる])|以上|以下|以内|未満|程度"
    r"|し(?!ごと)|[りるれらむ]|予定"
    r"|に(?:ついて|つき|より|よる|おけ|おい|関|係|対)|とともに|として|して|した|しつつ|する|され|ための|よう|など|等(?!級)|及び|又は"
)
_WORD_GOES_ON = re.compile(r"[ァ-ヴー]{2}|[A-Za-zＡ-Ｚａ-ｚ]{2}|[0-9０-９]{2}")
_OPEN, _CLOSE = "(（「『【〈《[［", ")）」』】〉》]］"
_LONGEST_UNBREAKABLE = 5.0
_USUAL_SPREAD = 1.0
_LARGEST_SLACK = 2.0
_MANY_LINES = 5
_OWN_WIDTH = 5.0

TOLERANCE = 1.6
"""Characters a full line may be short: a line may not begin with 。 or ） and may not part a number."""


def cannot_start(piece: Piece) -> bool:
    """Whether no cell begins with these words: closing marks, small kana, particles, 以上."""
    return _NEVER_FIRST.match(piece.text) is not None


def parts_word(above: Piece, below: Piece) -> bool:
    """Whether a line ends and the next begins in katakana or letters: more often one word than two."""
    return bool(_WORD_GOES_ON.search(f"{above.text[-1:]}{below.text[:1]}"))


def open_brackets(text: str) -> int:
    """How many brackets are left open, or closed without having been opened.

    >>> open_brackets("（2017年度"), open_brackets("末）"), open_brackets("「（）」")
    (1, 1, 0)
    """
    depth = missing = 0
    for char in text:
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth, missing = (depth - 1, missing) if depth else (0, missing + 1)
    return depth + missing


@dataclass(frozen=True)
class _Break:
    """The line end before a piece. reach: how wide the line above would be with the next word on it."""

    blank: bool
    parted: bool
    reach: float


@dataclass(frozen=True)
class ColumnWidth:
    """full: where the lines of a column usually end; slack: how much more than usual they differ."""

    full: float
    slack: float


@dataclass(frozen=True)
class Layout:
    """How pieces stand on the page; all questions are about a run [start, end) of them."""

    pieces: Sequence[Piece]

    def wrap_cost(self, start: int, end: int, width: ColumnWidth | None, blank_cost: float) -> float:
        """How badly the run fits one column: short lines in a sentence, lines too wide, blank lines in a sentence.

        width: of the column, None to take the run's own; blank_cost: of a blank line.
        """
        breaks = [found for found in self._breaks[start + 1 : end] if found]
        blanks = sum(blank_cost / 3 if found.parted else blank_cost for found in breaks if found.blank)
        indent = self.line_widths[start - 1] if start and self._breaks[start] is None else 0.0
        widths = [self.line_widths[start] - indent, *self.line_widths[start + 1 : end]]
        if width is None:
            return blanks + _short_lines(breaks, ColumnWidth(_second_widest(widths), 0.0))
        too_wide = min(max(0.0, max(widths) - width.full - width.slack - 1) * 3.0, 6.0)
        return blanks + too_wide + _short_lines(breaks, width)

    def lenient_wrap_cost(self, start: int, end: int, width: ColumnWidth | None, blank_cost: float) -> float:
        """As `wrap_cost`, where a run set evenly at a width of its own costs `_OWN_WIDTH` more and nothing beyond."""
        in_column = self.wrap_cost(start, end, width, blank_cost)
        if in_column <= _OWN_WIDTH:
            return in_column
        return min(in_column, _OWN_WIDTH + self.wrap_cost(start, end, None, blank_cost))

    def ends_full(self, end: int, width: ColumnWidth | None) -> bool:
        """Whether the line before pieces[end] is as wide as its column, as lines are after which a sentence goes on."""
        return width is not None and self.line_widths[end - 1] > width.full - TOLERANCE

    def stops_short(self, index: int, width: ColumnWidth | None) -> bool:
        """Whether the line before pieces[index] ends well before its column does."""
        return width is not None and self.line_widths[index - 1] < width.full - width.slack - 2 * TOLERANCE

    def full_lines(self) -> list[float]:
        """The widths of the lines after which a sentence goes on: as wide as the column lets them be."""
        after = enumerate(self._breaks)
        return [self.line_widths[index - 1] for index, found in after if found and not found.parted]

    def open_brackets(self, start: int, end: int) -> int:
        """How many brackets the run leaves open, or closes without having opened them."""
        before = self._depths[start]
        lowest = min(before, *self._lows[start:end])
        return before + self._depths[end] - 2 * lowest

    @cached_property
    def line_widths(self) -> list[float]:
        """Per piece the width of its line up to its end."""
        widths: list[float] = []
        for index, piece in enumerate(self.pieces):
            before = widths[-1] if index and piece.line == self.pieces[index - 1].line else 0.0
            widths.append(before + piece.width)
        return widths

    @cached_property
    def _breaks(self) -> list[_Break | None]:
        """Per piece the line end before it, None within a line."""
        breaks: list[_Break | None] = [None]
        for index in range(1, len(self.pieces)):
            above, below = self.pieces[index - 1], self.pieces[index]
            if above.line == below.line:
                breaks.append(None)
                continue
            parted = bool(_PARAGRAPH_END.search(above.text) or _PARAGRAPH_START.match(below.text))
            word = _UNBREAKABLE.match(below.text)
            next_word = min(printed_width(word.group()), _LONGEST_UNBREAKABLE) if word else 0.0
            breaks.append(_Break(below.gap == "blank", parted, self.line_widths[index - 1] + next_word))
        return breaks

    @cached_property
    def _depths(self) -> list[int]:
        """Brackets opened less brackets closed before each piece, and after the last."""
        return list(accumulate((_balance(piece.text) for piece in self.pieces), initial=0))

    @cached_property
    def _lows(self) -> list[int]:
        """Per piece the lowest such balance within it."""
        return [before + _lowest(piece.text) for before, piece in zip(self._depths, self.pieces, strict=False)]


def column_width(cells: Sequence[Sequence[Piece]]) -> ColumnWidth | None:
    """The width at which a column wraps, from its cells of several lines; None where there is none.

    Quartiles: a cell cut wrongly does not move them, and a column set raggedly is known by its spread.
    """
    widths = sorted(width for cell in cells for width in Layout(cell).full_lines())
    if not widths:
        return None
    upper = widths[len(widths) * 3 // 4]
    spread = upper - widths[len(widths) // 4]
    return ColumnWidth(upper, min(max(0.0, spread - _USUAL_SPREAD), _LARGEST_SLACK))


def _short_lines(breaks: Sequence[_Break], width: ColumnWidth) -> float:
    """What the lines cost that stop short of the width though their sentence goes on."""
    least = width.full - width.slack - TOLERANCE
    return sum(min((least - found.reach) * 1.2, 6.0) for found in breaks if not found.parted and found.reach < least)


def _second_widest(widths: Sequence[float]) -> float:
    """Of many lines one may stick out."""
    ordered = sorted(widths)
    return ordered[-2] if len(ordered) >= _MANY_LINES else ordered[-1]


def _balance(text: str) -> int:
    return sum((char in _OPEN) - (char in _CLOSE) for char in text)


def _lowest(text: str) -> int:
    return min(accumulate(((char in _OPEN) - (char in _CLOSE) for char in text), initial=0))
