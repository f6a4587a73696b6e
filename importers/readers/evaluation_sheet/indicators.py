"""The rows of a table put together: 施策目標 → 施策手段 → 測定指標 → its lines of targets, each with its actuals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from importers.readers.evaluation_sheet.cells import Cell, Line, squeezed
from importers.readers.evaluation_sheet.columns import Columns, begins_with_number, is_number
from importers.readers.evaluation_sheet.marks import NOT_OVER, mark_of
from importers.readers.evaluation_sheet.tables import IndicatorTable
from importers.readers.evaluation_sheet.years import is_year_label, square_year_bracket

LineKind = Literal["indicator", "target", "actual", "heading", "unread"]
_SHIFTS = (0, -1, 1)


@dataclass
class TargetLine:
    """A line of targets (upper) and the lines of actuals printed under it. columns: where the upper line holds them."""

    line: Line
    columns: Columns
    table: Columns
    actuals: list[Line] = field(default_factory=list)


@dataclass
class Indicator:
    """One 測定指標. number, name: its cells; means: order of its 施策手段 within the goal, None before the first."""

    number: Cell
    name: Cell
    means: int | None
    targets: list[TargetLine]


@dataclass
class Goal:
    """One 施策目標 with its means and indicators. loose: lines among its rows that no column takes."""

    words: Cell
    lines: tuple[int, int]
    means: list[Cell] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    loose: list[Line] = field(default_factory=list)


def goals_of(tables: Iterable[IndicatorTable], near: int | None) -> list[Goal]:
    """The goals in order; a goal printed again goes on, rows before the first belong to a goal without words."""
    goals: list[Goal] = []
    for table in tables:
        numbers = {line.number for line in table.loose}
        for line in sorted((*table.rows, *table.loose), key=lambda line: line.number):
            if line.number in numbers:
                _goal_for(goals, line, Cell(line.number, 0, "")).loose.append(line)
            else:
                _add(goals, line, table.columns, near)
    return goals


def _add(goals: list[Goal], line: Line, table: Columns, near: int | None) -> None:
    columns = table.shifted(_shift_of(line, table, near))
    kind = kind_of(line, columns, near)
    goal = _goal_for(goals, line, _cell(line, columns, "goal"))
    if kind == "unread" or (kind in ("target", "actual") and not goal.indicators):
        goal.loose.append(line)
        return
    goal.lines = (goal.lines[0], line.number)
    means = _cell(line, columns, "means")
    if not means.is_blank and not (goal.means and squeezed(goal.means[-1].text) == squeezed(means.text)):
        goal.means.append(means)
    if kind == "indicator":
        number, name = identity(line, columns)
        goal.indicators.append(Indicator(number, name, len(goal.means) or None, [TargetLine(line, columns, table)]))
    elif kind == "target":
        goal.indicators[-1].targets.append(TargetLine(line, columns, table))
    elif kind == "actual":
        goal.indicators[-1].targets[-1].actuals.append(line)


def _goal_for(goals: list[Goal], line: Line, words: Cell) -> Goal:
    """The goal that a line belongs to."""
    if not goals or (not words.is_blank and squeezed(words.text) != squeezed(goals[-1].words.text)):
        goals.append(Goal(words, (line.number, line.number)))
    return goals[-1]


def kind_of(line: Line, columns: Columns, near: int | None) -> LineKind:
    """What a row is, by the cells that can be told by their form."""
    number, name = identity(line, columns)
    anchored = _is_anchored(line, near)
    if columns.of("number") and is_number(number.text):
        return "indicator"
    if not name.is_blank:
        is_named = anchored or (not columns.of("number") and begins_with_number(name.text))
        return "indicator" if is_named else "unread"
    if anchored:
        return "target"
    first = columns.position("name") or 0
    if all(cell.column > first for cell in line.printed):
        return "actual"
    outside = {columns.position("goal"), columns.position("means")}
    return "heading" if all(cell.column in outside for cell in line.printed) else "unread"


def identity(line: Line, columns: Columns) -> tuple[Cell, Cell]:
    """The number and the name of a row, the same cell twice where the table prints them in one."""
    name = _cell(line, columns, "name")
    return (_cell(line, columns, "number") if columns.of("number") else name), name


def _is_anchor(cell: Cell, near: int | None) -> bool:
    mark = mark_of(cell.text)
    names_year = is_year_label(cell.text, near) or square_year_bracket(cell.text, near) is not None
    return names_year or (mark is not None and mark != NOT_OVER)


def _is_anchored(line: Line, near: int | None) -> bool:
    return any(_is_anchor(cell, near) for cell in line.printed)


def _shift_of(line: Line, table: Columns, near: int | None) -> int:
    """How far the whole row stands from its columns, by its number."""
    if not _is_anchored(line, near):
        return 0
    number, name = table.position("number"), table.position("name") or 0
    for shift in _SHIFTS:
        if number is None:
            found = line.cell(name + shift)
            if begins_with_number(found.text) and not line.cell(name).is_blank and not _is_anchor(found, near):
                return shift
        elif is_number(line.cell(number + shift).text) and _is_name(line.cell(number + shift + 1)):
            return shift
    return 0


def _is_name(cell: Cell) -> bool:
    return not cell.is_blank and not cell.text[0].isdecimal()


def _cell(line: Line, columns: Columns, role: Literal["goal", "means", "number", "name"]) -> Cell:
    position = columns.position(role)
    return line.cell(position) if position is not None else Cell(line.number, 0, "")


def walk(goals: Iterable[Goal]) -> Iterator[Indicator]:
    """All indicators in printed order."""
    for goal in goals:
        yield from goal.indicators
