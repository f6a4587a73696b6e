"""What a document says beside its pages: definitions, money, corrections and issues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from importers.document import Correction, KpiDefinition
from importers.drafting import Drafts
from importers.drafting.kpi_rows import DIRECTIONS
from importers.issues import Issue
from reforms.drafts import BudgetDraft

_DIRECTIONS: dict[str, Any] = {ours: theirs for theirs, ours in DIRECTIONS.items()}


def definitions(drafts: Drafts) -> Iterator[KpiDefinition]:
    """The line of the KPI整理表 of each row whose KPI is defined."""
    for listing in drafts.listings:
        one = listing.definition
        if one is not None:
            yield KpiDefinition(
                name=listing.name,
                row_id=listing.row_id,
                definition=one.definition or None,
                unit=one.unit or None,
                direction=_DIRECTIONS[one.direction],
                initial_value=Decimal(one.baseline_value) if one.baseline_value else None,
                initial_as_of=one.baseline_as_of or None,
                frequency=one.frequency or None,
                timing=one.collected_at or None,
                means=one.means or None,
                ministries=(one.lead_ministry,) if one.lead_ministry else (),
            )


def budget_line(draft: BudgetDraft) -> dict[str, Any]:
    """One fiscal year's money."""
    return {
        "fy": draft.fiscal_year,
        "unit": draft.unit,
        "initial": draft.initial,
        "supplementary": draft.supplementary,
        "carry": draft.carried_over,
        "total": draft.total,
        "executed": draft.executed,
        "lines": [draft.place.line_from, draft.place.line_to] if draft.place else None,
    }


def corrections(drafts: Drafts) -> Iterator[Correction]:
    """The corrections as they were made; that of a page counts for each of its items and is told once."""
    told = set()
    pages = first_pages(drafts)
    for draft in drafts.corrections:
        row_id = pages.get(draft.row_id, draft.row_id)
        made = Correction(row_id, draft.field, draft.before, draft.after, draft.reason, draft.by, draft.on)
        if made not in told:
            told.add(made)
            yield made


def issues_by_row(drafts: Drafts) -> dict[str, tuple[Issue, ...]]:
    """The issues by row id, of an item on its first page; those of no row, or of one that is gone, by ""."""
    known = set(row_ids_of(drafts))
    pages = first_pages(drafts)
    found: dict[str, list[Issue]] = defaultdict(list)
    for draft in drafts.issues:
        row_id = pages.get(draft.row_id, draft.row_id)
        issue = Issue(draft.code, draft.severity, draft.field, draft.message, draft.words or None)  # type: ignore[arg-type]
        found[row_id if row_id in known else ""].append(issue)
    return {row_id: tuple(issues) for row_id, issues in found.items()}


def row_ids_of(drafts: Drafts) -> Iterator[str]:
    """The ids that a document prints: of its pages, processes and KPI rows."""
    yield from (row.row_id for row in drafts.sheets)
    yield from (row.row_id for row in drafts.processes)
    yield from (row.row_id for row in drafts.listings)


def first_pages(drafts: Drafts) -> dict[str, str]:
    """By item the first page that prints it."""
    found: dict[str, str] = {}
    for sheet in drafts.sheets:
        for item in sheet.item_row_ids:
            found.setdefault(item, sheet.row_id)
    return found
