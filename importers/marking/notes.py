"""What there is to say of single cells of a file, and by which colour it is told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from importers.document import KpiRow, ProcessRow, SourceDocument, WorkbookRow
from importers.issues import Issue
from importers.plan import PlannedRow
from importers.workbook.fields import PARTS, TABLE_OF
from importers.workbook.row_ids import with_row_ids

Colour = Literal["error", "corrected", "differs"]
WEIGHTS: dict[Colour, str] = {"error": "誤り", "corrected": "注意・読み替え", "differs": "登録内容と相違"}


@dataclass(frozen=True)
class CellNote:
    """One remark. sheet, cell: "KPI", "D7" of the uploaded workbook; both empty where it speaks of no cell.

    error: must be mended; corrected: was read otherwise than it is written, or is in doubt; differs: from the database.
    row_id, field: the row and field it speaks of, by which a cell is found where the file is no workbook.
    """

    sheet: str
    cell: str
    colour: Colour
    message: str
    row_id: str = ""
    field: str = ""


def notes_of_document(document: SourceDocument) -> tuple[CellNote, ...]:
    """A note for each error and each warning of the document, its pages and its rows."""
    return tuple(dict.fromkeys(_notes_of_document(document)))


def notes_of_plan(rows: Iterable[PlannedRow], at: Mapping[str, WorkbookRow]) -> tuple[CellNote, ...]:
    """A note for each cell that the plan changes. at: where the file holds a row, by its id in the file.

    The key of a planned row ends with that id.
    """
    found = (note for row in rows if row.kind == "changed" for note in _changes(row, at))
    return tuple(dict.fromkeys(found))


def _notes_of_document(document: SourceDocument) -> Iterator[CellNote]:
    for issue in document.issues:
        yield from _note(issue, None, "")
    for sheet in with_row_ids(document).sheets:
        for issue in sheet.issues:
            yield from _note(issue, None, str(sheet.row_id))
        rows: tuple[ProcessRow | KpiRow, ...] = (*sheet.processes, *sheet.kpis)
        for row in rows:
            for issue in row.issues:
                yield from _note(issue, row, str(row.row_id))


def _note(issue: Issue, row: ProcessRow | KpiRow | None, row_id: str) -> Iterator[CellNote]:
    if issue.severity == "note":
        return
    field = _cell_field(row, issue.field) if row else issue.field
    at = row.at if row else None
    cell = (at.cells.get(field) or issue.cell or f"A{at.row}") if at else ""
    colour: Colour = "error" if issue.severity == "error" else "corrected"
    yield CellNote(at.sheet if at else "", cell, colour, issue.message, row_id, field)


def _cell_field(row: ProcessRow | KpiRow, field: str) -> str:
    """The field whose cell an issue speaks of: of a reading, the cell it was read from."""
    table = TABLE_OF[type(row)]
    name = field.partition(".")[0]
    name = name if name in PARTS else field
    return table.synonyms.get(name, name)


def _changes(row: PlannedRow, at: Mapping[str, WorkbookRow]) -> Iterator[CellNote]:
    row_id = row.key.partition("/")[2]
    place = at.get(row_id)
    for change in row.changes:
        before = f"「{change.before}」" if change.before else "空欄"
        message = f"「{change.heading}」の登録内容は{before}です。違っていれば直してください。"
        cell = place.cells.get(change.field, f"A{place.row}") if place else ""
        yield CellNote(place.sheet if place else "", cell, "differs", message, row_id, change.field)
