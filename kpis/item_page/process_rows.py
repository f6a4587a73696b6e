"""The rows of 改革工程の進捗状況 as the item page shows them, last year's words beside."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_tracker.lib.records import replace
from kpi_tracker.lib.text_diff import DiffPart, changed_parts
from kpis.item_page.asked import AskedMinistry
from kpis.notices import ShownCorrection, ShownIssue, shown_corrections, shown_issues
from kpis.shown import ShownPlace, ShownSource, shown_places, shown_source
from reforms.frozen import FrozenProcess, FrozenProgress, FrozenSegment
from reforms.models import PublishedProgress, Rating, ReformProcess, ReportingRound
from reforms.models.items import Continuation
from reforms.progress_words import without_mark
from reforms.vocabulary import Vocabulary


@dataclass(frozen=True)
class PreviousProcess:
    """The words of the edition before, under its own headings. state: "confirmed" or "proposed"; diff: of the process,
    empty where the words are the same."""

    year: str
    headings: Vocabulary
    state: str
    words: str
    progress: str
    outlook: str
    diff: list[DiffPart]
    sources: list[ShownSource]


@dataclass(frozen=True)
class ShownProcess:
    """One 改革工程."""

    words: str
    previous: PreviousProcess | None


@dataclass(frozen=True)
class ShownSegment:
    """The part of the cell under one label, the mark taken out of the running text: it is shown as a badge, and 出典
    keeps the words whole. is_asked: of the asked ministry."""

    label: str
    ministries: list[str]
    rating: Rating | None
    progress: str
    outlook: str
    is_asked: bool


@dataclass(frozen=True)
class ShownProcessGroup:
    """A printed progress cell with the processes it serves."""

    anchor: str
    processes: list[ShownProcess]
    segments: list[ShownSegment]
    previous_year: str
    places: list[ShownPlace]
    sources: list[ShownSource]
    issues: list[ShownIssue]
    corrections: list[ShownCorrection]


def shown_processes(
    progress: list[PublishedProgress],
    documents: dict[int, str],
    marks: list[Rating],
    words: Vocabulary,
    asked: AskedMinistry,
) -> list[ShownProcessGroup]:
    """The groups in printed order. Two queries for last year's words, whatever the number of rows."""
    cells = [(row, FrozenProgress.from_json(row.content)) for row in progress]
    previous = _previous([process for _, cell in cells for process in cell.processes], documents)
    ratings = {rating.pk: rating for rating in marks}
    return [_group(row, cell, previous, ratings, documents, words, asked) for row, cell in cells]


def _group(
    row: PublishedProgress,
    cell: FrozenProgress,
    previous: dict[int, PreviousProcess],
    ratings: dict[int, Rating],
    documents: dict[int, str],
    words: Vocabulary,
    asked: AskedMinistry,
) -> ShownProcessGroup:
    processes = [ShownProcess(process.words, previous.get(process.id)) for process in cell.processes]
    return ShownProcessGroup(
        anchor=f"process-{row.order}",
        processes=processes,
        segments=[_segment(segment, ratings, asked) for segment in cell.segments],
        previous_year=next((process.previous.year for process in processes if process.previous), ""),
        places=shown_places(
            [*(process.place for process in cell.processes), cell.progress_place, cell.outlook_place], documents
        ),
        sources=_sources(cell, documents, words),
        issues=shown_issues(cell.issues, corrected=cell.corrections),
        corrections=shown_corrections(cell.corrections),
    )


def _segment(segment: FrozenSegment, ratings: dict[int, Rating], asked: AskedMinistry) -> ShownSegment:
    return ShownSegment(
        label=segment.label,
        ministries=list(segment.ministries),
        rating=ratings.get(segment.mark) if segment.mark else None,
        progress=without_mark(segment.progress, segment.mark_words if segment.mark else ""),
        outlook=segment.outlook,
        is_asked=asked.is_among(segment.ministries),
    )


def _sources(cell: FrozenProgress, documents: dict[int, str], words: Vocabulary) -> list[ShownSource]:
    processes = (shown_source(words.process, process.place, documents) for process in cell.processes)
    return [
        *(source for sources in processes for source in sources),
        *shown_source(words.progress, cell.progress_place, documents),
        *shown_source(words.outlook, cell.outlook_place, documents),
    ]


def _previous(processes: list[FrozenProcess], documents: dict[int, str]) -> dict[int, PreviousProcess]:
    links = ReformProcess.objects.filter(pk__in=[process.id for process in processes], continues__isnull=False)
    continued = {link.pk: (link.continues_id or 0, link.continuation) for link in links}
    earlier = [before for before, _ in continued.values()]
    published = (
        PublishedProgress.objects.filter(publication__is_current=True, progress__processes__in=earlier)
        .select_related("publication__round__edition")
        .distinct()
    )
    found = {
        process.id: (process, cell, row.publication.round)
        for row in published
        for cell in [FrozenProgress.from_json(row.content)]
        for process in cell.processes
    }
    return {
        process.id: _previous_process(process, *found[continued[process.id][0]], continued[process.id][1], documents)
        for process in processes
        if process.id in continued and continued[process.id][0] in found
    }


def _previous_process(
    process: FrozenProcess,
    before: FrozenProcess,
    cell: FrozenProgress,
    round: ReportingRound,
    state: str,
    documents: dict[int, str],
) -> PreviousProcess:
    headings = round.edition.vocabulary
    alone = replace(cell, processes=(before,))
    return PreviousProcess(
        year=f"{round.fiscal_year}年度",
        headings=headings,
        state=state,
        words=before.words,
        progress=_cell_words([(segment.label, segment.progress) for segment in cell.segments]),
        outlook=_cell_words([(segment.label, segment.outlook) for segment in cell.segments]),
        diff=changed_parts(before.words, process.words) if state == Continuation.PROPOSED else [],
        sources=_sources(alone, documents, headings),
    )


def _cell_words(parts: list[tuple[str, str]]) -> str:
    return "\n".join(words if words.startswith(label) else f"{label}{words}" for label, words in parts if words)
