"""Drafts → the document that would print them: the inverse of `importers.drafting`. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from importers.document import SourceDocument
from importers.documenting.extras import budget_line, corrections, definitions, issues_by_row
from importers.documenting.kpi_rows import kpi_row
from importers.documenting.pages import Pages
from importers.documenting.processes import process_rows
from importers.drafting import Drafts


@dataclass(frozen=True)
class Cover:
    """What a document says of itself. file, layout: of the source it was read from; front: as of SourceDocument."""

    file: str
    layout: str
    programme: str | None = None
    title: str | None = None
    as_of: str | None = None
    fiscal_year: int | None = None
    front: Mapping[str, str] = field(default_factory=dict)


def document_of(drafts: Drafts, cover: Cover) -> SourceDocument:
    """The document whose `draft_rows` are these drafts, as far as a document can tell: its items are counted in the
    order of their pages, and what an item prints beside its name is printed on the first of its pages."""
    issues = issues_by_row(drafts)
    pages = Pages(drafts, issues)
    cells = {row_id: cell for cell in drafts.progress for row_id in cell.process_row_ids}
    snapshots = {row.row_id: row for row in drafts.snapshots}
    headings = {row.row_id: row.name for row in drafts.listings if row.is_heading}
    processes, kpis = defaultdict(list), defaultdict(list)
    for process in drafts.processes:
        processes[process.sheet_row_id].append(process)
    for listing in drafts.listings:
        row = kpi_row(listing, snapshots.get(listing.row_id), headings, issues.get(listing.row_id, ()))
        kpis[listing.sheet_row_id].append(row)
    return SourceDocument(
        file=cover.file,
        layout=cover.layout,
        programme=cover.programme,
        title=cover.title,
        as_of=cover.as_of,
        fiscal_year=cover.fiscal_year,
        sheets=tuple(
            pages.page(sheet, process_rows(processes[sheet.row_id], cells, issues), tuple(kpis[sheet.row_id]))
            for sheet in drafts.sheets
        ),
        budget=tuple(budget_line(line) for line in drafts.budget),
        issues=issues.get("", ()),
        corrections=tuple(corrections(drafts)),
        definitions=tuple(definitions(drafts)),
        front=dict(cover.front),
    )
