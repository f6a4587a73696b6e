"""A document as read → the rows that the services write. Pure: no database, no guess, nothing left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from importers.document import Sheet, SourceDocument
from importers.drafting.evaluations import assessment_drafts, budget_draft
from importers.drafting.frame import item_drafts, process_drafts, progress_drafts, sheet_draft
from importers.drafting.kpi_rows import Definitions, listing_drafts, snapshot_draft
from importers.drafting.review import correction_drafts, document_issue_drafts, issue_drafts
from importers.spool import Spool
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

    items: Sequence[ItemDraft]
    sheets: Sequence[SheetDraft]
    processes: Sequence[ProcessDraft]
    progress: Sequence[ProgressDraft]
    listings: Sequence[ListingDraft]
    snapshots: Sequence[SnapshotDraft]
    assessments: Sequence[AssessmentDraft]
    budget: Sequence[BudgetDraft]
    corrections: Sequence[CorrectionDraft]
    issues: Sequence[IssueDraft]


def draft_rows(document: SourceDocument) -> Drafts:
    """The rows of a document whose rows have ids. Sheets without an item and re-printed KPI tables give no rows."""
    items = item_drafts(document)
    row_ids = {name_key(item.name): item.row_id for item in items}
    corrections = correction_drafts(document, row_ids)
    rows = _Rows(Definitions(document.definitions), corrections)
    pages: list[SheetDraft] = []
    assessments: dict[str, AssessmentDraft] = {}
    for order, page in enumerate(document.sheets, start=1):
        if page.items:
            pages.append(sheet_draft(document, page, order, row_ids))
            assessments |= {one.words: one for one in assessment_drafts(page)}
            rows.take(page)
        rows.issues.extend(issue_drafts(page))
    return Drafts(
        items=items,
        sheets=pages,
        processes=rows.processes.settled(),
        progress=rows.progress.settled(),
        listings=rows.listings.settled(),
        snapshots=rows.snapshots.settled(),
        assessments=list(assessments.values())[:1],
        budget=[budget_draft(line) for line in document.budget],
        corrections=[draft for drafts in corrections.values() for draft in drafts],
        issues=[*document_issue_drafts(document), *rows.issues],
    )


class _Rows:
    """What the rows of pages have to write, as far as the pages were gone through."""

    def __init__(self, definitions: Definitions, corrections: Mapping[str, Sequence[CorrectionDraft]]) -> None:
        self._definitions = definitions
        self._corrections = corrections
        self.processes: Spool[ProcessDraft] = Spool()
        self.progress: Spool[ProgressDraft] = Spool()
        self.listings: Spool[ListingDraft] = Spool()
        self.snapshots: Spool[SnapshotDraft] = Spool()
        self.issues: list[IssueDraft] = []

    def take(self, page: Sheet) -> None:
        """Adds the rows of a page."""
        self.processes.extend(process_drafts(page))
        self.progress.extend(progress_drafts(page))
        if page.duplicate_of is None:
            self.listings.extend(listing_drafts(page, self._definitions))
            self.snapshots.extend(snapshot_draft(row, self._corrections.get(str(row.row_id), ())) for row in page.kpis)
