"""A flat table over what stands: a column or row that the table does not have changes nothing. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from importers.document import KpiRow, ProcessRow, Sheet, SourceDocument
from importers.workbook.tables import KPIS, PROCESSES

Row = TypeVar("Row", KpiRow, ProcessRow)
_READ_OUT_OF = {
    "target_raw": {"targets": ()},
    "actual_raw": {"actuals": ()},
    "note_raw": {"promises": ()},
    "progress": {"segments": ()},
    "outlook": {"segments": ()},
}
"""What was read out of a cell, and is to be read again where its words are others."""
_OF_THE_FILE = ("lines", "places", "issues", "at")


def completed(document: SourceDocument, standing: SourceDocument) -> SourceDocument:
    """The pages of a flat table as the standing document has them, with the cells that the table covers in their place.

    A document that is no flat table is handed back as it is. Pages and rows are found by their ids; a row without one,
    or with one that stands nowhere, is added behind the others of its page.
    """
    if not document.covers:
        return document
    pages = {sheet.row_id: sheet for sheet in standing.sheets if sheet.row_id}
    sheets = tuple(_page(sheet, pages.get(sheet.row_id), document.covers) for sheet in document.sheets)
    return replace(document, sheets=sheets)


def _page(flat: Sheet, stands: Sheet | None, covers: Mapping[str, frozenset[str]]) -> Sheet:
    if stands is None:
        return flat
    return replace(
        stands,
        lines=flat.lines,
        issues=flat.issues,
        items=flat.items or stands.items,
        item_no=flat.item_no or stands.item_no,
        important_issue=flat.important_issue or stands.important_issue,
        duplicate_of=None,
        processes=_rows(flat.processes, stands.processes, covers.get(PROCESSES.name, frozenset())),
        kpis=_rows(flat.kpis, stands.kpis, covers.get(KPIS.name, frozenset())),
    )


def _rows(flat: Sequence[Row], standing: Sequence[Row], covered: frozenset[str]) -> tuple[Row, ...]:
    told = {row.row_id: row for row in flat if row.row_id}
    known = {row.row_id for row in standing}
    kept: list[Row] = [_row(told[row.row_id], row, covered) if row.row_id in told else row for row in standing]
    added: list[Row] = [row for row in flat if row.row_id not in known]
    return tuple(kept + added)


def _row(flat: Row, stands: Row, covered: frozenset[str]) -> Row:
    cells: dict[str, Any] = {field: getattr(flat, field) for field in covered if hasattr(flat, field)}
    changed = {field for field, value in cells.items() if value != getattr(stands, field)}
    for field in changed & _READ_OUT_OF.keys():
        cells |= _READ_OUT_OF[field]
    # Another order or shared cell names a place among rows that may not be in the table.
    cells = {field: value for field, value in cells.items() if field not in ("order", "shares_with")}
    return replace(stands, **cells, **{field: getattr(flat, field) for field in _OF_THE_FILE})
