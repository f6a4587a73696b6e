"""What a publication freezes of progress, and its JSON form: `as_json` and `from_json` are each other's inverse."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from reforms.models import SourceIssue, SourcePlace


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
    """One printed row of 改革工程の進捗状況."""

    processes: tuple[FrozenProcess, ...]
    segments: tuple[FrozenSegment, ...]
    progress_place: FrozenPlace | None
    outlook_place: FrozenPlace | None
    issues: tuple[FrozenIssue, ...]

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
