"""A document → the official form: one sheet a page. The same document always gives the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook

from importers.choices import Choices
from importers.document import Sheet, SourceDocument
from importers.official_form.drawing import LAST_PRINTED, Pen
from importers.official_form.fitting import written_pages
from importers.official_form.front import draw_front
from importers.official_form.tables import draw_kpis, draw_processes
from importers.workbook.offered_lists import OfferedLists
from importers.workbook.row_ids import with_row_ids
from importers.workbook.saving import saved


def write_official_form(document: SourceDocument, target: str | Path | BinaryIO, *, choices: Choices) -> None:
    """Write the document as the ministries know it, its row ids in hidden columns; nothing is locked.

    Rows without 行ID get one. Raises UnwritableForm where the form has no cell for what the document prints, and
    UnwritableText where a cell cannot hold its words.
    """
    _save(_book(document, choices), target)


def write_form_template(document: SourceDocument, target: str | Path | BinaryIO, *, choices: Choices) -> None:
    """Write the same to be filled in: what the plan has decided is locked (without a password), the rest is open.

    Raises as `write_official_form`.
    """
    book = _book(document, choices)
    for sheet in book.worksheets:
        sheet.protection.sheet = True
        # Rows may be made higher, columns wider: in a protection what is False is allowed.
        sheet.protection.formatRows = sheet.protection.formatColumns = False
    _save(book, target)


def _book(document: SourceDocument, choices: Choices) -> Workbook:
    document = with_row_ids(document)
    pages = written_pages(document)
    book = Workbook()
    book.remove(book.active)
    lists = OfferedLists(choices)
    for number, page in pages:
        _draw_page(book.create_sheet(f"様式{number}"), document, page, lists)
    lists.add_to(book)
    return book


def _draw_page(sheet: Any, document: SourceDocument, page: Sheet, lists: OfferedLists) -> None:
    pen = Pen(sheet)
    lists.offer_ministries(sheet, draw_front(pen, document, page))
    is_empty = not page.processes and not page.kpis
    if page.processes or is_empty:
        pen.row += 1
        draw_processes(pen, page.processes)
    if page.kpis or is_empty:
        pen.row += 1
        lists.offer_grades(sheet, draw_kpis(pen, page.kpis))
    for caption in page.plan_editions:
        pen.row += 1
        pen.aside(1, caption)
    _set_up_print(sheet, pen.row)


def _set_up_print(sheet: Any, last_row: int) -> None:
    """A4 across, as wide as the page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_area = f"A1:{'ABCDEF'[LAST_PRINTED - 1]}{last_row}"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5


def _save(book: Workbook, target: str | Path | BinaryIO) -> None:
    made = saved(book)
    if isinstance(target, str | Path):
        Path(target).write_bytes(made)
    else:
        target.write(made)
