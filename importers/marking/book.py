"""The marked workbook: the person's own where that can be kept, else a standard workbook of the same rows."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from importers.document import SourceDocument
from importers.marking.bounds import may_be_opened_whole
from importers.marking.notes import WEIGHTS, CellNote, Colour
from importers.marking.placing import placed_in_standard
from importers.marking.summary import add_summary
from importers.readers.source_file import SourceFile
from importers.workbook.guarded import DAMAGE, PACKAGES, RESULT_TITLE
from importers.workbook.row_ids import with_row_ids
from importers.workbook.saving import saved
from importers.workbook.writer import write_workbook
from kpi_tracker.lib.records import replace
from kpi_tracker.lib.workbook_text import MAX_CELL, escaped

FILLS: dict[Colour, PatternFill] = {
    "error": PatternFill("solid", fgColor="FFC7CE"),
    "corrected": PatternFill("solid", fgColor="FFE699"),
    "differs": PatternFill("solid", fgColor="BDD7EE"),
}
_WORST_FIRST: tuple[Colour, ...] = ("error", "corrected", "differs")
_HEADLINE = f"【{RESULT_TITLE}】"
_AUTHOR = "改革工程表 進捗管理"


def marked_workbook(source: SourceFile, document: SourceDocument, notes: Sequence[CellNote]) -> bytes:
    """An .xlsx with each cell of the notes coloured and noted, and the sheet 取込結果 that lists them.

    source: a file that its reader has read as `document`. Of a workbook the cells, formats and row ids stay; of a text,
    or of a workbook too large to be opened whole, a standard workbook is made. Read again it says what the file said.
    Raises UnwritableText where a standard workbook cannot hold the words.
    """
    if source.data.startswith(PACKAGES) and may_be_opened_whole(source.data):
        try:
            return _marked(_own_book(source.data), notes)
        except DAMAGE:
            # What only formats damage is read all the same: its words can still be written out.
            pass
    document = with_row_ids(document)
    made = io.BytesIO()
    write_workbook(document, made)
    if not may_be_opened_whole(made.getvalue()):
        return made.getvalue()
    return _marked(load_workbook(made), placed_in_standard(notes, document))


def _own_book(data: bytes) -> Workbook:
    """The workbook with the values of its formulas: a saved formula would have none. One without a value stays; a day
    without one, which only a damaged file has, is an empty cell."""
    book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    formulas = load_workbook(io.BytesIO(data), keep_links=False)
    for sheet in formulas.worksheets:
        shown = book[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and shown[cell.coordinate].value is None:
                    shown[cell.coordinate].value = cell.value
                elif cell.data_type == "d" and cell.value is None:
                    shown[cell.coordinate].value = None
    return book


def _marked(book: Workbook, notes: Sequence[CellNote]) -> bytes:
    _take_away_former_marks(book)
    seen = [replace(note, cell=_seen_cell(book[note.sheet], note.cell)) for note in notes if _is_in(book, note)]
    for (title, cell), told in _by_cell(seen).items():
        _mark(book[title][cell], told)
    add_summary(book, sorted(notes, key=lambda note: _WORST_FIRST.index(note.colour)))
    return saved(book)


def _is_in(book: Workbook, note: CellNote) -> bool:
    return bool(note.cell) and note.sheet in book.sheetnames


def _seen_cell(sheet: Any, cell: str) -> str:
    """The cell that shows colour and note: of a merged range its first, the others hold none."""
    if not isinstance(sheet[cell], MergedCell):
        return cell
    merged = next(found for found in sheet.merged_cells.ranges if cell in found)
    return str(merged.start_cell.coordinate)


def _by_cell(notes: Iterable[CellNote]) -> Mapping[tuple[str, str], list[CellNote]]:
    found: dict[tuple[str, str], list[CellNote]] = {}
    for note in notes:
        found.setdefault((note.sheet, note.cell), []).append(note)
    return found


def _mark(cell: Any, notes: Sequence[CellNote]) -> None:
    worst = min((note.colour for note in notes), key=_WORST_FIRST.index)
    own = cell.comment.text if cell.comment else ""
    lines = [f"{WEIGHTS[note.colour]}：{note.message}" for note in notes if note.message not in own]
    cell.fill = FILLS[worst]
    if lines:
        words = "\n".join([own, _HEADLINE, *lines] if own else [_HEADLINE, *lines])
        comment = Comment(escaped(words)[:MAX_CELL], _AUTHOR)
        comment.width, comment.height = 320, 60 + 40 * len(lines)
        cell.comment = comment


def _take_away_former_marks(book: Workbook) -> None:
    """The file can have been marked before: what was said then is said no longer, a person's own note stays."""
    if RESULT_TITLE not in book.sheetnames:
        return
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment and _HEADLINE in cell.comment.text:
                    own = cell.comment.text.partition(_HEADLINE)[0].rstrip()
                    cell.comment = Comment(own, cell.comment.author) if own else None
                    cell.fill = PatternFill()
    del book[RESULT_TITLE]
