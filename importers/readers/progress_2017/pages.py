"""Cutting the file into printed pages, and a page into headings and tables.

A page mark is a line that begins with one space (or a form feed), or three blank lines, where a page's first words
follow: a heading, a section title, a caption or the headings of a table. A table may stand before or after the
heading of its 改革項目; whatever order the page has, its tables belong to its item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from importers.readers.progress_2017.pieces import NumberedLine, plain

_SECTION_TITLE = re.compile(r"[<【■◆○]?(?:KPIの(?:状況|進捗状況)|改革工程の進捗状況)[>】]?(?:\(続き\))?")
_ISSUE = re.compile(r"重要課題[::]")
_ITEM = re.compile(r"改革項目[::]")
_CAPTION = re.compile(r".*改革工程表.*\(.*年.*月.*日.*\)")
_PAGE_NUMBER = re.compile(r"[-―－‐–—]\d{1,3}[-―－‐–—]")
_KPI_HEADING = (
    "KPI",
    "KPIの進捗",
    "目標値",
    "(達成時期)",
    "実績値",
    "(時点)",
    "区分",
    "次回の把握時期と今後の方針",
    "階層",
)
_PROCESS_HEADING = ("改革工程", "改革工程の進捗", "計画期間中の進捗", "今後の進展について")
_NEEDED = {"kpi": ("目標値", "実績値", "区分"), "process": ("計画期間中の進捗", "今後の進展")}
_HEADING_ROWS = 24


@dataclass
class Page:
    """What one printed page holds, by kind. loose: lines that belong to none of its parts."""

    lines: tuple[int, int]
    issues_printed: list[list[NumberedLine]] = field(default_factory=list)
    items_printed: list[list[NumberedLine]] = field(default_factory=list)
    captions: list[NumberedLine] = field(default_factory=list)
    kpi_lines: list[NumberedLine] = field(default_factory=list)
    process_lines: list[NumberedLine] = field(default_factory=list)
    loose: list[NumberedLine] = field(default_factory=list)
    joined_without_mark: bool = False


def heading_rows(lines: Sequence[NumberedLine], start: int) -> tuple[str, int] | None:
    """The table whose column headings begin at lines[start] ("kpi" or "process") and the index after them."""
    for table, words in (("kpi", _KPI_HEADING), ("process", _PROCESS_HEADING)):
        end = _heading_end(lines, start, words, _NEEDED[table])
        if end is not None:
            return table, end
    return None


def cut_pages(printed: Sequence[str]) -> list[Page]:
    """The pages of a file, in order; pages without a word are left out."""
    lines = [(number, text) for number, text in enumerate(printed, start=1)]
    starts = [0]
    in_table = False
    for index, (_, text) in enumerate(lines):
        if index and _is_page_mark(lines, index) and (not in_table or _opens_page(lines, index)):
            starts.append(index)
            in_table = False
        elif heading_rows(lines, index):
            in_table = True
        elif _is_furniture(text):
            in_table = False
    chunks = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return [_page(chunk, marked=True) for chunk in chunks if any(text.strip() for _, text in chunk)]


def _is_page_mark(lines: Sequence[NumberedLine], index: int) -> bool:
    text = lines[index][1]
    if re.match(r"[ \f](?! )", text) and (text.strip() or index == len(lines) - 1):
        return True
    return bool(text.strip()) and index >= 3 and not any(above.strip() for _, above in lines[index - 3 : index])


def _opens_page(lines: Sequence[NumberedLine], index: int) -> bool:
    return heading_rows(lines, index) is not None or _is_furniture(lines[index][1])


def _is_furniture(text: str) -> bool:
    words = plain(text)
    return any(form.match(words) for form in (_ISSUE, _ITEM)) or any(
        form.fullmatch(words) for form in (_SECTION_TITLE, _CAPTION, _PAGE_NUMBER)
    )


def _heading_end(lines: Sequence[NumberedLine], start: int, words: Sequence[str], needed: Sequence[str]) -> int | None:
    """The index after the longest run of lines that, joined, are column headings only."""
    if not lines[start][1].strip():
        return None
    joined, found = "", None
    form = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
    for index in range(start, min(start + _HEADING_ROWS, len(lines))):
        if index > start and index + 1 < len(lines) and not joined:
            return None
        joined += plain(lines[index][1])
        rest = form.sub("", joined)
        if rest and not any(word.startswith(rest) for word in words):
            break
        if lines[index][1].strip() and not rest and all(word in joined for word in needed):
            found = index + 1
    return found


def _page(chunk: Sequence[NumberedLine], *, marked: bool) -> Page:
    filled = [number for number, text in chunk if text.strip()]
    page = Page((filled[0], filled[-1]), joined_without_mark=not marked)
    into: list[NumberedLine] = page.loose
    index = 0
    while index < len(chunk):
        number, text = chunk[index]
        table = heading_rows(chunk, index)
        if table:
            into = page.kpi_lines if table[0] == "kpi" else page.process_lines
            index = table[1]
            continue
        if text.strip() and _is_furniture(text):
            into = page.loose
            index = _take_furniture(page, chunk, index)
            continue
        if text.strip():
            into.append((number, text))
        index += 1
    return page


def _take_furniture(page: Page, chunk: Sequence[NumberedLine], index: int) -> int:
    """Put a heading, caption or title into the page and return the index after it. Headings may run over lines."""
    words = plain(chunk[index][1])
    printed = page.issues_printed if _ISSUE.match(words) else page.items_printed if _ITEM.match(words) else None
    if printed is None:
        if _CAPTION.fullmatch(words):
            page.captions.append(chunk[index])
        return index + 1
    end = index + 1
    while end < len(chunk) and chunk[end][1].strip() and not _opens_page(chunk, end):
        end += 1
    printed.append(list(chunk[index:end]))
    return end
