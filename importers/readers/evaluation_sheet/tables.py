"""The tables of 測定指標 in the file: their headings, their rows, and the lines that belong to none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from importers.readers.evaluation_sheet.cells import Line, squeezed
from importers.readers.evaluation_sheet.columns import Columns, columns_of, is_heading_line, year_labels
from importers.readers.evaluation_sheet.years import fiscal_year_of_label, is_year_label

_HEADING_LINES = 4
_END = re.compile(
    r"目標達成度合い|政策の分析|評価結果|次期目標|税制|学識経験|政策評価|担当部局|[(（]注|[※注]\d*|作成責任者"
)
"""What the form prints below the table."""
_RULE = re.compile(r"[-:=_ ]*-{2,}[-:=_ ]*")


@dataclass(frozen=True)
class IndicatorTable:
    """One table, which may stand in several pieces. body: its lines in order, those without columns included."""

    columns: Columns
    body: tuple[Line, ...]


def indicator_tables(lines: Sequence[Line], near: int | None) -> list[IndicatorTable]:
    """The tables in order; headings printed again begin another. near: fiscal year of the document."""
    starts = [index for index, line in enumerate(lines) if is_heading_line(line)]
    stops = [*starts, len(lines)][1:]
    return [_table(lines[start:stop], near) for start, stop in zip(starts, stops, strict=True)]


def _table(lines: Sequence[Line], near: int | None) -> IndicatorTable:
    headings = _headings(lines, near)
    body = _until_end(lines[len(headings) :])
    rows = [line for line in body if line.has_columns]
    last = rows[-1].number if rows else 0
    inside = tuple(line for line in body if line.number <= last + 1)
    return IndicatorTable(columns_of(headings, rows, near), inside)


def _headings(lines: Sequence[Line], near: int | None) -> list[Line]:
    """The first line and, down to the line of years, those below it that hold no more than headings."""
    year_line = next(
        (index for index, line in enumerate(lines[:_HEADING_LINES]) if index and _names_years_only(line, near)), 0
    )
    return list(lines[: year_line + 1])


def _names_years_only(line: Line, near: int | None) -> bool:
    printed = line.printed
    return bool(printed) and len(year_labels(line, near)) == len(printed)


def _until_end(lines: Sequence[Line]) -> list[Line]:
    body: list[Line] = []
    for line in lines:
        printed = line.printed
        if not printed or all(_RULE.fullmatch(cell.text) for cell in printed):
            continue
        if _END.match(squeezed(printed[0].text)):
            break
        body.append(line)
    return body


def nearest_year(lines: Sequence[Line]) -> int | None:
    """The last fiscal year that the headings of a table name: the year evaluated, where the title does not say."""
    for index, line in enumerate(lines):
        if is_heading_line(line):
            labels = [cell.text for below in lines[index : index + _HEADING_LINES] for cell in below.printed]
            years = [fiscal_year_of_label(label, None) for label in labels if is_year_label(label, None)]
            return max((year for year in years if year), default=None)
    return None
