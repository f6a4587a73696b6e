"""The records of one sheet: headings found by name, cells understood by their columns, what is wrong as issues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

from importers.document import RowCells
from importers.issues import Issue
from importers.spool import spooled
from importers.workbook.cells import CellError, CellValue, as_text
from importers.workbook.columns import OWNER, Column, Table, find_by_heading, heading_key
from importers.workbook.guarded import Grid
from importers.workbook.hidden_rows import hidden_rows
from kpi_tracker.lib.records import Record

EMPTY = "空です。書き入れるか、この行を削除してください。"


class SheetRecord(Record, frozen=True):
    """One row of a sheet. values: by field, only what is filled in; cells: by field "D7"; issues: of its own cells."""

    values: dict[str, Any]
    cells: Mapping[str, str]
    sheet: str
    row: int
    issues: tuple[Issue, ...] = ()

    def get(self, field: str) -> Any:
        """The value of a field, None where the cell is empty."""
        return self.values.get(field)

    def only(self, *fields: str) -> dict[str, Any]:
        """The values of those of the fields that are filled in."""
        return {field: self.values[field] for field in fields if field in self.values}

    def lines(self) -> tuple[int, int] | None:
        """(開始行, 終了行), None where the record names no line."""
        first, last = self.get("line_from"), self.get("line_to")
        return None if first is None else (first, first if last is None else last)


class SheetRecords(Record, frozen=True):
    """What one sheet holds. issues: of the sheet itself."""

    records: Sequence[SheetRecord] = ()
    issues: tuple[Issue, ...] = ()


def find_grid(grids: Iterable[Grid], table: Table) -> Grid | None:
    """The worksheet that is called like the table."""
    keys = {heading_key(title) for title in (table.title, *table.alternatives)}
    return next((grid for grid in grids if heading_key(grid.title) in keys), None)


def read_records(table: Table, grid: Grid) -> SheetRecords:
    """The records of the worksheet. Where a needed column is missing there are none, and one issue says so."""
    columns, issues = _columns(table, grid)
    present = {column.field for column in columns.values()}
    missing = [column.heading for column in table.columns if column.needed and column.field not in present]
    if missing:
        listed = "、".join(f"「{heading}」" for heading in missing)
        message = f"シート「{grid.title}」に列{listed}がありません。1行目の見出しを確かめてください。"
        return SheetRecords((), (Issue("missing_column", "error", table.name, message),))
    filled = {column.field: column for column in table.columns if table.is_whole and column.needed and column != OWNER}
    records = spooled(_records(grid, columns, filled))
    return SheetRecords(records, (*issues, *_cut(grid), *hidden_rows(grid)))


def _columns(table: Table, grid: Grid) -> tuple[dict[int, Column], tuple[Issue, ...]]:
    columns: dict[int, Column] = {}
    issues = []
    for number, heading in enumerate(grid.rows[0] if grid.rows else ()):
        if heading is None or not as_text(heading).strip():
            continue
        column = find_by_heading(table.columns, as_text(heading))
        if column is None:
            issues.append(
                _heading_issue("unknown_column", "note", grid, number, heading, "は使わない列です。読み飛ばしました")
            )
        elif column in columns.values():
            message = "と同じ意味の列が左にあります。左だけを読みました。どちらかを削除してください"
            issues.append(_heading_issue("repeated_column", "warning", grid, number, heading, message))
        else:
            columns[number] = column
    return columns, tuple(issues)


def _heading_issue(code: str, severity: Any, grid: Grid, number: int, heading: CellValue, message: str) -> Issue:
    cell = f"{get_column_letter(number + 1)}1"
    words = as_text(heading)
    where = grid.where(1, number + 1)
    return Issue(code, severity, words, f"{where}の列「{words}」{message}。", raw=words, cell=cell)


def _cut(grid: Grid) -> Iterator[Issue]:
    if grid.cut_at:
        message = f"シート「{grid.title}」は{grid.cut_at}までしか読んでいません。その先の行や列を分けてください。"
        yield Issue("sheet_cut", "error", grid.title, message)


def _records(grid: Grid, columns: dict[int, Column], filled: Mapping[str, Column]) -> Iterator[SheetRecord]:
    """filled: the columns by field that no row may leave empty."""
    problems = {(problem.row, problem.column): problem.message for problem in grid.problems}
    letters = {column.field: get_column_letter(place + 1) for place, column in columns.items()}
    for number, row in enumerate(islice(grid.rows, 1, None), 2):
        values: dict[str, Any] = {}
        issues: list[Issue] = []
        cells = RowCells(letters, number)
        for place, column in columns.items():
            value = row[place] if place < len(row) else None
            problem = problems.get((number, place + 1))
            if problem is None and value is not None:
                value, problem = _understood(column, value)
            if problem is not None:
                issues.append(_cell_issue(grid, column, cells[column.field], problem, value))
            elif value is not None:
                values[column.field] = value
        if values or issues:
            unread = {issue.field for issue in issues}
            left = (column for field, column in filled.items() if field not in values and field not in unread)
            issues.extend(_cell_issue(grid, column, cells[column.field], EMPTY, None) for column in left)
            yield SheetRecord(values, cells, grid.title, number, tuple(issues))


def _understood(column: Column, value: CellValue) -> tuple[Any, str | None]:
    try:
        return column.codec.read(value), None
    except CellError as error:
        return value, f"「{as_text(value)}」は読めません。{error}"


def _cell_issue(grid: Grid, column: Column, cell: str, problem: str, value: Any) -> Issue:
    message = f"{grid.where(*coordinate_to_tuple(cell))}「{column.heading}」：{problem}"
    raw = None if value is None else as_text(value)
    return Issue("unreadable_cell", "error", column.field, message, raw=raw, cell=cell)
