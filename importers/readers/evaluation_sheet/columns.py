"""The columns of the table of 測定指標: which they are, by its headings, and where its rows really hold them.

The headings stand beside the data, not above it: 測定指標 is one heading for a number and a name, and 年度ごとの目標
one for several years. So the headings give the order of the columns and the rows their positions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from importers.readers.evaluation_sheet.cells import Line, squeezed
from importers.readers.evaluation_sheet.marks import is_mark
from importers.readers.evaluation_sheet.numbering import begins_with_number, is_number
from importers.readers.evaluation_sheet.years import fiscal_year_of_label, is_year_label, square_year_bracket
from kpi_tracker.lib.records import replace

Role = Literal[
    "goal",
    "means",
    "number",
    "name",
    "baseline",
    "baseline_year",
    "years",
    "year",
    "final",
    "final_year",
    "mark",
    "other",
]

_HEADINGS: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"施策目標|達成目標"), "goal"),
    (re.compile(r"(?:施策|達成)?手段"), "means"),
    (re.compile(r"測定指標"), "name"),
    (re.compile(r"番号|No\.?$|№"), "number"),
    (re.compile(r"基準年"), "baseline_year"),
    (re.compile(r"基準"), "baseline"),
    (re.compile(r"年度(?:ごと|毎|別)"), "years"),
    (re.compile(r"目標年"), "final_year"),
    (re.compile(r"(?:最終)?目標"), "final"),
    (re.compile(r"達成|判定"), "mark"),
)
_SHIFTS = (0, 1, -1)
_LONGEST_HEADING = 200


@dataclass(frozen=True)
class Column:
    """role: what it holds; fiscal_year and label: of a year's column ("28年度"); position: 0-based in the rows."""

    role: Role
    position: int = 0
    fiscal_year: int | None = None
    label: str = ""


@dataclass(frozen=True)
class Columns:
    """The columns of one table in printed order."""

    columns: tuple[Column, ...]

    def of(self, role: Role) -> Column | None:
        """The first column of that role."""
        return next((column for column in self.columns if column.role == role), None)

    def position(self, role: Role) -> int | None:
        """Where it stands, None where the table has no such column."""
        column = self.of(role)
        return column.position if column else None

    @property
    def years(self) -> tuple[Column, ...]:
        """The columns of years in printed order."""
        return tuple(column for column in self.columns if column.role == "year")

    def shifted(self, by: int) -> Columns:
        """The same columns further right."""
        return Columns(tuple(replace(column, position=column.position + by) for column in self.columns))


def role_of(heading: str) -> Role | None:
    """The role that a heading names, None for none.

    >>> [role_of(words) for words in ("基準(値) 【年度】", "年度ごとの目標", "目標（値）【年度】", "達成 (※3)", "備考")]
    ['baseline', 'years', 'final', 'mark', None]
    """
    words = squeezed(heading)
    return next((role for pattern, role in _HEADINGS if pattern.match(words)), None)


def is_heading_line(line: Line) -> bool:
    """Whether the line heads a table of 測定指標."""
    if not line.has_columns:
        return False
    roles = {role_of(cell.text) for cell in line.cells if len(cell.words) < _LONGEST_HEADING}
    return "name" in roles and len(roles & {"baseline", "years", "final", "mark"}) >= 2


def year_labels(line: Line, near: int | None) -> list[Column]:
    """The columns of the years that a line of headings names."""
    labels = [cell.text for cell in line.printed if is_year_label(cell.text, near)]
    return [Column("year", 0, fiscal_year_of_label(label, near), label) for label in labels]


def columns_of(headings: Sequence[Line], rows: Sequence[Line], near: int | None) -> Columns:
    """The columns at the positions where most rows fit them. headings: the line of 測定指標 and those below it."""
    order = _order(headings, near)
    candidates = [_placed(order, shift) for shift in _SHIFTS]
    if not any(column.role == "number" for column in order):
        at = next(index for index, column in enumerate(order) if column.role == "name")
        with_number = [*order[:at], Column("number"), *order[at:]]
        candidates = [*(_placed(with_number, shift) for shift in _SHIFTS), *candidates]
    return max(candidates, key=lambda columns: sum(_fit(columns, row, near) for row in rows))


def _order(headings: Sequence[Line], near: int | None) -> list[Column]:
    own = headings[0]
    years = next((found for line in headings[1:] if (found := year_labels(line, near))), [])
    columns: list[Column] = []
    for cell in own.printed:
        year = fiscal_year_of_label(cell.text, near) if is_year_label(cell.text, near) else None
        columns.append(Column("year", 0, year, cell.text) if year else Column(role_of(cell.text) or "other"))
    if any(column.role == "year" for column in columns):
        return [column for column in columns if column.role != "years"]
    if not any(column.role == "years" for column in columns):
        after = next((index for index, column in enumerate(columns) if column.role in ("final", "mark")), len(columns))
        columns.insert(after, Column("years"))
    at = next(index for index, column in enumerate(columns) if column.role == "years")
    rest = [column for column in columns[at + 1 :] if column.role != "years"]
    return [*columns[:at], *years, *rest]


def _placed(order: Sequence[Column], shift: int) -> Columns:
    return Columns(tuple(replace(column, position=index + shift) for index, column in enumerate(order)))


def _fit(columns: Columns, row: Line, near: int | None) -> int:
    """How many of the cells that can be told by their form stand in their column."""
    score = 0
    for column in columns.columns:
        text = row.cell(column.position).text
        if column.role == "number":
            score += 2 * is_number(text) - 2 * begins_with_number(text)
        elif column.role == "name":
            score += 2 * (columns.of("number") is None and begins_with_number(text))
        elif column.role == "mark":
            score += 2 * is_mark(text)
        elif column.role in ("baseline_year", "final_year"):
            score += is_year_label(text, near)
        elif column.role in ("baseline", "final"):
            score += square_year_bracket(text, near) is not None
    return score
