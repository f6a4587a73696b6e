"""The smallest parts of a table that are never cut: a printed line, or what a dash or a grade sets apart on it.

Widths are measured in characters, a half-width one counting half: the same column wraps at the same width.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from importers.document import Place
from kpi_tracker.lib.japanese_text import DASHES, is_dash, normalise

Gap = Literal["blank", "line", "space", "none"]
NumberedLine = tuple[int, str]
"""1-based line number of the file and the line as printed."""

_DASHES = DASHES.replace("ー", "")
"""ー alone on a line is the end of a broken word more often than an empty cell."""
_GRADE = re.compile(r"[A-ZＡ-Ｚ]")
_ROW_OF_MARKS = re.compile(
    rf"(?P<before>.*?)(?P<marks>(?:(?:^|(?<=\s)|(?<=[)）】](?=[{_DASHES}]\s)))(?:[{_DASHES}]+|[ABNFＡＢＮＦ])(?:\s+|$))+)(?P<after>.*)$"
)


_SENTENCES = re.compile(r"[^。]*。(?=[^。\s()（）「」『』〈〉【】]{4})|[^。].*$|。.*$")


@dataclass(frozen=True)
class Piece:
    """text: as printed, without outer white space; gap: what stands between it and the piece before."""

    text: str
    line: int
    gap: Gap

    @cached_property
    def plain(self) -> str:
        """The text for comparing: NFKC, no white space."""
        return plain(self.text)

    @cached_property
    def is_dash(self) -> bool:
        """Whether it is the printed sign of an empty cell."""
        return self.text != "ー" and is_dash(self.text)

    @cached_property
    def is_grade(self) -> bool:
        """Whether it is a single capital letter, the printed form of 区分."""
        return _GRADE.fullmatch(self.text) is not None

    @cached_property
    def width(self) -> float:
        """Printed width in full-width characters."""
        return printed_width(self.text)


def printed_width(text: str) -> float:
    """Width in full-width characters.

    >>> printed_width("2017年度")
    4.0
    """
    return sum(0.5 if unicodedata.east_asian_width(char) in ("Na", "H", "N") else 1.0 for char in text)


def plain(text: str) -> str:
    """The text in NFKC without any white space; circled numbers stay circled.

    >>> plain("２３圏域 （2017年 10月）")
    '23圏域(2017年10月)'
    """
    return "".join(normalise(text).text.split())


def kpi_pieces(lines: Iterable[NumberedLine]) -> tuple[Piece, ...]:
    """The pieces of a KPI table: dashes and grades stand alone though the line prints them beside words."""
    return _pieces(((number, _apart(text)) for number, text in lines), "space")


def sentence_pieces(lines: Iterable[NumberedLine]) -> tuple[Piece, ...]:
    """The pieces of a process table: lines, cut where a sentence ends inside one.

    One printed line can hold the end of a cell and the start of another: 「を行う。情報システムの統合や」.
    """
    return _pieces(((number, _SENTENCES.findall(text.strip())) for number, text in lines), "none")


def place(pieces: Sequence[Piece]) -> Place:
    """Where the pieces stand, with their words line by line as the file holds them."""
    words: list[str] = []
    last = pieces[0].line
    for piece in pieces:
        if piece.line > last or not words:
            words += [""] * (piece.line - last - 1) + [piece.text]
        else:
            words[-1] += (" " if piece.gap == "space" else "") + piece.text
        last = piece.line
    return Place((pieces[0].line, last), "\n".join(words))


def _apart(text: str) -> list[str]:
    """「標） ― ― N」 → 「標）」 「―」 「―」 「N」: a dash or grade set off by spaces is a cell of its own."""
    found = _ROW_OF_MARKS.match(text.strip())
    if not found:
        return [text.strip()]
    parts = [found["before"].strip(), *found["marks"].split(), *(_apart(found["after"]) if found["after"] else [])]
    return [part for part in parts if part]


def _pieces(lines: Iterable[tuple[int, list[str]]], inside: Gap) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    last = None
    for number, parts in lines:
        for index, part in enumerate(parts):
            if not part.strip():
                continue
            gap: Gap = inside if index else ("line" if last == number - 1 else "blank")
            pieces.append(Piece(part.strip(), number, gap))
            last = number
    return tuple(pieces)
