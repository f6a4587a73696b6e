"""A flat table has columns for some cells only: what it does not cover stays as it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from importers.comparing.order import whole_order
from importers.drafting import Drafts
from importers.sequences import ById, Picked
from importers.spool import spooled
from kpi_tracker.lib.records import replace
from kpis.drafts import ListingDraft, SnapshotDraft
from reforms.drafts import ItemDraft, ProcessDraft, ProgressDraft, SheetDraft

Row = TypeVar("Row", ItemDraft, SheetDraft, ProcessDraft, ProgressDraft, ListingDraft, SnapshotDraft)
_COLUMNS: Mapping[type, Mapping[str, str]] = {
    ItemDraft: {
        "number": "item_no",
        "important_issue": "important_issue",
        "ministries": "pages.ministries",
        "lead_ministries": "pages.lead_ministries",
        "attributes": "",
    },
    SheetDraft: {"item_row_ids": "", "repeats_row_id": ""},
    ProcessDraft: {"sheet_row_id": "item"},
    ProgressDraft: {"progress": "progress", "outlook": "outlook", "process_row_ids": "shares_with"},
    ListingDraft: {
        "sheet_row_id": "item",
        "tier": "tier",
        "label": "label",
        "heading_row_id": "group",
        "is_heading": "is_heading",
        "is_relisted": "relisted",
        "is_main": "is_main",
        "baseline": "baseline_value",
        "baseline_words": "baseline_value",
    },
    SnapshotDraft: {"target": "target_raw", "actual": "actual_raw", "grade": "status", "note": "note_raw"},
}
"""By kind of draft the field of its sheet that holds each of its own, "" where no sheet of one table does.

pages.ministries: the line above the tables of an official form."""


def with_uncovered(ours: Drafts, standing: Drafts, covers: Mapping[str, Collection[str]]) -> Drafts:
    """The rows of the file, what their table has no column for filled in from the standing rows.

    covers: as of SourceDocument; empty for a document that speaks for every cell. Without the column 順 the rows of a
    table are in no order of their own.
    """
    if not covers:
        return ours
    kpis, processes = set(covers.get("kpis", ())), set(covers.get("processes", ()))
    either = kpis | processes | {f"pages.{field}" for field in covers.get("pages", ())}
    return replace(
        ours,
        items=_in_standing_order(_filled(ours.items, standing.items, either), standing.items, ()),
        sheets=_in_standing_order(_filled(ours.sheets, standing.sheets, either), standing.sheets, ()),
        processes=_in_standing_order(
            _filled(ours.processes, standing.processes, processes), standing.processes, processes
        ),
        progress=_filled(ours.progress, standing.progress, processes),
        listings=_in_standing_order(_filled(ours.listings, standing.listings, kpis), standing.listings, kpis),
        snapshots=_filled(ours.snapshots, standing.snapshots, kpis),
    )


def with_unsaid_repeats(ours: Drafts, standing: Drafts, given: Collection[str]) -> Drafts:
    """The rows of the file; its pages without an id of their own that repeat no other's KPI table do so as they stand.

    Of a workbook only the sheet 様式 gives pages an id and says what they repeat, and a file may do without it.
    """
    repeats = {page.row_id: page.repeats_row_id for page in standing.sheets if page.row_id not in given}
    pages = [
        replace(page, repeats_row_id=repeats[page.row_id])
        if page.repeats_row_id is None and repeats.get(page.row_id)
        else page
        for page in ours.sheets
    ]
    return replace(ours, sheets=pages)


def _filled(ours: Iterable[Row], standing: Sequence[Row], covered: Collection[str]) -> Sequence[Row]:
    before = ById(standing, lambda row: row.row_id)
    return spooled(_kept(row, before[row.row_id], covered) if row.row_id in before else row for row in ours)


def _kept(row: Row, stands: Row, covered: Collection[str]) -> Row:
    columns = _COLUMNS[type(row)]
    return replace(row, **{field: getattr(stands, field) for field, column in columns.items() if column not in covered})


def _in_standing_order(ours: Sequence[Row], standing: Iterable[Row], covered: Collection[str]) -> Sequence[Row]:
    if "order" in covered:
        return ours
    places = {row.row_id: place for place, row in enumerate(ours)}
    known = [row.row_id for row in standing if row.row_id in places]
    return Picked(ours, [places[row_id] for row_id in whole_order(known, list(places))])
