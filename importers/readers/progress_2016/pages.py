"""The file cut into pages, each with the lines of its headings and the rows of its tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from importers.readers.progress_2016.form_words import (
    Kind,
    is_remotely_a_heading,
    labelled,
    section_as_of,
    table_headed_by,
)
from importers.readers.progress_2016.tiers import is_tier_label
from kpi_tracker.lib.records import replace

Role = Literal["blank", "item", "section", "head", "body", "other"]

LONGEST_LINE = 20_000
"""Characters. The longest printed row has a thousand; a longer line is no row of this form, and is left unread."""
MOST_CELLS = 40
SHORTEST_TITLE = 6
REMARK = re.compile(r"^[(（]?[※＊*注・-]|。$")
"""What begins or ends a remark under a table, and no title."""
MOST_PIECES = 12
"""Lines that the title of a page or one cut cell may take; what follows is left unread."""


@dataclass(frozen=True)
class Line:
    """number: 1-based line of the file; cells: its tab-separated cells, unchanged; table: of a section or a head."""

    number: int
    cells: tuple[str, ...]
    role: Role
    table: Kind | None = None

    @property
    def text(self) -> str:
        """The printed cells as one text."""
        return " ".join(cell.strip() for cell in self.cells if cell.strip())

    @property
    def is_row(self) -> bool:
        """Whether the line is made of cells, not of one text."""
        return len(self.cells) > 1


@dataclass(frozen=True)
class Table:
    """One printed table: the rows of its heading, then its own. lines without a tab are pieces of the row above."""

    kind: Kind
    heads: tuple[Line, ...] = ()
    rows: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Page:
    """One page of the form. titles: the lines of its 改革項目; unread: lines that belong to nothing known."""

    lines: tuple[int, int]
    titles: tuple[Line, ...] = ()
    sections: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    unread: tuple[Line, ...] = ()


@dataclass
class _Draft:
    """A table while its rows are being collected."""

    kind: Kind
    heads: list[Line] = field(default_factory=list)
    rows: list[Line] = field(default_factory=list)

    @property
    def takes_a_piece(self) -> bool:
        """Whether a line without columns may be a piece of the last row: there is one, and not too many pieces yet."""
        return any(line.is_row for line in self.rows[-MOST_PIECES:])


def pages_of(lines: Sequence[str]) -> tuple[tuple[Line, ...], tuple[Page, ...]]:
    """What stands before the first page, and the pages in the order of the file."""
    known = _with_destroyed_heads([_line(number, line) for number, line in enumerate(lines, 1)])
    starts = _page_starts(known)
    bounds = [*starts, len(known)]
    before = tuple(line for line in known[: bounds[0]] if line.role != "blank")
    return before, tuple(_page(known[start:end]) for start, end in pairwise(bounds))


def _line(number: int, words: str) -> Line:
    if len(words) > LONGEST_LINE or words.count("\t") >= MOST_CELLS:
        return Line(number, (words,), "other")
    cells = tuple(words.split("\t"))
    text = " ".join(cell.strip() for cell in cells if cell.strip())
    if not text:
        return Line(number, cells, "blank")
    if labelled(text, "改革項目"):
        return Line(number, cells, "item")
    section = section_as_of(text)
    if section:
        return Line(number, cells, "section", section[0])
    table = table_headed_by(cells) if len(cells) > 1 else None
    return Line(number, cells, "head" if table else "body", table)


def _with_destroyed_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines, a row directly above or below a heading row counted as its other half where it remotely looks so."""
    found = list(lines)
    for index, line in enumerate(lines):
        if line.role != "head":
            continue
        for beside in (index - 1, index + 1):
            if 0 <= beside < len(lines) and found[beside].role == "body" and is_remotely_a_heading(found[beside].cells):
                found[beside] = replace(found[beside], role="head", table=line.table)
    return found


