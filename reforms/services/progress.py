"""Writing what a round prints beside the processes."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from kpi_tracker.lib.japanese_text import name_key
from reforms.drafts import ProgressDraft, SegmentDraft
from reforms.models import (
    EditionScale,
    FormSheet,
    ProcessProgress,
    ProgressSegment,
    Rating,
    ReformProcess,
    ReportingRound,
)
from reforms.services.ministries import ministries_by_name
from reforms.services.sources import PlaceRegister


def ratings_by_code(round: ReportingRound, rates: str) -> dict[str, Rating]:
    """The ratings that the round's edition uses for KPIs, processes or items, by code; empty where it uses none."""
    scale = EditionScale.objects.filter(edition=round.edition_id, rates=rates).first()
    return {rating.code: rating for rating in Rating.objects.filter(scale=scale.scale_id)} if scale else {}


@transaction.atomic
def record_progress(
    round: ReportingRound,
    drafts: Sequence[ProgressDraft],
    *,
    sheets: dict[str, FormSheet],
    processes: dict[str, ReformProcess],
    places: PlaceRegister,
) -> dict[str, ProcessProgress]:
    """The progress cells of a round by row id, with their segments. A label of no known ministry stays words."""
    cells = {
        draft.row_id: ProcessProgress(
            round=round,
            sheet=sheets[draft.sheet_row_id],
            row_id=draft.row_id,
            order=draft.order,
            progress_words=draft.progress,
            outlook_words=draft.outlook,
            progress_place=places.place(draft.places.get("progress")),
            outlook_place=places.place(draft.places.get("outlook")),
        )
        for draft in drafts
    }
    places.save()
    ProcessProgress.objects.bulk_create(cells.values())
    ties = ProcessProgress.processes.through
    ties.objects.bulk_create(
        ties(processprogress=cells[draft.row_id], reformprocess=processes[row_id])
        for draft in drafts
        for row_id in draft.process_row_ids
    )
    _add_segments(round, [(cells[draft.row_id], draft.segments) for draft in drafts])
    return cells


def _add_segments(round: ReportingRound, cells: Sequence[tuple[ProcessProgress, tuple[SegmentDraft, ...]]]) -> None:
    marks = ratings_by_code(round, EditionScale.Rates.PROCESS)
    known = ministries_by_name()
    pairs = [
        (
            ProgressSegment(
                process_progress=cell,
                order=order,
                label=draft.label,
                progress_words=draft.progress,
                outlook_words=draft.outlook,
                mark_words=draft.mark,
                mark=marks.get(draft.mark),
            ),
            draft,
        )
        for cell, drafts in cells
        for order, draft in enumerate(drafts, start=1)
    ]
    ProgressSegment.objects.bulk_create(segment for segment, _ in pairs)
    ties = ProgressSegment.ministries.through
    ties.objects.bulk_create(
        ties(progresssegment=segment, ministry=ministry)
        for segment, draft in pairs
        for ministry in {known[name_key(name)] for name in draft.ministries if name_key(name) in known}
    )
