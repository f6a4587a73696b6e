"""Cutting the file into printed pages, and a page into headings and tables.

A page mark is a line that begins with one space (or a form feed), or three blank lines; inside a table it counts only
where a part of a page follows, else it is a line of a cell. A table may stand before or after the heading of its
改革項目; whatever order the page has, its tables belong to its item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from importers.readers.progress_2017.furniture import Part, part_at
from importers.readers.progress_2017.pieces import NumberedLine

_TABLES = ("kpi", "process")


@dataclass
class Page:
    """What one printed page holds, by kind.

    loose: lines that belong to none of its parts; is_marked: False where only the order of its parts told it apart.
    """

    lines: tuple[int, int]
    is_marked: bool
    issues_printed: list[list[NumberedLine]] = field(default_factory=list)
    items_printed: list[list[NumberedLine]] = field(default_factory=list)
    captions: list[NumberedLine] = field(default_factory=list)
    kpi_lines: list[NumberedLine] = field(default_factory=list)
    process_lines: list[NumberedLine] = field(default_factory=list)
    loose: list[NumberedLine] = field(default_factory=list)


@dataclass
class _Seen:
    """What the page being read has shown so far."""

    parts: set[Part] = field(default_factory=set)
    in_table: bool = False

    def repeats(self, part: Part) -> bool:
        """Whether the part cannot stand on this page too: a table twice, a heading after the table it headed."""
        if part in _TABLES:
            return part in self.parts
        return part in ("issue", "item") and part in self.parts and self.in_table

    def note(self, part: Part) -> None:
        """Take a part as belonging to the page."""
        self.parts.add(part)
        self.in_table = part in _TABLES


def cut_pages(printed: Sequence[str]) -> list[Page]:
    """The pages of a file, in order; pages without a word are left out."""
    lines = list(enumerate(printed, start=1))
    starts: dict[int, bool] = {0: True}
    seen = _Seen()
    index = 0
    while index < len(lines):
        found = part_at(lines, index)
        marked = index > 0 and _is_page_mark(lines, index) and (found is not None or not seen.in_table)
        if marked or (found and seen.repeats(found[0])):
            starts[index] = marked
            seen = _Seen()
        if found:
            seen.note(found[0])
        index = found[1] if found else index + 1
    ends = [*list(starts)[1:], len(lines)]
    chunks = [(lines[start:end], marked) for (start, marked), end in zip(starts.items(), ends, strict=True)]
    return [_page(chunk, marked) for chunk, marked in chunks if any(text.strip() for _, text in chunk)]


def _is_page_mark(lines: Sequence[NumberedLine], index: int) -> bool:
    text = lines[index][1]
    if not text.strip():
        return False
    return re.match(r"[ \f](?! )", text) is not None or (
        index >= 3 and not any(above.strip() for _, above in lines[index - 3 : index])
    )


def _page(chunk: Sequence[NumberedLine], marked: bool) -> Page:
    filled = [number for number, text in chunk if text.strip()]
    page = Page((filled[0], filled[-1]), marked)
    into = page.loose
    index = 0
    while index < len(chunk):
        found = part_at(chunk, index)
        if found:
            into = _take(page, found[0], chunk[index : found[1]])
        elif chunk[index][1].strip():
            into.append(chunk[index])
        index = found[1] if found else index + 1
    return page


def _take(page: Page, part: Part, lines: Sequence[NumberedLine]) -> list[NumberedLine]:
    """Put a part into the page; returns where the lines after it belong."""
    if part == "issue":
        page.issues_printed.append(list(lines))
    elif part == "item":
        page.items_printed.append(list(lines))
    elif part == "caption":
        page.captions.extend(lines)
    return {"kpi": page.kpi_lines, "process": page.process_lines}.get(part, page.loose)
