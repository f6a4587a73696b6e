"""The pages of a sheet: usually one, each with its lines above, its two tables and what stands outside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from importers.readers.official_form.form_cells import FormCell, FormCells
from importers.readers.official_form.front_lines import LABELS, OPENS_A_PAGE, FrontLine, front_lines, is_labelled
from importers.readers.official_form.kpi_columns import with_parts_of_name
from importers.readers.official_form.records import FormRecord, records_of
from importers.readers.official_form.tables import FormTable, tables_of

MOST_ROWS = 5_000
"""Rows of one sheet that are looked at: the longest printed pages have some sixty."""


@dataclass
class Page:
    """One 様式 as it is gathered. row_id: of the hidden column beside its 改革項目; loose: cells of no table or line,
    those above the first table apart."""

    cells: FormCells
    lines: list[FrontLine] = field(default_factory=list)
    tables: list[tuple[FormTable, list[FormRecord]]] = field(default_factory=list)
    above: list[FormCell] = field(default_factory=list)
    loose: list[FormCell] = field(default_factory=list)
    row_id: str | None = None

    @property
    def rows(self) -> tuple[int, int]:
        """The first and last row of the sheet that holds something of the page."""
        cells = [line.cell for line in self.lines] + self.above + self.loose
        found = [row for cell in cells for row in (cell.area.top, cell.area.bottom)]
        for table, records in self.tables:
            found += [table.top, *(row for record in records for row in record.rows)]
        return min(found), max(found)

    def named(self, name: str) -> list[FrontLine]:
        """The lines of one label, in their order."""
        return [line for line in self.lines if line.field == name]


def pages_of(cells: FormCells) -> list[Page]:
    """The pages of a sheet that hold a table. A 改革項目 after the tables of another begins a page."""
    tables = tables_of(cells, min(cells.height, MOST_ROWS))
    within = {row for table in tables for row in range(table.top, table.last_row + 1)}
    ids = {column for table in tables for column in table.columns.get("row_id", ())}
    starts: dict[int, list[FormTable]] = {}
    for table in tables:
        starts.setdefault(table.top, []).append(table)
    pages = [Page(cells)]
    for row in range(1, min(cells.height, MOST_ROWS) + 1):
        for table in starts.get(row, ()):
            _add_table(pages[-1], table)
        if row not in within:
            _add_row(pages, cells.filled_in(row), ids)
    return [page for page in pages if page.tables]


def _add_table(page: Page, found: FormTable) -> None:
    table = with_parts_of_name(page.cells, found) if found.kind == "kpi" else found
    records = records_of(page.cells, table)
    page.tables.append((table, records.records))
    page.loose += records.loose


def _add_row(pages: list[Page], row: Sequence[FormCell], ids: set[int]) -> None:
    """Take in a row outside the tables: its labelled lines and its other cells."""
    shown = [cell for cell in row if cell.area.left not in ids]
    named = [cell.words.strip() for cell in row if cell.area.left in ids]
    lines = front_lines(shown)
    opens = any(line.field in OPENS_A_PAGE for line in lines)
    if opens and pages[-1].tables and pages[-1].named("item"):
        pages.append(Page(pages[-1].cells))
    page = pages[-1]
    page.lines += lines
    if opens and named:
        page.row_id = named[0]
    if not lines and not is_labelled(shown, tuple(LABELS)):
        (page.loose if page.tables else page.above).extend(shown)
