"""The standard workbook as a source document: `importers/workbook/tables.py` defines its sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from importers.document import SourceDocument
from importers.issues import Issue
from importers.readers.source_file import SourceFile
from importers.workbook.assemble import assemble
from importers.workbook.cells import CellError, as_text
from importers.workbook.columns import Table, find_by_heading, heading_key
from importers.workbook.cover import COVER, COVER_TITLE, OF_DOCUMENT
from importers.workbook.guarded import PACKAGES, Grid, RefusedWorkbook, read_workbook, sheet_titles
from importers.workbook.records import SheetRecords, find_grid, read_records
from importers.workbook.tables import TABLES

MISSING_SHEET = "missing_sheet"


class WorkbookReader:
    """layout of what it reads: that of the source document the workbook was made from, else "workbook"."""

    layout = "workbook"

    def recognises(self, source: SourceFile) -> bool:
        """Whether the bytes are a workbook with a cover and one of 改革工程 and KPI.

        True of an Office file that may not be opened, too: no other reader can say why, `read` does.
        """
        if not source.data.startswith(PACKAGES):
            return False
        try:
            return has_standard_sheets(sheet_titles(source.data))
        except RefusedWorkbook:
            return True

    def read(self, source: SourceFile) -> SourceDocument:
        """What the workbook says. A file that may not be opened gives a document with the refusal as its one issue."""
        try:
            grids = read_workbook(source.data)
        except RefusedWorkbook as refusal:
            return SourceDocument(source.name, self.layout, issues=(Issue("refused", "error", "file", str(refusal)),))
        found = {table.name: find_grid(grids, table) for table in TABLES}
        tables = {table.name: _records(table, found) for table in TABLES}
        return assemble(tables, _cover(grids, source.name))


def has_standard_sheets(titles: Iterable[str]) -> bool:
    """Whether a workbook with sheets of these titles is a standard one: a cover and one of 改革工程 and KPI."""
    keys = {heading_key(title) for title in titles}
    wanted = {heading_key(title) for table in TABLES if table.needed for title in _titles(table)}
    return heading_key(COVER_TITLE) in keys and bool(keys & wanted)


def _titles(table: Table) -> Iterable[str]:
    return (table.title, *table.alternatives)


def _records(table: Table, grids: Mapping[str, Grid | None]) -> SheetRecords:
    """The records of a sheet. A workbook of KPI or 改革工程 alone is taken for what it has, and that is said."""
    if grid := grids[table.name]:
        return read_records(table, grid)
    if not table.needed:
        return SheetRecords()
    others = "」「".join(one.title for one in TABLES if one.needed and grids[one.name])
    message = (
        f"シート「{table.title}」がないため、シート「{others}」だけを取り込みます。{table.title}は登録済みのまま残します。"
        f"{table.title}も取り込むなら、シートの名前を確かめてください。"
    )
    return SheetRecords((), (Issue(MISSING_SHEET, "warning", table.name, message),))


def _cover(grids: Iterable[Grid], file: str) -> SourceDocument:
    """The document as its cover describes it, without its sheets."""
    grid = next((one for one in grids if heading_key(one.title) == heading_key(COVER_TITLE)), None)
    own: dict[str, Any] = {}
    front: dict[str, str] = {}
    issues: list[Issue] = []
    for number, row in enumerate(grid.rows if grid else (), 1):
        name, value = (*row, None, None)[:2]
        if number == 1 or name is None or value is None:
            continue
        line = find_by_heading(COVER, as_text(name))
        if line is None or line.field not in OF_DOCUMENT:
            front[line.field if line else as_text(name)] = as_text(value)
            continue
        try:
            own[line.field] = line.codec.read(value)
        except CellError as error:
            message = f"シート「{COVER_TITLE}」B{number}「{line.heading}」：「{as_text(value)}」は読めません。{error}"
            issues.append(Issue("unreadable_cell", "error", line.field, message, as_text(value), cell=f"B{number}"))
    issues.extend(_missing_lines(grid))
    return SourceDocument(**{"file": file, "layout": WorkbookReader.layout, **own}, front=front, issues=tuple(issues))


def _missing_lines(grid: Grid | None) -> Iterable[Issue]:
    named = {heading_key(row[0]) for row in (grid.rows if grid else ()) if row and row[0] is not None}
    for line in COVER:
        if line.needed and not named & {heading_key(words) for words in (line.heading, *line.alternatives)}:
            message = f"シート「{COVER_TITLE}」に「{line.heading}」の行がありません。A列に項目、B列に内容を書きます。"
            yield Issue("missing_line", "error", line.field, message)
