"""The records of the sheets put together into a document again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from importers.document import (
    Correction,
    KpiDefinition,
    KpiRow,
    Place,
    ProcessRow,
    Sheet,
    SourceDocument,
    WorkbookRow,
    spooled_pages,
)
from importers.issues import Issue
from importers.spool import spooled
from importers.workbook.budget_lines import require_budget
from importers.workbook.columns import Table
from importers.workbook.fields import from_words
from importers.workbook.nested import unflattened
from importers.workbook.pages import Page, pages_of
from importers.workbook.records import SheetRecord, SheetRecords
from importers.workbook.row_ids import page_id
from importers.workbook.side import SideRecords, actual_of, baseline_of, promise_of, segment_of, target_of
from importers.workbook.side_tables import ACTUALS, PROMISES, SEGMENTS, TARGETS
from importers.workbook.tables import KPIS, PAGES, PROCESSES, TABLES
from kpi_tracker.lib.records import names_of, replace

Tables = dict[str, SheetRecords]


def assemble(tables: Tables, cover: SourceDocument) -> SourceDocument:
    """The cover's document with the sheets' content; pages in the order of 様式番号, rows in that of 順.

    tables: the records by name of the table. What fits nowhere becomes an issue of the document. Only rows that bear an
    id have one: `with_row_ids` names the others.
    """
    tables, repeated = _with_each_id_once(tables)
    pages, contradictions = pages_of(tables)
    side = SideRecords(tables)
    index = {page.number: place for place, page in enumerate(pages)}
    attributes, wrong = _attributes(tables["attributes"].records)
    document = replace(
        cover,
        sheets=spooled_pages(
            replace(_sheet(page, place, index, side, cover), attributes=attributes.get(page.number, {}))
            for place, page in enumerate(pages, 1)
        ),
        budget=tuple(attributes.get(None, ())),
        definitions=tuple(_definitions(tables["definitions"].records)),
        corrections=tuple(_corrections(tables)),
    )
    known = (_page_id(page, place, cover) for place, page in enumerate(pages, 1))
    orphans = side.orphans(chain(known, _ids(tables)))
    found = (*_sheet_issues(tables), *repeated, *contradictions, *wrong, *orphans)
    return replace(document, issues=(*cover.issues, *side.issues(None, None), *found))


def _with_each_id_once(tables: Tables) -> tuple[Tables, list[Issue]]:
    """A row that was copied bears the id of the first: it loses it."""
    seen: dict[str, tuple[str, int]] = {}
    issues: list[Issue] = []
    made = dict(tables)
    for table in (PAGES, PROCESSES, KPIS):
        repeated: dict[int, Issue] = {}
        for record in tables[table.name].records:
            row_id = record.get("row_id")
            if row_id in seen:
                repeated[record.row] = _repeated(record, *seen[row_id])
            elif row_id is not None:
                seen[row_id] = (record.sheet, record.row)
        if repeated:
            records = (_without_id(record, repeated.get(record.row)) for record in tables[table.name].records)
            made[table.name] = replace(tables[table.name], records=spooled(records))
            issues.extend(repeated.values())
    return made, issues


def _repeated(record: SheetRecord, sheet: str, row: int) -> Issue:
    """sheet, row: where the id stands first."""
    row_id = record.get("row_id")
    message = (
        f"シート「{record.sheet}」{record.row}行目の行ID「{row_id}」は、シート「{sheet}」{row}行目の行IDと"
        "同じです。行を写して作ったほうの行IDを空にしてください。"
    )
    return Issue("repeated_row_id", "error", "row_id", message, raw=row_id, cell=record.cells["row_id"])


def _without_id(record: SheetRecord, issue: Issue | None) -> SheetRecord:
    """The record without its id where that is said to be another's."""
    if issue is None:
        return record
    values = {name: value for name, value in record.values.items() if name != "row_id"}
    return replace(record, values=values, issues=(*record.issues, issue))


def _page_id(page: Page, place: int, cover: SourceDocument) -> str:
    """What the side sheets call a page. place: from 1; the id of a page whose row on 様式 bears none yet."""
    given: str | None = page.record.get("row_id") if page.record else None
    return given or page_id(cover.fiscal_year, place)


def _sheet(page: Page, place: int, index: dict[int, int], side: SideRecords, cover: SourceDocument) -> Sheet:
    record = page.record
    row_id = _page_id(page, place, cover)
    stated = record.lines() if record else None
    repeats = record.get("duplicate_of") if record else None
    return Sheet(
        lines=stated or _lines_of_rows(page),
        item_no=page.item_no,
        important_issue=page.important_issue,
        duplicate_of=index.get(repeats) if repeats is not None else None,
        processes=tuple(_processes(page, side)),
        kpis=tuple(_kpi(one, side) for one in page.kpis),
        places=side.places(PAGES, row_id),
        issues=(*side.issues(PAGES, row_id), *(record.issues if record else ())),
        row_id=record.get("row_id") if record else None,
        **page.entries,
    )


