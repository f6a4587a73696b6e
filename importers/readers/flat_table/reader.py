"""A flat table as a source document: the file itself is the source of its words, line by line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from importers.document import SourceDocument
from importers.issues import Issue
from importers.readers.flat_table.csv_grid import RefusedText, TextRow, csv_grid, delimiter_of
from importers.readers.flat_table.headings import fields_headed, missing_headings, table_headed
from importers.readers.flat_table.own_lines import with_own_lines
from importers.readers.flat_table.pages import fiscal_year_of, with_pages
from importers.readers.source_file import SourceFile
from importers.spool import spooled
from importers.workbook.assemble import assemble
from importers.workbook.columns import heading_key
from importers.workbook.cover import COVER_TITLE
from importers.workbook.guarded import (
    MAX_BYTES,
    PACKAGES,
    Grid,
    RefusedWorkbook,
    read_tops,
    read_workbook,
    sheet_titles,
)
from importers.workbook.records import SheetRecords, read_records
from importers.workbook.sheet_rows import MAX_COLUMNS
from importers.workbook.tables import TABLES
from kpi_tracker.lib.decoding import UTF_16_MARKS, NotText, decoded
from kpi_tracker.lib.records import replace

_HEAD = 64 * 1024
_MOST_TOLD = 100
_OF_AN_ORIGINAL = ("line_from", "line_to")
"""Lines of another document, which a table exported from here still names."""


class FlatTableReader:
    """Reads the sheet 改革工程 or KPI by itself: as CSV, or in a workbook without a cover.

    Plan and edition, and the year where no 行ID tells it, are for `Stated` to say.
    """

    layout = "flat_table"

    def recognises(self, source: SourceFile) -> bool:
        """Whether the first row heads such a sheet, of a text whichever encoding it is in: `read` says why it fails."""
        if source.data.startswith(PACKAGES):
            return _is_flat_workbook(source.data)
        return any(map(table_headed, _first_rows(source.data)))

    def read(self, source: SourceFile) -> SourceDocument:
        """What the table says. A file that may not be read gives a document with the refusal as its one issue."""
        try:
            return _of_workbook(source) if source.data.startswith(PACKAGES) else _of_text(source)
        except (NotText, RefusedText, RefusedWorkbook) as refusal:
            reason = Issue("refused", "error", "file", str(refusal))
            return SourceDocument(source.name, self.layout, issues=(reason,))


def why_no_table(source: SourceFile) -> str | None:
    """What headings a text lacks that was meant as such a table; None for any other file."""
    if source.data.startswith(PACKAGES):
        return None
    return next(filter(None, map(missing_headings, _first_rows(source.data))), None)


def _first_rows(data: bytes) -> Iterator[Sequence[str]]:
    """The first row, in each encoding that it may be in."""
    head = data[:_HEAD]
    encodings = ("utf-16",) if head.startswith(UTF_16_MARKS) else ("utf-8-sig", "cp932")
    return (_first_row(head.decode(encoding, "replace")) for encoding in encodings)


def _is_flat_workbook(data: bytes) -> bool:
    """Whether a sheet is headed so, with 行ID, in a workbook that has no cover."""
    try:
        if heading_key(COVER_TITLE) in map(heading_key, sheet_titles(data)):
            return False
        return any(_has_row_ids(grid) for grid in read_tops(data, 1))
    except RefusedWorkbook:
        return False


def _has_row_ids(grid: Grid) -> bool:
    headings = grid.rows[0] if grid.rows else ()
    table = table_headed(headings)
    return table is not None and "row_id" in fields_headed(table, headings)


def _of_workbook(source: SourceFile) -> SourceDocument:
    grids = [grid for grid in read_workbook(source.data) if _has_row_ids(grid)]
    if len(grids) != 1:
        listed = "、".join(f"「{grid.title}」" for grid in grids)
        raise RefusedText(f"行IDの列を持つ表が{len(grids)}枚（{listed}）あります。1枚ずつのファイルに分けてください。")
    return _document(source, grids[0])


def _of_text(source: SourceFile) -> SourceDocument:
    if len(source.data) > MAX_BYTES:
        raise RefusedText(f"ファイルが大きすぎます（上限{MAX_BYTES // 1024**2}MB）。分けて保存してください。")
    grid, rows = csv_grid(decoded(source.data), source.name)
    uneven = tuple(_uneven_rows(rows))
    document = _document(source, _without(grid, {number for number, _ in uneven}))
    issues = (*document.issues, *_told(issue for _, issue in uneven))
    return with_own_lines(replace(document, issues=issues), rows)


def _document(source: SourceFile, grid: Grid) -> SourceDocument:
    headings = grid.rows[0] if grid.rows else ()
    table = table_headed(headings)
    if table is None:
        raise RefusedText("1行目に見出し「KPI名」か「改革工程」と、「行ID」か「改革項目」が要ります。")
    found = read_records(table, grid)
    own = spooled(
        replace(record, values={name: value for name, value in record.values.items() if name not in _OF_AN_ORIGINAL})
        for record in found.records
    )
    paged = with_pages(replace(found, records=own))
    tables = {one.name: paged.get(one.name, SheetRecords()) for one in TABLES}
    cover = SourceDocument(
        file=source.name,
        layout=FlatTableReader.layout,
        fiscal_year=fiscal_year_of(own),
        covers={table.name: fields_headed(table, headings)},
    )
    return assemble({**tables, table.name: paged["rows"]}, cover)


def _first_row(text: str) -> Sequence[str]:
    lines = iter(text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True))
    try:
        return next(csv.reader(lines, delimiter=delimiter_of(text)), [])
    except csv.Error:
        return []


def _uneven_rows(rows: Sequence[TextRow]) -> Iterator[tuple[int, Issue]]:
    """The rows, from 1, that have words beyond the headings: which of their cells moved cannot be known."""
    width = min(rows[0].width, MAX_COLUMNS)
    for number, row in enumerate(rows, 1):
        if row.width > width:
            message = (
                f"{row.lines[0]}行目は{row.width}列あり、見出しの{width}列より多いため読みませんでした。"
                'コンマや改行を含むセルは引用符（"）で囲んでください。'
            )
            yield number, Issue("uneven_row", "error", "row_id", message, lines=row.lines)


def _without(grid: Grid, numbers: set[int]) -> Grid:
    """The grid with these rows, from 1, left blank, so that the others keep their number."""
    rows = (
        spooled(() if number in numbers else row for number, row in enumerate(grid.rows, 1)) if numbers else grid.rows
    )
    return replace(grid, rows=rows, problems=tuple(one for one in grid.problems if one.row not in numbers))


def _told(issues: Iterable[Issue]) -> Iterator[Issue]:
    """Each of the first ones, and how many more there are."""
    issues = iter(issues)
    yield from islice(issues, _MOST_TOLD)
    if more := sum(1 for _ in issues):
        yield Issue("uneven_row", "error", "row_id", f"列の数が合わない行がほかに{more}行あり、読みませんでした。")
