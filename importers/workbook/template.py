"""The standard workbook to be filled in: locked where a person may change nothing, row ids hidden, lists offered."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import load_workbook
from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter

from importers.choices import Choices
from importers.document import SourceDocument
from importers.shared_cells import with_named_holders
from importers.workbook.columns import ENTRY, Table
from importers.workbook.offered_lists import OfferedLists
from importers.workbook.row_ids import with_row_ids
from importers.workbook.saving import saved
from importers.workbook.tables import DEFINITIONS, KPIS, PAGE_ENTRIES, PAGES, PROCESSES, TABLES
from importers.workbook.writer import write_workbook
from kpi_tracker.lib.records import replace

_REPORTED = {
    PROCESSES.name: ("progress", "outlook", "marks", "ministries"),
    KPIS.name: ("actual_raw", "status", "note_raw"),
    DEFINITIONS.name: tuple(column.field for column in DEFINITIONS.columns if column.field not in ("row_id", "name")),
}
"""The cells that are filled in anew; the others of a row that is there are locked."""
_NAMES_OF_ROWS = ("row_id", "shares_with")
_OF_THE_SOURCE = ("line_from", "line_to")
_OPEN = Protection(locked=False)
_KINDS_OF_MINISTRIES = (ENTRY.write("ministries"), ENTRY.write("lead_ministries"))


def write_template(document: SourceDocument, target: str | Path | BinaryIO, *, choices: Choices) -> None:
    """Write the document's rows to be filled in again; the protection has no password, rows may be added below.

    It holds the words only: what was read out of last year's, and where they stood, is not that of the new ones.
    Raises UnwritableText as `write_workbook`.
    """
    written = io.BytesIO()
    write_workbook(_words_of(with_row_ids(document)), written)
    book = load_workbook(written)
    lists = OfferedLists(choices)
    for table in TABLES:
        _prepare(book[table.title], table, lists)
    lists.add_to(book)
    made = saved(book)
    if isinstance(target, str | Path):
        Path(target).write_bytes(made)
    else:
        target.write(made)


def _words_of(document: SourceDocument) -> SourceDocument:
    """The document without readings, places and doubts."""
    sheets = tuple(
        replace(
            sheet,
            processes=tuple(_words_of_row(row) for row in with_named_holders(sheet.processes)),
            kpis=tuple(_words_of_row(replace(row, targets=(), actuals=(), promises=())) for row in sheet.kpis),
            places={},
            issues=(),
        )
        for sheet in document.sheets
    )
    return replace(document, sheets=sheets, issues=(), corrections=())


def _words_of_row(row: Any) -> Any:
    return replace(row, places={}, issues=())


def _prepare(sheet: Any, table: Table, lists: OfferedLists) -> None:
    letters = {column.field: get_column_letter(place) for place, column in enumerate(table.columns, 1)}
    for field, letter in letters.items():
        dimension = sheet.column_dimensions[letter]
        # Rows below the last one are open: their cells have the style of their column.
        dimension.protection = _OPEN
        dimension.hidden = field in _NAMES_OF_ROWS
    for field in _REPORTED.get(table.name, ()):
        for cell in _cells(sheet, letters[field]):
            cell.protection = _OPEN
    if table in (PAGES, PROCESSES, KPIS):
        for cell in (cell for field in _OF_THE_SOURCE for cell in _cells(sheet, letters[field])):
            cell.value = None
    if table is KPIS:
        lists.offer_grades(sheet, _cells(sheet, letters["status"]))
    lists.offer_ministries(sheet, _cells_of_ministries(sheet, table, letters))
    sheet.protection.sheet = True
    # In a protection what is False is allowed.
    sheet.protection.formatRows = sheet.protection.formatColumns = sheet.protection.autoFilter = False


def _cells(sheet: Any, letter: str) -> Iterable[Any]:
    """The cells of a column below its heading."""
    return (cell for (cell,) in sheet[f"{letter}2:{letter}{max(sheet.max_row, 2)}"])


def _cells_of_ministries(sheet: Any, table: Table, letters: dict[str, str]) -> Iterator[Any]:
    if table in (PROCESSES, DEFINITIONS):
        yield from _cells(sheet, letters["ministries"])
    if table is PAGE_ENTRIES:
        for cell in _cells(sheet, letters["words"]):
            if sheet[f"{letters['kind']}{cell.row}"].value in _KINDS_OF_MINISTRIES:
                cell.protection = _OPEN
                yield cell
