"""Rows about to be written: what a caller hands to the services, as plain frozen records."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from kpi_tracker.lib.records import Record, field


class PlaceDraft(Record, frozen=True):
    """Where a cell is printed: 1-based lines, words exactly as the document holds them."""

    line_from: int
    line_to: int
    words: str
    sheet: str = ""
    cell: str = ""


class CorrectionDraft(Record, frozen=True):
    """A person's correction of one field of a row; before equal to after: confirmed as printed.

    field and heading: the field as the reader and as people name it; cell: "target" or "actual" where it is of that
    cell, else ""; words: of that cell.
    """

    row_id: str
    field: str
    heading: str
    before: str
    after: str
    reason: str
    by: str
    on: date
    cell: str = ""
    words: str = ""


class ItemDraft(Record, frozen=True):
    """A 改革項目 of an edition. order is 1-based within the edition; ministries: names or aliases as printed; places:
    by field, "item" that of the heading."""

    row_id: str
    order: int
    name: str
    number: str = ""
    important_issue: str = ""
    ministries: tuple[str, ...] = ()
    lead_ministries: tuple[str, ...] = ()
    attributes: dict[str, Any] = field(default_factory=dict)
    places: dict[str, PlaceDraft] = field(default_factory=dict)


class SheetDraft(Record, frozen=True):
    """A printed page: the row ids of its items, and of the page whose KPI table it prints again."""

    row_id: str
    order: int
    item_row_ids: tuple[str, ...]
    repeats_row_id: str | None = None
    place: PlaceDraft | None = None


class ProcessDraft(Record, frozen=True):
    """A 改革工程 on a page."""

    row_id: str
    sheet_row_id: str
    order: int
    words: str
    place: PlaceDraft | None = None


class SegmentDraft(Record, frozen=True):
    """The part of a progress cell under one label. ministries: names or aliases as printed."""

    label: str = ""
    ministries: tuple[str, ...] = ()
    progress: str = ""
    outlook: str = ""
    mark: str = ""


class ProgressDraft(Record, frozen=True):
    """A printed progress cell and the row ids of the processes it serves.

    progress, outlook: the cells as a whole; segments: their parts under one label each.
    """

    row_id: str
    sheet_row_id: str
    order: int
    process_row_ids: tuple[str, ...]
    segments: tuple[SegmentDraft, ...]
    progress: str = ""
    outlook: str = ""
    places: dict[str, PlaceDraft] = field(default_factory=dict)

    @property
    def stands_at(self) -> str:
        """The process that bears the words for all: the one the cell is named by; where that has ended, the first."""
        return self.row_id if self.row_id in self.process_row_ids else self.process_row_ids[0]


class AssessmentDraft(Record, frozen=True):
    """The overall judgement of a round as printed, with its reason."""

    words: str
    reason: str = ""
    place: PlaceDraft | None = None


class BudgetDraft(Record, frozen=True):
    """One fiscal year's money of a round, in `unit`; None where the cell is blank."""

    fiscal_year: int
    unit: str
    initial: Decimal | None = None
    supplementary: Decimal | None = None
    carried_over: Decimal | None = None
    total: Decimal | None = None
    executed: Decimal | None = None
    place: PlaceDraft | None = None


class IssueDraft(Record, frozen=True):
    """Something a person should look at. row_id is empty where it speaks of the whole document."""

    row_id: str
    field: str
    code: str
    severity: str
    message: str
    words: str = ""
