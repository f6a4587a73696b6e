"""What a row of the table is, told by the cells whose form says what they are: numbers, marks and years."""

from __future__ import annotations

from typing import Literal

from importers.readers.evaluation_sheet.cells import Cell, Line
from importers.readers.evaluation_sheet.columns import Columns
from importers.readers.evaluation_sheet.marks import NOT_OVER, mark_of
from importers.readers.evaluation_sheet.numbering import begins_with_number, is_number
from importers.readers.evaluation_sheet.years import is_year_label, square_year_bracket

RowKind = Literal["indicator", "target", "actual", "heading", "unread"]
"""indicator: number, name and targets; target: further targets of the indicator above; actual: only years; heading:
only a goal or means; unread: none of these."""
_SHIFTS = (0, -1, 1)


def kind_of(line: Line, columns: Columns, near: int | None) -> RowKind:
    """What the line is. columns: where it holds them (`shift_of`); near: fiscal year of the document."""
    if not line.has_columns:
        return "unread"
    number, name = identity(line, columns)
    anchored = _is_anchored(line, near)
    if columns.of("number") and is_number(number.text):
        return "indicator"
    if not name.is_blank:
        is_named = anchored or (not columns.of("number") and begins_with_number(name.text))
        return "indicator" if is_named else "unread"
    return "target" if anchored else _kind_without_anchor(line, columns)


def identity(line: Line, columns: Columns) -> tuple[Cell, Cell]:
    """The number and the name of a row, the same cell twice where the table prints them in one."""
    number, name = columns.position("number"), columns.position("name")
    named = line.cell(name if name is not None else -1)
    return (named if number is None else line.cell(number)), named


def shift_of(line: Line, table: Columns, near: int | None) -> int:
    """How far the whole row stands right of the table's columns, told by its number."""
    if not _is_anchored(line, near):
        return 0
    number, name = table.position("number"), table.position("name") or 0
    for shift in _SHIFTS:
        if number is None:
            if _holds_number_and_name(line, name + shift, near) and (shift == 0 or not _is_figure(line, name + shift)):
                return shift
        elif is_number(line.cell(number + shift).text) and _is_name(line.cell(number + shift + 1)):
            return shift
    return 0


def _holds_number_and_name(line: Line, position: int, near: int | None) -> bool:
    cell = line.cell(position)
    return begins_with_number(cell.text) and not _is_anchor(cell, near)


def _is_figure(line: Line, position: int) -> bool:
    """Whether what looks like number and name is a baseline with its unit: nothing but blanks stands left of it."""
    return all(line.cell(left).is_blank for left in range(position))


def _kind_without_anchor(line: Line, columns: Columns) -> RowKind:
    if all(cell.column > (columns.position("name") or 0) for cell in line.printed):
        return "actual"
    outside = {columns.position("goal"), columns.position("means")}
    return "heading" if all(cell.column in outside for cell in line.printed) else "unread"


def _is_anchored(line: Line, near: int | None) -> bool:
    return any(_is_anchor(cell, near) for cell in line.printed)


def _is_anchor(cell: Cell, near: int | None) -> bool:
    mark = mark_of(cell.text)
    names_year = is_year_label(cell.text, near) or square_year_bracket(cell.text, near) is not None
    return names_year or (mark is not None and mark != NOT_OVER)


def _is_name(cell: Cell) -> bool:
    return not cell.is_blank and not cell.text[0].isdecimal()