def _lines_of_rows(page: Page) -> tuple[int, int]:
    rows = [record.row for record in page.rows()]
    return (min(rows), max(rows)) if rows else (0, 0)


def _processes(page: Page, side: SideRecords) -> Iterator[ProcessRow]:
    orders = {record.get("row_id"): place for place, record in enumerate(page.processes, 1)}
    orders |= {record.get("row_id"): record.get("order") for record in page.processes if record.get("order")}
    for place, record in enumerate(page.processes, 1):
        row_id = record.get("row_id")
        shared = record.get("shares_with")
        yield ProcessRow(
            order=record.values.get("order", place),
            process=record.get("process"),
            segments=side.parts(SEGMENTS, row_id, segment_of),
            shares_with=orders.get(shared) if shared is not None else None,
            **record.only("progress", "outlook", "marks", "ministries"),
            **_common(PROCESSES, record, side),
        )


def _kpi(record: SheetRecord, side: SideRecords) -> KpiRow:
    row_id = record.get("row_id")
    return KpiRow(
        tier=record.get("tier"),
        label=record.get("label"),
        name=record.get("name"),
        baseline=baseline_of(record),
        targets=side.parts(TARGETS, row_id, target_of),
        actuals=side.parts(ACTUALS, row_id, actual_of),
        promises=side.parts(PROMISES, row_id, promise_of),
        **record.only("group", "is_heading", "relisted", "is_main", "target_raw", "actual_raw", "status", "note_raw"),
        **_common(KPIS, record, side),
    )


def _common(table: Table, record: SheetRecord, side: SideRecords) -> dict[str, Any]:
    row_id, lines = record.get("row_id"), record.lines()
    own = lines is None
    return {
        "row_id": row_id,
        "at": WorkbookRow(record.sheet, record.row, record.cells),
        "lines": (record.row, record.row) if lines is None else lines,
        "places": _own_places(table, record) if own else side.places(table, row_id),
        "issues": (*(side.issues(table, row_id) if row_id else ()), *side.broken(row_id), *record.issues),
    }


def _own_places(table: Table, record: SheetRecord) -> dict[str, Place]:
    """Of a row that was added by hand: the workbook itself is the source."""
    return {
        column.field: Place((record.row, record.row), str(words), record.sheet, record.cells[column.field])
        for column in table.columns
        if column.printed and (words := record.get(column.field)) is not None
    }


def _definitions(records: Iterable[SheetRecord]) -> Iterator[KpiDefinition]:
    """A line that only names a KPI waits to be filled in: it defines nothing yet."""
    names = names_of(KpiDefinition)
    for record in records:
        values = record.only(*names)
        if record.get("name") is not None and values.keys() - {"row_id", "name"}:
            yield KpiDefinition(**values)


def _ids(tables: Tables) -> Iterator[str]:
    for table in (PAGES, PROCESSES, KPIS):
        yield from (row_id for record in tables[table.name].records if (row_id := record.get("row_id")) is not None)


def _table_by_id(tables: Tables) -> dict[str, Table]:
    return {
        record.get("row_id"): table
        for table in (PAGES, PROCESSES, KPIS)
        for record in tables[table.name].records
        if record.get("row_id") is not None
    }


def _corrections(tables: Tables) -> Iterator[Correction]:
    by_id = _table_by_id(tables) if tables["corrections"].records else {}
    for record in tables["corrections"].records:
        if record.issues or not {"row_id", "field", "reason", "by", "on"} <= record.values.keys():
            continue
        table = by_id.get(record.get("row_id"))
        words = record.get("field")
        values = {name: record.get(name) for name in ("row_id", "before", "after", "reason", "by", "on")}
        yield Correction(field=from_words(table, words) if table else words, **values)


def _attributes(records: Iterable[SheetRecord]) -> tuple[dict[int | None, Any], list[Issue]]:
    """The attributes by page, the budget under None."""
    lines: dict[int | None, list[tuple[SheetRecord, tuple[str, str, str | None]]]] = {}
    for record in records:
        line = (record.get("path") or "", record.get("type") or "", record.get("value"))
        lines.setdefault(record.get("page"), []).append((record, line))
    made: dict[int | None, Any] = {}
    issues = []
    for page, found in lines.items():
        root: Any = [] if page is None else {}
        try:
            made[page] = unflattened((line for _, line in found), root)
            if page is None:
                require_budget(made[page])
        except (ValueError, ArithmeticError, KeyError):
            made[page] = type(root)()
            first = found[0][0]
            message = f"シート「{first.sheet}」{first.row}行目からの記載が読めません。項目と型を元に戻してください。"
            issues.append(Issue("unreadable_attribute", "error", "attributes", message))
    return made, issues


def _sheet_issues(tables: Tables) -> Iterator[Issue]:
    """What is wrong with the sheets, and with the cells of records that belong to no row."""
    for table in TABLES:
        yield from tables[table.name].issues
        if table.name in ("page_entries", "definitions", "places", "issues", "corrections", "attributes"):
            for record in tables[table.name].records:
                yield from record.issues
