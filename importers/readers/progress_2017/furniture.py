"""What of a page is not table: headings, section titles, captions, page numbers and the headings of the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from importers.readers.progress_2017.pieces import NumberedLine, plain

Part = Literal["issue", "item", "caption", "title", "kpi", "process"]
"""kpi and process: the column headings of a table; title: a section title or a page number."""

_LINE_FORMS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("issue", re.compile(r"重要課題:.*")),
    ("item", re.compile(r"改革項目:.*")),
    ("caption", re.compile(r".*改革工程表.*\(.*年.*月.*日.*\)")),
    (
        "title",
        re.compile(r"[<【■◆○]?(?:KPIの(?:進捗)?状況|改革工程の進捗状況)[>】]?(?:\(続き\))?|[-―–‐—]\d{1,3}[-―–‐—]"),
    ),
)
_HEADINGS: tuple[tuple[Part, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "kpi",
        ("KPI", "KPIの進捗", "目標値", "(達成時期)", "実績値", "(時点)", "区分", "次回の把握時期と今後の方針", "階層"),
        ("目標値", "実績値", "区分"),
    ),
    (
        "process",
        ("改革工程", "改革工程の進捗", "計画期間中の進捗", "今後の進展について"),
        ("計画期間中の進捗", "今後の進展について"),
    ),
)
"""Per table the words of its column headings, in whatever order and however broken, and those that must be there."""
_HEADING_LINES = 24


def part_at(lines: Sequence[NumberedLine], start: int) -> tuple[Part, int] | None:
    """The part of a page that begins at lines[start] and the index after it; None within a table.

    The text of a heading goes on to the next blank line or part.
    """
    found = _first_line_at(lines, start)
    if found is None or found[0] not in ("issue", "item"):
        return found
    part, end = found
    while end < len(lines) and lines[end][1].strip() and _first_line_at(lines, end) is None:
        end += 1
    return part, end


def _first_line_at(lines: Sequence[NumberedLine], start: int) -> tuple[Part, int] | None:
    """The part that begins at lines[start], a heading with its first line only."""
    if not lines[start][1].strip():
        return None
    columns = _column_headings(lines, start)
    if columns:
        return columns
    words = plain(lines[start][1])
    part = next((part for part, form in _LINE_FORMS if form.fullmatch(words)), None)
    return (part, start + 1) if part else None


def _column_headings(lines: Sequence[NumberedLine], start: int) -> tuple[Part, int] | None:
    for table, words, needed in _HEADINGS:
        end = _end_of_headings(lines, start, words)
        joined = "".join(plain(text) for _, text in lines[start:end])
        if all(word in joined for word in needed):
            return table, end
    return None


def _end_of_headings(lines: Sequence[NumberedLine], start: int, words: Sequence[str]) -> int:
    """The index after the longest run of lines from start on that, joined, are column headings only."""
    form = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
    joined, end = "", start
    for index in range(start, min(start + _HEADING_LINES, len(lines))):
        joined += plain(lines[index][1])
        rest = form.sub("", joined)
        if rest and not any(word.startswith(rest) for word in words):
            break
        if not rest and lines[index][1].strip():
            end = index + 1
    return end
