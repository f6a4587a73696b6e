"""A document as read → the rows that the services write. Pure: no database, no guess, nothing left out."""

from __future__ import annotations

from dataclasses import dataclass

from importers.document import SourceDocument
from importers.drafting.evaluations import assessment_drafts, budget_draft
from importers.drafting.frame import item_drafts, progress_drafts, sheet_draft
from importers.drafting.kpi_rows import listing_drafts, snapshot_draft
from importers.drafting.places import place_draft
from importers.drafting.review import correction_drafts, issue_drafts
from kpi_tracker.lib.japanese_text import name_key
from kpis.drafts import ListingDraft, SnapshotDraft
from reforms.drafts import (
    AssessmentDraft,
    BudgetDraft,
    CorrectionDraft,
    IssueDraft,
    ItemDraft,
    ProcessDraft,
    ProgressDraft,
    SheetDraft,
)


@dataclass(frozen=True)
class Drafts:
    """Everything a document has to write, in printed order."""

    items: list[ItemDraft]
    sheets: list[SheetDraft]
    processes: list[ProcessDraft]
    progress: list[ProgressDraft]
    listings: list[ListingDraft]
    snapshots: list[SnapshotDraft]
    assessments: list[AssessmentDraft]
    budget: list[BudgetDraft]
    corrections: list[CorrectionDraft]
    issues: list[IssueDraft]


def draft_rows(document: SourceDocument) -> Drafts:
    """The rows of a document whose rows have ids. Sheets without an item and re-printed KPI tables give no rows."""
    pages = [(order, sheet) for order, sheet in enumerate(document.sheets, start=1) if sheet.items]
    items = item_drafts(document, [sheet for _, sheet in pages])
    row_ids = {name_key(item.name): item.row_id for item in items}
    kpi_pages = [sheet for _, sheet in pages if sheet.duplicate_of is None]
    corrections = correction_drafts(document, row_ids)
    return Drafts(
        items=items,
        sheets=[sheet_draft(document, order, row_ids) for order, _ in pages],
        processes=[
            ProcessDraft(
                str(row.row_id), str(sheet.row_id), row.order, row.process or "", place_draft(row.places.get("process"))
            )
            for _, sheet in pages
            for row in sheet.processes
        ],
        progress=[cell for _, sheet in pages for cell in progress_drafts(sheet)],
        listings=listing_drafts(document, kpi_pages),
        snapshots=[
            snapshot_draft(row, corrections.get(str(row.row_id), ())) for sheet in kpi_pages for row in sheet.kpis
        ],
        assessments=assessment_drafts(pages),
        budget=[budget_draft(line) for line in document.budget],
        corrections=[draft for drafts in corrections.values() for draft in drafts],
        issues=list(issue_drafts(document)),
    )