def _page_starts(lines: Sequence[Line]) -> list[int]:
    """A page starts at the 改革項目 that follows a table; where it is destroyed, at the next page's first table.

    Either table may come first on a page, so the second one starts a page only under a title of its own.
    """
    starts: list[int] = []
    seen: set[Kind] = set()
    for index, line in enumerate(lines):
        if line.role == "item":
            is_start = not starts or bool(seen)
        else:
            is_start = line.table is not None and _starts_untitled(lines, index, seen, starts)
        if is_start:
            seen = set()
            starts.append(
                _with_its_issue(lines, index) if line.role == "item" else _first_title_above(lines, index, starts)
            )
        if line.role == "head" and line.table:
            seen.add(line.table)
    return starts


def _with_its_issue(lines: Sequence[Line], index: int) -> int:
    """Where the heading at index begins: at the 重要課題 printed directly above it, if there is one."""
    above = next((place for place in reversed(range(index)) if lines[place].role != "blank"), index)
    return above if labelled(lines[above].text, "重要課題") else index


def _starts_untitled(lines: Sequence[Line], index: int, seen: set[Kind], starts: Sequence[int]) -> bool:
    """Whether a table begins a page although no line says 改革項目."""
    if not starts:
        return lines[index].table == "process"
    if _printed_above(lines, index).table == lines[index].table:
        return False
    if lines[index].table == "kpi":
        return "kpi" in seen and _is_under_a_title(lines, index, starts)
    return seen >= {"kpi", "process"} or (bool(seen) and _is_under_a_title(lines, index, starts))


def _printed_above(lines: Sequence[Line], index: int) -> Line:
    """The nearest line above that is not blank, the first line of the file where all are."""
    return next((line for line in reversed(lines[:index]) if line.role != "blank"), lines[0])


def _is_under_a_title(lines: Sequence[Line], index: int, starts: Sequence[int]) -> bool:
    """Whether a text of its own stands above a table that is no remark to the table before it."""
    first = _first_title_above(lines, index, starts)
    text = lines[first].text
    is_apart = first > 0 and lines[first - 1].role == "blank"
    return first < index and is_apart and len(text) >= SHORTEST_TITLE and not REMARK.search(text)


def _first_title_above(lines: Sequence[Line], index: int, starts: Sequence[int]) -> int:
    floor = starts[-1] + 1 if starts else 0
    first = index
    for above in range(index - 1, floor - 1, -1):
        if lines[above].role == "blank":
            continue
        if lines[above].role != "body" or lines[above].is_row:
            break
        first = above
    return first


def _page(lines: Sequence[Line]) -> Page:
    printed = [line for line in lines if line.role != "blank"]
    body = next((n for n, line in enumerate(printed) if line.role in ("section", "head") or (line.is_row and n)), 0)
    rest = printed[body:]
    tables, unread = _tables(rest)
    return Page(
        lines=(printed[0].number, printed[-1].number),
        titles=tuple(printed[: min(body, MOST_PIECES)]),
        sections=tuple(line for line in rest if line.role == "section"),
        tables=tables,
        unread=(*printed[min(body, MOST_PIECES) : body], *unread),
    )


def _tables(lines: Sequence[Line]) -> tuple[tuple[Table, ...], tuple[Line, ...]]:
    drafts: list[_Draft] = []
    unread: list[Line] = []
    last = 0
    for line in lines:
        if line.role == "head" and line.table:
            if not drafts or drafts[-1].rows or drafts[-1].kind != line.table:
                drafts.append(_Draft(line.table))
            drafts[-1].heads.append(line)
        elif line.role == "body" and line.is_row:
            if _starts_a_table(drafts, line, last):
                drafts.append(_Draft("kpi" if _has_tier_label(line) else "process"))
            drafts[-1].rows.append(line)
        elif line.role == "body" and last == line.number - 1 and drafts and drafts[-1].takes_a_piece:
            drafts[-1].rows.append(line)
        elif line.role != "section":
            unread.append(line)
        last = line.number
    return tuple(Table(draft.kind, tuple(draft.heads), tuple(draft.rows)) for draft in drafts), tuple(unread)


def _starts_a_table(drafts: Sequence[_Draft], line: Line, last: int) -> bool:
    """Whether a row begins a table whose heading is lost: a tier label after a gap begins that of the KPIs."""
    if not drafts:
        return True
    return drafts[-1].kind == "process" and _has_tier_label(line) and last < line.number - 1


def _has_tier_label(line: Line) -> bool:
    return any(is_tier_label(cell) for cell in line.cells)
