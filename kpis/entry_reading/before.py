"""What was printed last year beside a part of a progress cell, through processes that confirmedly go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reforms.frozen import FrozenProgress, FrozenSegment
from reforms.models import ProgressSegment, PublishedProgress, ReformProcess
from reforms.models.items import Continuation
from reforms.progress_words import without_mark


@dataclass(frozen=True)
class SegmentBefore:
    """Last year's words; mark: its code."""

    progress: str = ""
    outlook: str = ""
    mark: str = ""


def segments_before(segments: Sequence[ProgressSegment]) -> dict[int, SegmentBefore]:
    """Last year's words of each segment that has any, by primary key. Two queries, whatever their number."""
    processes = {process.pk for segment in segments for process in segment.process_progress.processes.all()}
    links = ReformProcess.objects.filter(pk__in=processes, continuation=Continuation.CONFIRMED)
    continues = {pk: former for pk, former in links.values_list("pk", "continues") if former is not None}
    published = PublishedProgress.objects.filter(
        publication__is_current=True, progress__processes__in=continues.values()
    )
    cells: dict[int, FrozenProgress] = {}
    for content in published.order_by("publication__round__fiscal_year", "order").values_list("content", flat=True):
        cell = FrozenProgress.from_json(content)
        cells |= {process.id: cell for process in cell.processes}
    found = {}
    for segment in segments:
        keys = [continues.get(process.pk) for process in segment.process_progress.processes.all()]
        before = _counterpart(segment, [cells[key] for key in dict.fromkeys(keys) if key in cells])
        if before is not None:
            found[segment.pk] = _words(before)
    return found


def _counterpart(segment: ProgressSegment, cells: Iterable[FrozenProgress]) -> FrozenSegment | None:
    """The part under the same label, else the only part of the cell."""
    for cell in cells:
        same = [part for part in cell.segments if part.label == segment.label]
        if same or len(cell.segments) == 1:
            return (same or list(cell.segments))[0]
    return None


def _words(part: FrozenSegment) -> SegmentBefore:
    """Label and mark stand beside the words, so that copying last year's brings neither along."""
    mark = part.mark_words if part.mark else ""
    progress = without_mark(part.progress, mark).removeprefix(part.label)
    return SegmentBefore(progress, part.outlook.removeprefix(part.label), mark)
