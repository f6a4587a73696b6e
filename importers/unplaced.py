"""Pages of a file that name no 改革項目: those that stand are known by their id, rows of the others are told. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from importers.document import KpiRow, ProcessRow, Sheet, SourceDocument, spooled_pages
from importers.drafting import Drafts
from importers.issues import Issue
from kpi_tracker.lib.records import replace


def with_standing_items(document: SourceDocument, standing: Drafts) -> SourceDocument:
    """The document with the items that its pages have in the database, where they name none themselves.

    A flat table of 行ID and 実績値 alone is such a file. Rows of a page that is not known either are no part of a plan:
    an issue of the document says how many.
    """
    names = {item.row_id: item.name for item in standing.items}
    items = {page.row_id: tuple(names[row_id] for row_id in page.item_row_ids) for page in standing.sheets}
    if all(page.items for page in document.sheets):
        return document
    sheets = spooled_pages(
        page if page.items else replace(page, items=items.get(page.row_id or "", ())) for page in document.sheets
    )
    return replace(document, sheets=sheets, issues=(*document.issues, *_unplaced_rows(sheets)))


def _unplaced_rows(sheets: Iterable[Sheet]) -> Iterable[Issue]:
    rows = [row.lines for page in sheets if not page.items for row in _rows(page)]
    if rows:
        message = (
            f"どの改革項目のものか分からない行が{len(rows)}行（はじめは{rows[0][0]}行目）あり、取り込みません。"
            "「改革項目」の列に改革項目の名称を書くか、行IDを確かめてください。"
        )
        yield Issue("rows_without_item", "warning", "items", message, lines=rows[0])


def _rows(page: Sheet) -> Iterator[ProcessRow | KpiRow]:
    yield from page.processes
    yield from page.kpis
