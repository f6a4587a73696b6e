"""A document → the official form: one sheet a page. The same document always gives the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook

from importers.choices import Choices
from importers.document import SourceDocument
from importers.official_form.drawing import LAST_PRINTED, Pen, new_book, opened
from importers.official_form.filled import MINISTRIES, FilledPage, FormColumns, filled_pages
from importers.official_form.front import draw_front
from importers.official_form.tables import draw_kpis, draw_processes
from importers.workbook.offered_lists import OfferedLists
from importers.workbook.row_ids import with_row_ids
from importers.workbook.saving import saved
from kpi_tracker.lib.records import replace


def write_published_form(
    document: SourceDocument, target: str | Path | BinaryIO, *, columns: FormColumns, foot: str
) -> None:
    """Write the document as it is published: no cell is marked to be filled in, the row ids stand in hidden columns.
    foot: what is printed below every page.

    Rows without 行ID get one. Raises UnwritableForm where the form has no cell for what the document prints, and
    UnwritableText where a cell cannot hold its words.
    """
    book = new_book()
    for page in filled_pages(with_row_ids(document), columns):
        _draw_page(book, page).sheet.oddFooter.left.text = foot.replace("&", "&&")
    _save(book, target)


def write_official_form(document: SourceDocument, target: str | Path | BinaryIO, *, choices: Choices) -> None:
    """Write the document to be worked on, its cells marked and lists offered; nothing is locked.

    Raises as `write_published_form`.
    """
    _save(_book_to_fill_in(document, choices), target)


def write_form_template(document: SourceDocument, target: str | Path | BinaryIO, *, choices: Choices) -> None:
    """Write the same to be filled in: what the plan has decided is locked (without a password), the rest is open.

    Raises as `write_published_form`.
    """
    book = _book_to_fill_in(document, choices)
    for sheet in book.worksheets:
        sheet.protection.sheet = True
        # Rows may be made higher, columns wider: in a protection what is False is allowed.
        sheet.protection.formatRows = sheet.protection.formatColumns = False
    _save(book, target)


def _book_to_fill_in(document: SourceDocument, choices: Choices) -> Workbook:
    book = new_book()
    lists = OfferedLists(choices)
    for page in filled_pages(with_row_ids(document)):
        pen = _draw_page(book, _with_place_for_ministries(page))
        for cell in (*pen.ministries, *pen.grades, *pen.reported):
            opened(cell)
        lists.offer_ministries(pen.sheet, pen.ministries)
        lists.offer_grades(pen.sheet, pen.grades)
    lists.add_to(book)
    return book


def _with_place_for_ministries(page: FilledPage) -> FilledPage:
    is_there = any(label == MINISTRIES for label, _ in page.ministries)
    return page if is_there else replace(page, ministries=((MINISTRIES, ""), *page.ministries))


def _draw_page(book: Workbook, page: FilledPage) -> Pen:
    pen = Pen(book.create_sheet(f"様式{page.number}"))
    draw_front(pen, page)
    repeated = pen.row - 1
    if page.processes or page.is_empty:
        pen.row += 1
        draw_processes(pen, page.processes, page.columns.words)
    if page.tiers or page.is_empty:
        pen.row += 1
        draw_kpis(pen, page.tiers, page.columns)
    for caption in page.captions:
        pen.row += 1
        pen.aside(1, caption)
    _set_up_print(pen.sheet, repeated, pen.row)
    return pen


def _set_up_print(sheet: Any, repeated: int, last_row: int) -> None:
    """A4 across, as wide as the page, numbered; the lines above the tables (rows 1 to repeated) head every page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_area = f"A1:{'ABCDEF'[LAST_PRINTED - 1]}{last_row}"
    sheet.print_title_rows = f"1:{repeated}"
    sheet.oddFooter.right.text = "&P / &N"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.5, 0.7, 0.3


def _save(book: Workbook, target: str | Path | BinaryIO) -> None:
    made = saved(book)
    if isinstance(target, str | Path):
        Path(target).write_bytes(made)
    else:
        target.write(made)
