"""What a publication freezes of progress, and its JSON form."""

from __future__ import annotations

from typing import Any

from kpi_tracker.lib.records import JsonRecord
from reforms.models import Correction, SourceIssue, SourcePlace


class FrozenPlace(JsonRecord, frozen=True):
    """Where words are printed: primary key of the document, lines, cell and the words themselves."""

    document: int
    line_from: int
    line_to: int
    sheet: str
    cell: str
    words: str


class FrozenIssue(JsonRecord, frozen=True):
    """What was doubtful about a row when it was published. field as the document's reader names it."""

    field: str
    severity: str
    message: str


class FrozenCorrection(JsonRecord, frozen=True):
    """What a person corrected in a row before it was published: 訂正 by whom, on which ISO day, and why.

    field: heading of what was corrected; before equal to after: confirmed as printed (記載のとおりと確認).
    """

    field: str
    before: str
    after: str
    reason: str
    by: str
    on: str

    @property
    def is_confirmation(self) -> bool:
        """Whether the reading was right."""
        return self.before == self.after


class FrozenItem(JsonRecord, frozen=True):
    """What an edition prints beside an item's heading. ministries: names, the lead ones apart; places: by "item",
    "important_issue", "ministries" and the names of the attributes."""

    ministries: tuple[str, ...]
    lead_ministries: tuple[str, ...]
    attributes: dict[str, Any]
    places: dict[str, FrozenPlace]
    corrections: tuple[FrozenCorrection, ...] = ()


class FrozenProcess(JsonRecord, frozen=True):
    """A 改革工程 of the row. id: primary key of the ReformProcess."""

    id: int
    order: int
    words: str
    place: FrozenPlace | None


class FrozenSegment(JsonRecord, frozen=True):
    """The part of the progress cell under one label. mark: primary key of the Rating, None where none is printed."""

    label: str
    ministries: tuple[str, ...]
    progress: str
    outlook: str
    mark_words: str
    mark: int | None


class FrozenProgress(JsonRecord, frozen=True):
    """One printed row of 改革工程の進捗状況. progress_words, outlook_words: the cells as a whole, "" in publications
    from before these were frozen, too."""

    processes: tuple[FrozenProcess, ...]
    segments: tuple[FrozenSegment, ...]
    progress_place: FrozenPlace | None
    outlook_place: FrozenPlace | None
    issues: tuple[FrozenIssue, ...]
    corrections: tuple[FrozenCorrection, ...] = ()
    progress_words: str = ""
    outlook_words: str = ""


class FrozenBudgetLine(JsonRecord, frozen=True):
    """One fiscal year's money in `unit`, decimals as text; None where the cell is blank."""

    fiscal_year: int
    unit: str
    initial: str | None
    supplementary: str | None
    carried_over: str | None
    total: str | None
    executed: str | None
    place: FrozenPlace | None


class FrozenAssessment(JsonRecord, frozen=True):
    """The overall judgement as printed. rating: primary key of the Rating."""

    words: str
    rating: int | None
    reason: str
    place: FrozenPlace | None


class FrozenRound(JsonRecord, frozen=True):
    """What a round prints as a whole."""

    budget: tuple[FrozenBudgetLine, ...] = ()
    assessments: tuple[FrozenAssessment, ...] = ()


def freeze_place(place: SourcePlace | None) -> FrozenPlace | None:
    """The place as it stands now."""
    if place is None:
        return None
    return FrozenPlace(place.document_id, place.line_from, place.line_to, place.sheet, place.cell, place.words)


def freeze_issue(issue: SourceIssue) -> FrozenIssue:
    """The issue as it stands now."""
    return FrozenIssue(issue.field, issue.severity, issue.message)


def freeze_correction(correction: Correction) -> FrozenCorrection:
    """The correction as it stands now."""
    return FrozenCorrection(
        correction.heading,
        correction.before,
        correction.after,
        correction.reason,
        correction.by,
        correction.on.isoformat(),
    )
