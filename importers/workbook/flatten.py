"""A document taken apart into the records of the sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from importers.document import KpiRow, Place, ProcessRow, Sheet, SourceDocument
from importers.issues import Issue
from importers.workbook.fields import TABLE_OF, in_words
from importers.workbook.nested import flattened
from kpi_tracker.lib.records import fields_of

Record = dict[str, Any]
"""One row of a sheet: values by field."""


def records_of(document: SourceDocument) -> dict[str, list[Record]]:
    """The records of every sheet, by name of the table. The rows must have their ids (`with_row_ids`)."""
    return {name: list(records(document)) for name, records in _RECORDS.items()}


def issues_by_row(document: SourceDocument) -> dict[str | None, tuple[Issue, ...]]:
    """The issues of every page and row that has any, by 行ID."""
    return {row_id: row.issues for row_id, row in _with_their_ids(document) if row.issues}


def _pages(document: SourceDocument) -> Iterator[tuple[int, str | None, Sheet]]:
    for number, sheet in enumerate(document.sheets, 1):
        yield number, sheet.row_id, sheet


def _page_records(document: SourceDocument) -> Iterator[Record]:
    for number, row_id, sheet in _pages(document):
        yield {
            "row_id": row_id,
            "page": number,
            "item_no": sheet.item_no,
            "important_issue": sheet.important_issue,
            "duplicate_of": None if sheet.duplicate_of is None else sheet.duplicate_of + 1,
            **_lines(sheet.lines),
        }


def _page_entries(document: SourceDocument) -> Iterator[Record]:
    for number, _, sheet in _pages(document):
        for kind in ("items", "plan_editions", "ministries", "lead_ministries"):
            for order, words in enumerate(getattr(sheet, kind), 1):
                yield {"page": number, "kind": kind, "order": order, "words": words}


def _process_records(document: SourceDocument) -> Iterator[Record]:
    for number, _, sheet in _pages(document):
        ids = {process.order: process.row_id for process in sheet.processes}
        for process in sheet.processes:
            shared = None if process.shares_with is None else ids.get(process.shares_with)
            yield {**_own(process), **_context(number, sheet), "shares_with": shared}


def _kpi_records(document: SourceDocument) -> Iterator[Record]:
    for number, _, sheet in _pages(document):
        for order, kpi in enumerate(sheet.kpis, 1):
            yield {**_own(kpi), **_context(number, sheet), "order": order, **_baseline(kpi)}


def _own(row: KpiRow | ProcessRow) -> Record:
    return {**fields_of(row), **_lines(row.lines)}


def _context(number: int, sheet: Sheet) -> Record:
    return {"page": number, "item_no": sheet.item_no, "item": sheet.item, "important_issue": sheet.important_issue}


def _lines(lines: tuple[int, int] | None) -> Record:
    # Line 0 is none: such a row stands in no source, and read back the workbook itself is its source.
    first, last = lines if lines and lines[0] else (None, None)
    return {"line_from": first, "line_to": last}


def _baseline(holder: Any) -> Record:
    if holder.baseline is None:
        return {}
    return {f"baseline_{name}": value for name, value in fields_of(holder.baseline).items()}


def _rows(document: SourceDocument) -> Iterator[ProcessRow | KpiRow]:
    for sheet in document.sheets:
        yield from sheet.processes
        yield from sheet.kpis


def _parts(kind: type, name: str) -> Callable[[SourceDocument], Iterator[Record]]:
    """The records of what hangs on a row in a list: readings and segments."""

    def records(document: SourceDocument) -> Iterator[Record]:
        for row in _rows(document):
            if isinstance(row, kind):
                for order, part in enumerate(getattr(row, name), 1):
                    yield {**fields_of(part), "row_id": row.row_id, "order": order, **_reading(part)}

    return records


def _reading(part: Any) -> Record:
    record = _baseline(part) if hasattr(part, "baseline") else {}
    if hasattr(part, "span"):
        record["span_from"], record["span_to"] = part.span
    return record


def _with_their_ids(document: SourceDocument) -> Iterator[tuple[str | None, Sheet | ProcessRow | KpiRow]]:
    for _, row_id, sheet in _pages(document):
        yield row_id, sheet
        yield from ((process.row_id, process) for process in sheet.processes)
        yield from ((kpi.row_id, kpi) for kpi in sheet.kpis)


def _place_records(document: SourceDocument) -> Iterator[Record]:
    for row_id, row in _with_their_ids(document):
        table = TABLE_OF[type(row)]
        yield from (_place(row_id, in_words(table, field), place) for field, place in row.places.items())


def _place(row_id: str | None, words: str, place: Place) -> Record:
    return {**fields_of(place), "row_id": row_id, "field": words, **_lines(place.lines)}


def _issue_records(document: SourceDocument) -> Iterator[Record]:
    yield from (_issue(None, issue.field, issue) for issue in document.issues)
    for row_id, row in _with_their_ids(document):
        table = TABLE_OF[type(row)]
        yield from (_issue(row_id, in_words(table, issue.field), issue) for issue in row.issues)


def _issue(row_id: str | None, words: str, issue: Issue) -> Record:
    return {**fields_of(issue), "row_id": row_id, "field": words, **_lines(issue.lines)}


def _correction_records(document: SourceDocument) -> Iterator[Record]:
    tables = {row_id: TABLE_OF[type(row)] for row_id, row in _with_their_ids(document)}
    for correction in document.corrections:
        table = tables.get(correction.row_id)
        words = in_words(table, correction.field) if table else correction.field
        yield {**fields_of(correction), "field": words}


def _definition_records(document: SourceDocument) -> Iterator[Record]:
    """The definitions, then a line to be filled in for each KPI that has none."""
    yield from map(fields_of, document.definitions)
    defined = {name for one in document.definitions for name in (one.row_id, one.name)}
    for _, _, sheet in _pages(document):
        for kpi in sheet.kpis if sheet.duplicate_of is None else ():
            named = kpi.name is not None and not kpi.is_heading and not kpi.relisted
            if named and not {kpi.row_id, kpi.name} & defined:
                yield {"row_id": kpi.row_id, "name": kpi.name}


def _attribute_records(document: SourceDocument) -> Iterator[Record]:
    holders: Iterable[tuple[int | None, Any]] = [
        (None, document.budget),
        *((number, sheet.attributes) for number, _, sheet in _pages(document)),
    ]
    for number, holder in holders:
        for path, kind, value in flattened(holder):
            yield {"page": number, "path": path, "type": kind, "value": value}


_RECORDS: dict[str, Callable[[SourceDocument], Iterable[Record]]] = {
    "pages": _page_records,
    "page_entries": _page_entries,
    "processes": _process_records,
    "kpis": _kpi_records,
    "segments": _parts(ProcessRow, "segments"),
    "targets": _parts(KpiRow, "targets"),
    "actuals": _parts(KpiRow, "actuals"),
    "promises": _parts(KpiRow, "promises"),
    "definitions": _definition_records,
    "places": _place_records,
    "issues": _issue_records,
    "corrections": _correction_records,
    "attributes": _attribute_records,
}
