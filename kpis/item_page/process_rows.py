"""The rows of 改革工程の進捗状況 as the item page shows them, last year's words beside."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_tracker.lib.text_diff import DiffPart, changed_parts
from kpis.notices import ShownIssue, shown_issues
from kpis.shown import ShownSource, shown_source
from reforms.frozen import FrozenProcess, FrozenProgress, FrozenSegment
from reforms.models import PublishedProgress, Rating, ReformProcess
from reforms.models.items import Continuation


@dataclass(frozen=True)
class PreviousProcess:
    """Last year's words. state: "confirmed" or "proposed"; diff: of the process, empty where the words are the same."""

    state: str
    words: str
    progress: str
    outlook: str
    diff: list[DiffPart]


@dataclass(frozen=True)
class ShownProcess:
    """One 改革工程."""

    words: str
    previous: PreviousProcess | None


@dataclass(frozen=True)
class ShownSegment:
    """The part of the cell under one label, the mark taken out of the running text."""

    label: str
    ministries: list[str]
    rating: Rating | None
    progress: str
    outlook: str


@dataclass(frozen=True)
class ShownProcessGroup:
    """A printed progress cell with the processes it serves."""

    anchor: str
    processes: list[ShownProcess]
    segments: list[ShownSegment]
    has_previous: bool
    sources: list[ShownSource]
    issues: list[ShownIssue]


def shown_processes(
    progress: list[PublishedProgress], documents: dict[int, str], marks: list[Rating]
) -> list[ShownProcessGroup]:
    """The groups in printed order. Two queries for last year's words, whatever the number of rows."""
    cells = [(row, FrozenProgress.from_json(row.content)) for row in progress]
    previous = _previous([process for _, cell in cells for process in cell.processes])
    ratings = {rating.pk: rating for rating in marks}
    groups = []
    for row, cell in cells:
        processes = [ShownProcess(process.words, previous.get(process.id)) for process in cell.processes]
        segments = [_segment(segment, ratings) for segment in cell.segments]
        groups.append(
            ShownProcessGroup(
                anchor=f"process-{row.order}",
                processes=processes,
                segments=segments,
                has_previous=any(process.previous for process in processes),
                sources=_sources(cell, documents),
                issues=shown_issues(cell.issues),
            )
        )
    return groups


def _segment(segment: FrozenSegment, ratings: dict[int, Rating]) -> ShownSegment:
    return ShownSegment(
        label=segment.label,
        ministries=list(segment.ministries),
        rating=ratings.get(segment.mark) if segment.mark else None,
        progress=_without_mark(segment),
        outlook=segment.outlook,
    )


def _without_mark(segment: FrozenSegment) -> str:
    """The progress without its printed mark where the mark is shown as a badge; 出典 keeps the words whole."""
    if segment.mark is None:
        return segment.progress
    before, found, after = segment.progress.rpartition(f"（{segment.mark_words}）")
    return "\n".join(part for part in (before.strip(), after.strip()) if part) if found else segment.progress


def _sources(cell: FrozenProgress, documents: dict[int, str]) -> list[ShownSource]:
    return [
        *(source for process in cell.processes for source in shown_source("改革工程", process.place, documents)),
        *shown_source("計画期間中の進捗", cell.progress_place, documents),
        *shown_source("今後の進展について", cell.outlook_place, documents),
    ]


def _previous(processes: list[FrozenProcess]) -> dict[int, PreviousProcess]:
    links = ReformProcess.objects.filter(pk__in=[process.id for process in processes], continues__isnull=False)
    continued = {link.pk: (link.continues_id or 0, link.continuation) for link in links}
    earlier = [before for before, _ in continued.values()]
    published = PublishedProgress.objects.filter(publication__is_current=True, progress__processes__in=earlier)
    cells = [FrozenProgress.from_json(content) for content in published.distinct().values_list("content", flat=True)]
    found = {process.id: (process, cell) for cell in cells for process in cell.processes}
    return {
        process.id: _previous_process(process, *found[continued[process.id][0]], continued[process.id][1])
        for process in processes
        if process.id in continued and continued[process.id][0] in found
    }


def _previous_process(
    process: FrozenProcess, before: FrozenProcess, cell: FrozenProgress, state: str
) -> PreviousProcess:
    changed = state == Continuation.PROPOSED
    return PreviousProcess(
        state=state,
        words=before.words,
        progress=_cell_words([(segment.label, segment.progress) for segment in cell.segments]),
        outlook=_cell_words([(segment.label, segment.outlook) for segment in cell.segments]),
        diff=changed_parts(before.words, process.words) if changed else [],
    )


def _cell_words(parts: list[tuple[str, str]]) -> str:
    return "\n".join(words if words.startswith(label) else f"{label}{words}" for label, words in parts if words)
