"""The table of sheets and columns as docs/import-formats.md prints it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from importers.workbook.cells import Choice
from importers.workbook.columns import Column
from importers.workbook.cover import COVER, COVER_TITLE
from importers.workbook.tables import TABLES

_COVER_MEANING = "Lines of 項目 and 内容 (headings on row 1). Any further line is kept under its own name."


def as_markdown() -> str:
    """All sheets with their columns, one Markdown table a sheet."""
    sections = [_section(COVER_TITLE, _COVER_MEANING, (), COVER)]
    sections += [_section(one.title, one.meaning, one.alternatives, one.columns) for one in TABLES]
    return "\n\n".join(sections)


def _section(title: str, meaning: str, alternatives: Iterable[str], columns: Iterable[Column]) -> str:
    also = "、".join(alternatives)
    return "\n".join(
        [
            f"#### {title}",
            "",
            f"{meaning}{f' Also found as {also}.' if also else ''}",
            "",
            "| heading | needed | holds | meaning | also found as |",
            "|---|---|---|---|---|",
            *_lines(columns),
        ]
    )


def _lines(columns: Iterable[Column]) -> Iterator[str]:
    for column in columns:
        needed = "yes" if column.needed else ""
        also = "、".join(column.alternatives)
        yield f"| {column.heading} | {needed} | {_holds(column)} | {column.meaning} | {also} |"


def _holds(column: Column) -> str:
    if isinstance(column.codec, Choice):
        return " / ".join(words[0] for words in column.codec.words.values())
    return column.codec.kind
