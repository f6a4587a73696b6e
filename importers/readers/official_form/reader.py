"""The document: the pages of every sheet, and what its lines say of programme, year and time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from importers.document import SourceDocument
from importers.issues import Issue
from importers.readers.official_form.edition import edition_of
from importers.readers.official_form.form_cells import FormCells
from importers.readers.official_form.front_lines import OPENS_A_PAGE, is_labelled
from importers.readers.official_form.pages import MOST_ROWS, pages_of
from importers.readers.official_form.repeated_ids import with_each_id_once
from importers.readers.official_form.sheets import covered_fields, sheet_of
from importers.readers.official_form.tables import tables_of
from importers.readers.source_file import SourceFile
from importers.readers.workbook import has_standard_sheets
from importers.workbook.guarded import PACKAGES, Grid, RefusedWorkbook, read_tops, read_workbook, sheet_titles
from importers.workbook.hidden_rows import hidden_rows
from importers.workbook.layouts import sheet_layouts

OWN_SHEETS = ("入力候補", "取込結果")
"""Sheets that we write beside the form: nothing of them is read."""
_RECOGNISED_WITHIN = 200
"""Rows of a sheet within which its first table begins."""


class OfficialFormReader:
    """Reads 改革工程の進捗状況 and ＫＰＩの状況 as ministries fill them in; `normalise` reads the values."""

    layout = "official_form"

    def recognises(self, source: SourceFile) -> bool:
        """Whether a sheet holds the headings of both tables of the form, or of one below a line that names its item.

        False of a file that may not be opened: the reader of the standard workbook says why.
        """
        if not source.data.startswith(PACKAGES):
            return False
        try:
            if has_standard_sheets(sheet_titles(source.data)):
                return False
            return any(_is_form(cells) for cells in _cells_of(source.data, read_tops(source.data, _RECOGNISED_WITHIN)))
        except RefusedWorkbook:
            return False

    def read(self, source: SourceFile) -> SourceDocument:
        """What the workbook says. A file that may not be opened gives a document with the refusal as its one issue."""
        try:
            found = _cells_of(source.data, read_workbook(source.data))
        except RefusedWorkbook as refusal:
            return SourceDocument(source.name, self.layout, issues=(Issue("refused", "error", "file", str(refusal)),))
        pages = [page for cells in found if not cells.layout.is_hidden for page in pages_of(cells)]
        sheets = with_each_id_once([sheet_of(page) for page in pages])
        edition = edition_of(pages, sheets)
        read = {page.cells.title for page in pages}
        return SourceDocument(
            file=source.name,
            layout=self.layout,
            programme=edition.programme,
            title=edition.title,
            as_of=edition.as_of,
            fiscal_year=edition.fiscal_year,
            sheets=sheets,
            issues=(*edition.issues, *_of_sheets(found, read)),
            covers=covered_fields(pages),
        )


def _cells_of(data: bytes, grids: Iterable[Grid]) -> list[FormCells]:
    by_title = {grid.title: grid for grid in grids if grid.title not in OWN_SHEETS}
    return [FormCells(by_title[layout.title], layout) for layout in sheet_layouts(data, by_title)]


def _is_form(cells: FormCells) -> bool:
    tables = tables_of(cells, min(cells.height, _RECOGNISED_WITHIN))
    if len({table.kind for table in tables}) > 1:
        return True
    above = range(1, tables[0].top if tables else 1)
    return any(is_labelled(cells.filled_in(row), OPENS_A_PAGE) for row in above)


def _of_sheets(found: Iterable[FormCells], read: set[str]) -> Iterator[Issue]:
    """What of the workbook was not read."""
    for cells in found:
        title = cells.title
        if cells.layout.is_hidden:
            message = f"シート「{title}」は非表示のため読んでいません。取り込むなら再表示して保存し直してください。"
            yield Issue("sheet_hidden", "warning", "sheet", message)
        elif title not in read and cells.height:
            message = f"シート「{title}」には改革工程の表もＫＰＩの表もないため、読み飛ばしました。"
            yield Issue("sheet_passed_over", "note", "sheet", message)
        if title in read and (cells.height > MOST_ROWS or cells.layout.is_cut or cells.grid.cut_at):
            message = f"シート「{title}」は大きすぎて、{MOST_ROWS}行目までしか読んでいません。シートを分けてください。"
            yield Issue("sheet_cut", "error", "sheet", message)
        if title in read:
            yield from hidden_rows(cells.grid)
