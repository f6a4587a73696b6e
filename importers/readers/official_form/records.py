"""The rows of a table: each with its cells by field, whatever was merged; and the cells that belong to no row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from importers.document import Place, WorkbookRow
from importers.issues import Issue
from importers.readers.official_form.cell_text import cell_text
from importers.readers.official_form.form_cells import FormCell, FormCells, distinct, place_of
from importers.readers.official_form.headings import COLUMNS, KEY, is_caption
from importers.readers.official_form.kpi_columns import is_of_tier
from importers.readers.official_form.tables import FormTable
from kpi_tracker.lib.japanese_text import is_dash
from kpi_tracker.lib.readings import Severity

_FOOTNOTE = re.compile(r"\s*(?:[（(]?(?:注|備考|参考|出典|資料)[0-9０-９]*[）)：:\s]|※|＊|\*)")
UNREADABLE = "unreadable_cell"
OVER_SEVERAL = "cell_over_several_columns"
NO_WORDS = ("row_id", "shares_with", "group_id")
"""Columns that hold names of rows, no printed words."""


@dataclass(frozen=True)
class FormRecord:
    """One process or KPI. rows: first and last of the sheet; cells: by field, those that hold something."""

    rows: tuple[int, int]
    cells: dict[str, tuple[FormCell, ...]]
    issues: tuple[Issue, ...] = ()

    def printed(self, name: str) -> str | None:
        """The words of a field as one text, a dash included, each of its cells on lines of its own; None where all are
        empty."""
        texts = (cell_text(cell.words) for cell in self.cells.get(name, ()))
        return "\n".join(text for text in texts if text) or None

    def text(self, name: str) -> str | None:
        """The words of a field as one text, None where there are none or only a dash."""
        words = self.printed(name)
        return None if words is None or is_dash(words) else words

    def named(self, name: str) -> str | None:
        """What a column holds that names a row."""
        return "".join(cell.words.strip() for cell in self.cells.get(name, ())) or None

    def is_unreadable(self, name: str) -> bool:
        """Whether a cell of the field holds what cannot be read, which is told: it is neither blank nor missing."""
        return any(issue.field == name and issue.code == UNREADABLE for issue in self.issues)

    def area(self, name: str) -> tuple[object, ...]:
        """The cells of a field for comparing: equal for records that one merged cell serves."""
        return tuple(cell.area for cell in self.cells.get(name, ()))

    def at(self) -> WorkbookRow | None:
        """The row of the workbook with the cell of each field."""
        named = {name: cells[0] for name, cells in self.cells.items()}
        sheet = next((cell.sheet for cell in named.values()), None)
        cells = {name: cell.name for name, cell in named.items()}
        return None if sheet is None else WorkbookRow(sheet, self.rows[0], cells)

    def places(self) -> dict[str, Place]:
        """Where each field stands, with its words as the file holds them."""
        return {name: place_of(cells) for name, cells in self.cells.items() if name not in NO_WORDS}


@dataclass
class FormRecords:
    """records: of one table; loose: cells that belong to none of them."""

    records: list[FormRecord] = field(default_factory=list)
    loose: list[FormCell] = field(default_factory=list)


def records_of(cells: FormCells, table: FormTable) -> FormRecords:
    """The records of a table, in their order. A row without words is none."""
    found = FormRecords()
    blank_above = False
    for first, last in _groups(cells, table):
        record = _record(cells, table, first, last)
        if not record.cells and not record.issues:
            blank_above = blank_above or first > table.first_row
            continue
        loose = _loose_cell(record, blank_above=blank_above)
        if loose is None:
            found.records.append(record)
        else:
            found.loose.append(loose)
        blank_above = blank_above and loose is not None
    found.loose += _beside(cells, table)
    return found


def _groups(cells: FormCells, table: FormTable) -> Iterator[tuple[int, int]]:
    """The rows of each record: those that one merged cell of the key column spans, else one row."""
    key = table.columns.get(KEY[table.kind], ())
    row = table.first_row
    while key and row <= table.last_row:
        bottom = min(max(cells.at(row, column).area.bottom for column in key), table.last_row)
        yield row, bottom
        row = bottom + 1


def _record(cells: FormCells, table: FormTable, first: int, last: int) -> FormRecord:
    found: dict[str, tuple[FormCell, ...]] = {}
    issues: list[Issue] = []
    holders: dict[object, str] = {}
    for name in (column.field for column in COLUMNS[table.kind]):
        columns = table.columns.get(name, ())
        of_field = distinct(cells.at(row, column) for row in range(first, last + 1) for column in columns)
        issues += [_unreadable(name, cell) for cell in of_field if cell.problem]
        own = []
        for cell in of_field:
            holder = holders.setdefault(cell.area, name)
            if holder == name or is_dash(cell.words):
                own.append(cell)
            elif name != "label":
                issues.append(_over_several(name, holder, cell, table))
        if filled := tuple(cell for cell in own if cell.words.strip()):
            found[name] = filled
    return FormRecord((first, last), found, tuple(issues))


def _loose_cell(record: FormRecord, *, blank_above: bool) -> FormCell | None:
    """The one cell of a row that is no record: a footnote, a caption, or words that stand alone after an empty row."""
    if set(record.cells) == {"tier"}:
        return None if is_of_tier(record.cells["tier"][0].words) else record.cells["tier"][0]
    shown = {cell.area: cell for name, of_field in record.cells.items() if name != "tier" for cell in of_field}
    if len(shown) != 1 or "row_id" in record.cells:
        return None
    only = next(iter(shown.values()))
    if _FOOTNOTE.match(only.words) or is_caption(only.words) or (blank_above and not is_dash(only.words)):
        return only
    return None


def _beside(cells: FormCells, table: FormTable) -> Iterator[FormCell]:
    """What stands in columns without a heading that are no column of the table."""
    used = {column for columns in table.columns.values() for column in columns}
    rows = range(table.first_row, table.last_row + 1)
    free = [column for column in table.headless if column not in used]
    for cell in distinct(cells.at(row, column) for row in rows for column in free):
        if not used & set(range(cell.area.left, cell.area.right + 1)):
            yield cell


def _unreadable(name: str, cell: FormCell) -> Issue:
    return cell_issue(UNREADABLE, "error", name, cell, cell.problem or "")


def _over_several(name: str, holder: str, cell: FormCell, table: FormTable) -> Issue:
    headings = {column.field: column.heading for column in COLUMNS[table.kind]}
    message = (
        f"「{headings[holder]}」と「{headings[name]}」の欄が結合されています。文は「{headings[holder]}」のものとして読みました。"
        "欄を分けて書き直すか、正しいか確かめてください。"
    )
    return cell_issue(OVER_SEVERAL, "warning", name, cell, message)


def cell_issue(code: str, severity: Severity, name: str, cell: FormCell, message: str) -> Issue:
    """An issue of a field that names sheet and cell before its message."""
    where = f"シート「{cell.sheet}」{cell.name}："
    return Issue(code, severity, name, where + message, raw=cell.words or None, cell=cell.name)


def blank_issues(record: FormRecord, names: Iterable[str], cells: FormCells, table: FormTable) -> Iterator[Issue]:
    """A warning for each of the fields whose cell is empty, though the table has a column for it."""
    headings = {column.field: column.heading for column in COLUMNS[table.kind]}
    for name in names:
        if name in table.columns and name not in record.cells and not record.is_unreadable(name):
            cell = cells.at(record.rows[0], table.columns[name][0])
            message = f"「{headings[name]}」が空欄です。記入するか、該当がなければ「－」を入れてください。"
            yield cell_issue("cell_blank", "warning", name, cell, message)
