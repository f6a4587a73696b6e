"""Where the rows of a workbook stand in it: a cell that changed is cited from the file that changed it."""

from __future__ import annotations

from collections.abc import Mapping

from importers.document import WorkbookRow
from kpi_tracker.lib.records import replace
from kpis.drafts import ListingDraft, SnapshotDraft
from reforms.drafts import PlaceDraft, ProcessDraft, ProgressDraft

_SNAPSHOT = {"target": "target_raw", "actual": "actual_raw", "grade": "status", "note": "note_raw"}


def placed_listing(row: ListingDraft, at: WorkbookRow | None, above: Mapping[str, int]) -> ListingDraft:
    """The row with its place in the workbook. at: None where the file is none; above: lines before each sheet's rows in
    the text that stands for the file."""
    return replace(row, place=_place(at, "name", row.name, above)) if at else row


def placed_snapshot(row: SnapshotDraft, at: WorkbookRow | None, above: Mapping[str, int]) -> SnapshotDraft:
    """The snapshot with its places in the workbook."""
    if at is None:
        return row
    places = {cell: _place(at, field, getattr(row, cell), above) for cell, field in _SNAPSHOT.items()}
    return replace(row, places={cell: place for cell, place in places.items() if place.words})


def placed_process(row: ProcessDraft, at: WorkbookRow | None, above: Mapping[str, int]) -> ProcessDraft:
    """The process with its place in the workbook."""
    return replace(row, place=_place(at, "process", row.words, above)) if at else row


def placed_progress(row: ProgressDraft, at: WorkbookRow | None, above: Mapping[str, int]) -> ProgressDraft:
    """The progress cell with its places in the workbook."""
    if at is None:
        return row
    places = {field: _place(at, field, getattr(row, field), above) for field in ("progress", "outlook")}
    return replace(row, places={field: place for field, place in places.items() if place.words})


def _place(at: WorkbookRow, field: str, words: str, above: Mapping[str, int]) -> PlaceDraft:
    line = at.row + above.get(at.sheet, 0)
    return PlaceDraft(line, line, words, at.sheet, at.cells.get(field, ""))
