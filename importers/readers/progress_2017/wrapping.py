"""What the breaks of the lines say about cells: each column wraps its words at its own width.

A line that stops short of its column ends a paragraph; a sentence that goes on does so at the full width. Blank lines
say little: the extraction puts them inside sentences too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from importers.readers.progress_2017.pieces import Piece

_PARAGRAPH_END = re.compile(r"[。)）】〉》::：]$")
_PARAGRAPH_START = re.compile(r"[・○●◯◆■□※【〈《(（①-⑳㉑-㉟➢▶]|[0-9０-９]{1,2}[.．)）](?!\d)|また、|なお、")
_UNBREAKABLE = re.compile(r"[0-9０-９,，.．%％]+|[A-Za-zＡ-Ｚａ-ｚ]+")
_NEVER_FIRST = re.compile(r"[、。，．,.)）」』】〉》ー々ゃゅょっャュョッァィゥェォぁぃぅぇぉを％%：:～]")
_OPEN, _CLOSE = "(（「『【〈《[［", ")）」』】〉》]］"

TOLERANCE = 1.6
"""Characters a full line may be short: a line may not begin with 。 or ） and may not part a number."""


def starts_paragraph(piece: Piece) -> bool:
    """Whether the piece opens with a bullet, a label, a bracket or a number of a list."""
    return _PARAGRAPH_START.match(piece.text) is not None


def ends_paragraph(piece: Piece) -> bool:
    """Whether the piece closes a sentence, a bracket or a label."""
    return _PARAGRAPH_END.search(piece.text) is not None


def cannot_start(piece: Piece) -> bool:
    """Whether no cell begins with these words: closing marks, small kana, を."""
    return _NEVER_FIRST.match(piece.text) is not None


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


def wrap_cost(pieces: Sequence[Piece], width: float | None, blank_cost: float) -> float:
    """How badly the pieces fit one column: short lines within a sentence, lines wider than the column, blank lines.

    width: of the column where it is known, else the widest of these lines. blank_cost: of a blank line in a sentence.
    """
    lines = whole_lines(pieces)
    full = width if width is not None else max(line.width for line in lines)
    cost = sum(min(max(0.0, line.width - full - 1) * 1.5, 5.0) for line in lines)
    for above, below in zip(lines, lines[1:], strict=False):
        parted = ends_paragraph(above) or starts_paragraph(below)
        if below.gap == "blank":
            cost += blank_cost / 3 if parted else blank_cost
        if not parted:
            cost += min(max(0.0, full - above.width - _unbreakable(below) - TOLERANCE) * 1.2, 6.0)
    return cost


def whole_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with the parts of one printed line put together again."""
    lines: list[Piece] = []
    for piece in pieces:
        if lines and piece.line == lines[-1].line:
            gap = " " if piece.gap == "space" else ""
            lines[-1] = Piece(f"{lines[-1].text}{gap}{piece.text}", piece.line, lines[-1].gap)
        else:
            lines.append(piece)
    return lines


def column_width(cells: Sequence[Sequence[Piece]]) -> float | None:
    """The width at which a column wraps, from its cells of several lines; None where there is none.

    The median of the cells' widest lines: a cell cut wrongly does not move it.
    """
    widest = sorted(max(line.width for line in whole_lines(cell)) for cell in cells if len(cell) > 1)
    return widest[len(widest) // 2] if widest else None


def _unbreakable(piece: Piece) -> float:
    found = _UNBREAKABLE.match(piece.text)
    return min(Piece(found.group(), 0, "none").width, 5.0) if found else 0.0
