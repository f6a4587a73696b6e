"""The sheet 取込結果: every note of a marked workbook on a line, with a link to its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.hyperlink import Hyperlink

from importers.marking.notes import WEIGHTS, CellNote
from importers.workbook.cells import CellValue, as_text
from importers.workbook.guarded import RESULT_TITLE
from kpi_tracker.lib.workbook_text import MAX_CELL, escaped, kept_as_text

_COLUMNS = (("場所", 24), ("重さ", 16), ("内容", 60), ("原文", 40), ("どうすればよいか", 48))
_WRAPPED = Alignment(vertical="top", wrap_text=True)


def add_summary(book: Workbook, notes: Iterable[CellNote]) -> None:
    """Adds the sheet as the last one of the book."""
    sheet = book.create_sheet(RESULT_TITLE)
    sheet.freeze_panes = "A2"
    for number, (heading, width) in enumerate(_COLUMNS, 1):
        cell = sheet.cell(1, number, heading)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    for number, note in enumerate(notes, 2):
        _write_line(book, sheet, number, note)


def parted(message: str) -> tuple[str, str]:
    """What is wrong, and what to do: the last sentences that ask for something.

    >>> parted("「第三」は読めません。次のいずれかを入力してください：甲、乙。"), parted("値がありません。")
    (('「第三」は読めません。', '次のいずれかを入力してください：甲、乙。'), ('値がありません。', ''))
    """
    sentences = re.findall("[^。]+。?", message)
    asks = next((number for number, sentence in enumerate(sentences) if "ください" in sentence), len(sentences))
    return "".join(sentences[:asks]), "".join(sentences[asks:])


def _write_line(book: Workbook, sheet: Any, number: int, note: CellNote) -> None:
    wrong, to_do = parted(note.message)
    is_there = bool(note.cell) and note.sheet in book.sheetnames
    words = _words(book[note.sheet][note.cell].value) if is_there else ""
    place = f"{note.sheet}!{note.cell}" if is_there else "ファイル全体"
    for column, text in enumerate((place, WEIGHTS[note.colour], wrong, words, to_do), 1):
        cell = sheet.cell(number, column)
        cell.value = escaped(text)[:MAX_CELL]
        cell.alignment = _WRAPPED
        kept_as_text(cell, cell.value)
    if is_there:
        title = note.sheet.replace("'", "''")
        link = sheet.cell(number, 1)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{title}'!{note.cell}")
        link.style = "Hyperlink"


def _words(value: CellValue) -> str:
    return "" if value is None else as_text(value)
