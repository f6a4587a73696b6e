"""A document → the standard workbook. The same document always gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from importers.document import SourceDocument
from importers.issues import Issue
from importers.workbook.cells import TEXT, CellValue
from importers.workbook.columns import Column, Table
from importers.workbook.cover import COVER, COVER_COLUMNS, COVER_TITLE, OF_DOCUMENT
from importers.workbook.fields import PARTS
from importers.workbook.flatten import Record, issues_by_row, records_of
from importers.workbook.row_ids import with_row_ids
from importers.workbook.saving import saved
from importers.workbook.tables import KPIS, PAGES, PROCESSES, TABLES
from kpi_tracker.lib.records import replace
from kpi_tracker.lib.workbook_text import MAX_CELL, escaped, kept_as_text

FILLS = {
    "error": PatternFill("solid", fgColor="FFC7CE"),
    "warning": PatternFill("solid", fgColor="FFE699"),
}
HEADING_FILL = PatternFill("solid", fgColor="E8F1FE")
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_AUTHOR = "改革工程表 進捗管理"


class UnwritableText(Exception):
    """Words too long for a cell. The message is Japanese and names sheet, row and column."""


def write_workbook(document: SourceDocument, target: str | Path | BinaryIO, **front: str) -> None:
    """Write the document as a standard workbook; `front` adds to what its cover says (names of COVER).

    Rows without 行ID get one. Raises UnwritableText where a cell cannot hold its words.
    """
    document = replace(with_row_ids(document), front={**document.front, **front})
    # All cells are made before the first sheet is begun: a half-written sheet leaves an open file behind.
    records = records_of(document)
    rows = {table.name: _written_rows(table, records[table.name]) for table in TABLES}
    cover = list(_cover_rows(document))
    marks = issues_by_row(document)
    book = Workbook(write_only=True)
    _write_cover(book, cover)
    for table in TABLES:
        ids = [record.get("row_id") for record in records[table.name]]
        _write_table(book, table, rows[table.name], ids, marks)
    made = saved(book)
    if isinstance(target, str | Path):
        Path(target).write_bytes(made)
    else:
        target.write(made)


def _cover_rows(document: SourceDocument) -> Iterator[tuple[CellValue, CellValue]]:
    for line in COVER:
        value = getattr(document, line.field) if line.field in OF_DOCUMENT else document.front.get(line.field)
        codec = line.codec if line.field in OF_DOCUMENT else TEXT
        yield line.heading, None if value is None else codec.write(value)
    known = {line.field for line in COVER}
    for name, value in document.front.items():
        if name not in known:
            yield TEXT.write(name), TEXT.write(value)


def _write_cover(book: Workbook, rows: Iterable[tuple[CellValue, CellValue]]) -> None:
    sheet = _new_sheet(book, COVER_TITLE, COVER_COLUMNS)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _new_sheet(book: Workbook, title: str, columns: Iterable[Column]) -> Any:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    headings = []
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        heading = _cell(sheet, column.heading)
        heading.font, heading.fill = Font(bold=True), HEADING_FILL
        headings.append(heading)
    sheet.append(headings)
    return sheet


def _written_rows(table: Table, records: Iterable[Record]) -> list[list[CellValue]]:
    return [
        [_written(table, column, record.get(column.field), number) for column in table.columns]
        for number, record in enumerate(records, 2)
    ]


def _written(table: Table, column: Column, value: Any, number: int) -> CellValue:
    written = None if value is None else column.codec.write(value)
    if isinstance(written, str) and len(written) > MAX_CELL:
        raise UnwritableText(
            f"シート「{table.title}」{number}行目「{column.heading}」が長すぎます"
            f"（{len(written)}文字。1つのセルは{MAX_CELL}文字まで）。元文書の行を分けてください。"
        )
    return written


def _write_table(
    book: Workbook,
    table: Table,
    rows: Iterable[list[CellValue]],
    ids: Iterable[str | None],
    marks: Mapping[str | None, tuple[Issue, ...]],
) -> None:
    sheet = _new_sheet(book, table.title, table.columns)
    fields = [column.field for column in table.columns]
    for row, row_id in zip(rows, ids, strict=True):
        cells = {field: _cell(sheet, value) for field, value in zip(fields, row, strict=True)}
        if table in (PAGES, PROCESSES, KPIS):
            _mark(table, cells, marks.get(row_id, ()))
        sheet.append(list(cells.values()))


def _cell(sheet: Any, value: CellValue) -> Any:
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.alignment = _WRAPPED
    return kept_as_text(cell, value)


def _mark(table: Table, cells: dict[str, Any], issues: Iterable[Issue]) -> None:
    """Colour the cells in doubt and note on them why."""
    for field, found in _by_cell(table, cells, issues).items():
        worst = "error" if any(issue.severity == "error" for issue in found) else "warning"
        cell = cells[field]
        cell.fill = FILLS[worst]
        note = Comment(escaped("\n".join(issue.message for issue in found)), _AUTHOR)
        note.width, note.height = 320, 40 + 40 * len(found)
        cell.comment = note


def _by_cell(table: Table, cells: dict[str, Any], issues: Iterable[Issue]) -> dict[str, list[Issue]]:
    found: dict[str, list[Issue]] = {}
    for issue in issues:
        if issue.severity in FILLS:
            name = issue.field.partition(".")[0] if issue.field.partition(".")[0] in PARTS else issue.field
            field = table.synonyms.get(name, name)
            found.setdefault(field if field in cells else "row_id", []).append(issue)
    return found
