"""The reviewed workbook of 2017, edited as people edit it, beside what was loaded from it."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

from openpyxl import load_workbook

from importers.comparing import Comparison, compare
from importers.drafting import draft_rows
from importers.incoming import Incoming, incoming_of
from importers.management.commands.load_sources import FIXTURES
from importers.plan import Decisions, PlannedRow
from importers.readers.registry import read_words
from importers.readers.source_file import SourceFile
from importers.standing import Standing
from importers.workbook import with_row_ids

WORKBOOK = FIXTURES / "2017-progress.xlsx"


class Sheet:
    """A sheet whose cells are called by row id and heading."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.columns = {cell.value: cell.column for cell in sheet[1]}

    def row_of(self, row_id: str) -> int:
        """The number of the row that bears the id."""
        return next(row[0].row for row in self.sheet.iter_rows(min_row=2) if row[0].value == row_id)

    def put(self, row_id: str, heading: str, value: Any) -> None:
        """Writes one cell."""
        self.sheet.cell(self.row_of(row_id), self.columns[heading]).value = value

    def words(self, row_id: str, heading: str) -> Any:
        """Reads one cell."""
        return self.sheet.cell(self.row_of(row_id), self.columns[heading]).value

    def remove(self, row_id: str) -> None:
        """Deletes a row."""
        self.sheet.delete_rows(self.row_of(row_id))

    def append(self, **cells: Any) -> None:
        """Adds a row at the end, its cells by heading."""
        number = self.sheet.max_row + 1
        for heading, value in cells.items():
            self.sheet.cell(number, self.columns[heading]).value = value


def edited(change: Callable[[dict[str, Sheet]], None]) -> Incoming:
    """What the workbook brings after an edit."""
    book = load_workbook(WORKBOOK)
    change({sheet.title: Sheet(sheet) for sheet in book.worksheets})
    stream = io.BytesIO()
    book.save(stream)
    return incoming_of(read_words(SourceFile("改めた.xlsx", stream.getvalue())))


@cache
def standing() -> Standing:
    """What the unedited workbook says, as it stands once it is loaded."""
    return Standing(draft_rows(with_row_ids(read_words(SourceFile(WORKBOOK.name, WORKBOOK.read_bytes())))))


def beside_what_stands(incoming: Incoming, decisions: Decisions | None = None) -> Comparison:
    """An edited workbook beside the unedited one."""
    return compare(incoming, standing(), decisions or Decisions())


def told(rows: tuple[PlannedRow, ...]) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """What a plan tells of rows that do not stay as they are: their kind and the kinds of their changes."""
    return {
        row.row_id or row.key: (row.kind, [(change.heading, change.kind) for change in row.changes])
        for row in rows
        if row.kind != "unchanged"
    }
