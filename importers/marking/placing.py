"""Where a standard workbook that we wrote holds the cell that a note speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter

from importers.document import KpiRow, ProcessRow, SourceDocument
from importers.marking.notes import CellNote
from importers.workbook.columns import Table
from importers.workbook.flatten import records_of
from importers.workbook.tables import KPIS, PAGES, PROCESSES
from kpi_tracker.lib.records import replace


def placed_in_standard(notes: Sequence[CellNote], document: SourceDocument) -> tuple[CellNote, ...]:
    """The notes with sheet and cell of the workbook that is written from the document, whose rows have their ids."""
    rows = _rows_by_id(document)
    cells = _fields_by_cell(document)
    return tuple(_placed(note, rows, cells) for note in notes)


def _rows_by_id(document: SourceDocument) -> dict[str, tuple[Table, int]]:
    records = records_of(document)
    return {
        str(record["row_id"]): (table, number)
        for table in (PAGES, PROCESSES, KPIS)
        for number, record in enumerate(records[table.name], 2)
    }


def _fields_by_cell(document: SourceDocument) -> dict[tuple[str, str], tuple[str, str]]:
    """By sheet and cell of the file as it came: row id and field."""
    rows: list[ProcessRow | KpiRow] = []
    for page in document.sheets:
        rows += [*page.processes, *page.kpis]
    return {
        (row.at.sheet, cell): (str(row.row_id), field)
        for row in rows
        if row.at is not None
        for field, cell in row.at.cells.items()
    }


def _placed(
    note: CellNote, rows: dict[str, tuple[Table, int]], cells: dict[tuple[str, str], tuple[str, str]]
) -> CellNote:
    row_id, field = cells.get((note.sheet, note.cell), (note.row_id, note.field))
    if row_id not in rows:
        return replace(note, sheet="", cell="")
    table, number = rows[row_id]
    fields = [column.field for column in table.columns]
    column = fields.index(field) + 1 if field in fields else 1
    return replace(note, sheet=table.title, cell=f"{get_column_letter(column)}{number}")
