"""The rows of a table put together: 施策目標 → 施策手段 → 測定指標 → its lines of targets, each with its actuals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from importers.readers.evaluation_sheet.cells import Cell, Line, squeezed
from importers.readers.evaluation_sheet.columns import Columns, Role
from importers.readers.evaluation_sheet.row_kinds import RowKind, identity, kind_of, shift_of
from importers.readers.evaluation_sheet.tables import IndicatorTable


@dataclass(frozen=True)
class Row:
    """A line of the table and what it is. columns: where this line holds them; table: where most lines do."""

    line: Line
    kind: RowKind
    columns: Columns
    table: Columns

    def cell(self, role: Role) -> Cell:
        """The cell of a role, blank where the table has no such column or the line belongs to none."""
        position = self.columns.position(role)
        if position is None or self.kind == "unread":
            return Cell(self.line.number, 0, "")
        return self.line.cell(position)


@dataclass(frozen=True)
class TargetLine:
    """A line of targets (upper) with the lines of actuals printed under it."""

    row: Row
    actuals: tuple[Line, ...]


@dataclass(frozen=True)
class Indicator:
    """One 測定指標. number, name: its cells, the same one where the table prints both in one.

    means: order of its 施策手段 within the goal, None before the first; loose: lines among its own that fit no column.
    """

    number: Cell
    name: Cell
    means: int | None
    targets: tuple[TargetLine, ...]
    loose: tuple[Line, ...]


@dataclass(frozen=True)
class Goal:
    """One 施策目標 with its means and indicators; words: blank for rows before the first goal."""

    words: Cell
    lines: tuple[int, int]
    means: tuple[Cell, ...]
    indicators: tuple[Indicator, ...]
    loose: tuple[Line, ...]


def goals_of(tables: Iterable[IndicatorTable], near: int | None) -> list[Goal]:
    """The goals in printed order; a goal printed again goes on. near: fiscal year of the document."""
    rows = [row for table in tables for row in _rows(table, near)]
    return [_goal(group) for group in _by_goal(rows)]


def _rows(table: IndicatorTable, near: int | None) -> Iterator[Row]:
    for line in table.body:
        columns = table.columns.shifted(shift_of(line, table.columns, near))
        yield Row(line, kind_of(line, columns, near), columns, table.columns)


def _by_goal(rows: Iterable[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    current = ""
    for row in rows:
        words = squeezed(row.cell("goal").text)
        is_next = bool(words) and words != current
        if not groups or (is_next and (current or any(one.kind == "indicator" for one in groups[-1]))):
            groups.append([])
        current = words or current
        groups[-1].append(row)
    return groups


def _goal(rows: Sequence[Row]) -> Goal:
    means: list[Cell] = []
    indicators: list[Indicator] = []
    before, blocks = _blocks(rows, "indicator")
    _add_means(means, before)
    for block in blocks:
        _add_means(means, block[:1])
        indicators.append(_indicator(block, len(means) or None))
        _add_means(means, block[1:])
    words = next((cell for row in rows if not (cell := row.cell("goal")).is_blank), rows[0].cell("goal"))
    loose = tuple(row.line for row in before if row.kind != "heading")
    return Goal(words, (rows[0].line.number, rows[-1].line.number), tuple(means), tuple(indicators), loose)


def _blocks(rows: Sequence[Row], kind: RowKind) -> tuple[list[Row], list[list[Row]]]:
    """The rows before the first of a kind, and from each of that kind those down to the next."""
    starts = [index for index, row in enumerate(rows) if row.kind == kind]
    stops = [*starts, len(rows)][1:]
    before = list(rows[: starts[0]]) if starts else list(rows)
    return before, [list(rows[start:stop]) for start, stop in zip(starts, stops, strict=True)]


def _add_means(means: list[Cell], rows: Iterable[Row]) -> None:
    for row in rows:
        cell = row.cell("means")
        if not cell.is_blank and not (means and squeezed(means[-1].text) == squeezed(cell.text)):
            means.append(cell)


def _indicator(rows: Sequence[Row], means: int | None) -> Indicator:
    number, name = identity(rows[0].line, rows[0].columns)
    first, further = _blocks(rows, "target")
    targets = tuple(_target_line(block) for block in (first, *further))
    return Indicator(number, name, means, targets, tuple(row.line for row in rows if row.kind == "unread"))


def _target_line(rows: Sequence[Row]) -> TargetLine:
    return TargetLine(rows[0], tuple(row.line for row in rows[1:] if row.kind == "actual"))
