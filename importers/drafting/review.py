"""What people corrected in a document, and what they should still look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from importers.document import Correction, KpiRow, ProcessRow, Sheet, SourceDocument
from importers.issues import Issue
from importers.workbook.fields import TABLE_OF, in_words
from kpi_tracker.lib.japanese_text import name_key
from reforms.drafts import CorrectionDraft, IssueDraft

CELLS = {"target_raw": "target", "targets": "target", "actual_raw": "actual", "actuals": "actual"}


def correction_drafts(document: SourceDocument, item_row_ids: dict[str, str]) -> dict[str, list[CorrectionDraft]]:
    """The corrections by row id as the reviewer made them; those of a page count for each of its items."""
    rows: dict[str, list[tuple[str, Sheet | ProcessRow | KpiRow]]] = defaultdict(list)
    for sheet in document.sheets if document.corrections else ():
        rows[str(sheet.row_id)] += [(item_row_ids[name_key(name)], sheet) for name in sheet.items]
        bearers: list[ProcessRow | KpiRow] = [*sheet.processes, *sheet.kpis]
        for bearer in bearers:
            rows[str(bearer.row_id)].append((str(bearer.row_id), bearer))
    drafts: dict[str, list[CorrectionDraft]] = defaultdict(list)
    for correction in document.corrections:
        for row_id, corrected in rows[correction.row_id]:
            drafts[row_id].append(_correction(correction, row_id, corrected))
    return drafts


def _correction(correction: Correction, row_id: str, row: Sheet | ProcessRow | KpiRow) -> CorrectionDraft:
    cell, words = "", ""
    if isinstance(row, KpiRow):
        cell = CELLS.get(correction.field.partition(".")[0], "")
        words = {"target": row.target_raw, "actual": row.actual_raw}.get(cell) or ""
    return CorrectionDraft(
        row_id=row_id,
        field=correction.field,
        heading=in_words(TABLE_OF[type(row)], correction.field),
        before=correction.before or "",
        after=correction.after or "",
        reason=correction.reason,
        by=correction.by,
        on=correction.on,
        cell=cell,
        words=words,
    )


def document_issue_drafts(document: SourceDocument) -> Iterator[IssueDraft]:
    """The issues of the document as a whole."""
    return (_issue("", issue) for issue in document.issues)


def issue_drafts(page: Sheet) -> Iterator[IssueDraft]:
    """Every issue of a page and of its rows, by row id."""
    bearers: tuple[Sheet | ProcessRow | KpiRow, ...] = (page, *page.processes, *page.kpis)
    return (_issue(str(bearer.row_id), issue) for bearer in bearers for issue in bearer.issues)


def _issue(row_id: str, issue: Issue) -> IssueDraft:
    return IssueDraft(row_id, issue.field, issue.code, issue.severity, issue.message, issue.raw or "")
