"""What a publication freezes of progress, and its JSON form: `as_json` and `from_json` are each other's inverse."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from reforms.models import Correction, SourceIssue, SourcePlace


@dataclass(frozen=True)
class FrozenPlace:
    """Where words are printed: primary key of the document, lines, cell and the words themselves."""

    document: int
    line_from: int
    line_to: int
    sheet: str
    cell: str
    words: str


@dataclass(frozen=True)
class FrozenIssue:
    """What was doubtful about a row when it was published. field as the document's reader names it."""

    field: str
    severity: str
    message: str


@dataclass(frozen=True)
class FrozenCorrection:
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


@dataclass(frozen=True)
class FrozenItem:
    """What an edition prints beside an item's heading. ministries: names, the lead ones apart; places: by "item",
    "important_issue", "ministries" and the names of the attributes."""

    ministries: tuple[str, ...]
    lead_ministries: tuple[str, ...]
    attributes: dict[str, Any]
    places: dict[str, FrozenPlace]
    corrections: tuple[FrozenCorrection, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain lists and dicts."""
        return asdict(self)

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> FrozenItem:
        """The record back from `as_json`."""
        return cls(
            tuple(content["ministries"]),
            tuple(content["lead_ministries"]),
            content["attributes"],
            {field: FrozenPlace(**place) for field, place in content["places"].items()},
            corrections_from_json(content["corrections"]),
        )


@dataclass(frozen=True)
class FrozenProcess:
    """A 改革工程 of the row. id: primary key of the ReformProcess."""

    id: int
    order: int
    words: str
    place: FrozenPlace | None


@dataclass(frozen=True)
class FrozenSegment:
    """The part of the progress cell under one label. mark: primary key of the Rating, None where none is printed."""

    label: str
    ministries: tuple[str, ...]
    progress: str
    outlook: str
    mark_words: str
    mark: int | None


@dataclass(frozen=True)
class FrozenProgress:
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

    def as_json(self) -> dict[str, Any]:
        """Plain lists and dicts."""
        return asdict(self)

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> FrozenProgress:
        """The record back from `as_json`."""
        return cls(
            processes=tuple(
                FrozenProcess(**{**process, "place": place_from_json(process["place"])})
                for process in content["processes"]
            ),
            segments=tuple(
                FrozenSegment(**{**segment, "ministries": tuple(segment["ministries"])})
                for segment in content["segments"]
            ),
            progress_place=place_from_json(content["progress_place"]),
            outlook_place=place_from_json(content["outlook_place"]),
            issues=tuple(FrozenIssue(**issue) for issue in content["issues"]),
            corrections=corrections_from_json(content["corrections"]),
            progress_words=content.get("progress_words", ""),
            outlook_words=content.get("outlook_words", ""),
        )


@dataclass(frozen=True)
class FrozenBudgetLine:
    """One fiscal year's money in `unit`, decimals as text; None where the cell is blank."""

    fiscal_year: int
    unit: str
    initial: str | None
    supplementary: str | None
    carried_over: str | None
    total: str | None
    executed: str | None
    place: FrozenPlace | None


@dataclass(frozen=True)
class FrozenAssessment:
    """The overall judgement as printed. rating: primary key of the Rating."""

    words: str
    rating: int | None
    reason: str
    place: FrozenPlace | None


@dataclass(frozen=True)
class FrozenRound:
    """What a round prints as a whole."""

    budget: tuple[FrozenBudgetLine, ...] = ()
    assessments: tuple[FrozenAssessment, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain lists and dicts."""
        return asdict(self)

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> FrozenRound:
        """The record back from `as_json`."""
        return cls(
            tuple(
                FrozenBudgetLine(**{**line, "place": place_from_json(line["place"])})
                for line in content.get("budget", ())
            ),
            tuple(
                FrozenAssessment(**{**given, "place": place_from_json(given["place"])})
                for given in content.get("assessments", ())
            ),
        )


def freeze_place(place: SourcePlace | None) -> FrozenPlace | None:
    """The place as it stands now."""
    if place is None:
        return None
    return FrozenPlace(place.document_id, place.line_from, place.line_to, place.sheet, place.cell, place.words)


def place_from_json(content: dict[str, Any] | None) -> FrozenPlace | None:
    """The place back from its JSON form."""
    return FrozenPlace(**content) if content else None


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


def corrections_from_json(content: list[dict[str, Any]]) -> tuple[FrozenCorrection, ...]:
    """The corrections back from their JSON form."""
    return tuple(FrozenCorrection(**correction) for correction in content)
