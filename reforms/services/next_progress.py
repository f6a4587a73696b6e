"""Copying the progress cells of a round into the next one: parts, labels and 担当, without a word of progress."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.db import transaction

from reforms.models import ProcessProgress, ProgressSegment, ReportingRound, SegmentResponsibility
from reforms.services.copying import copies_of
from reforms.services.ministries import Heirs, with_heirs
from reforms.services.next_frame import NextFrame
from reforms.services.recording import Change, create_rows

WORDLESS_CELL = {"progress_words": "", "outlook_words": ""}
WORDLESS_SEGMENT = WORDLESS_CELL | {"mark_words": "", "mark_id": None}


@transaction.atomic
def copy_progress(
    before: ReportingRound, into: ReportingRound, frame: NextFrame, *, heirs: Heirs, change: Change
) -> None:
    """Gives each process of the new frame the cell it had, or one of its own where it had none."""
    through = ProcessProgress.processes.through
    served: dict[int, list[int]] = defaultdict(list)
    ties = through.objects.filter(processprogress__round=before, reformprocess__in=frame.processes).order_by("pk")
    for cell, process in ties.values_list("processprogress_id", "reformprocess_id"):
        served[cell].append(process)
    cells = copies_of(
        ProcessProgress.objects.filter(pk__in=served, sheet__in=frame.sheets).order_by("pk"),
        lambda row: WORDLESS_CELL | {"round_id": into.pk, "sheet_id": frame.sheets[row.sheet_id].pk},
    )
    own = dict(_own_cells(into, frame, {process for one in served.values() for process in one}))
    create_rows([*cells.values(), *own.values()], change=change)
    pairs = [(cells[cell], process) for cell in cells for process in served[cell]]
    pairs += [(cell, process) for process, cell in own.items()]
    create_rows(
        (through(processprogress=cell, reformprocess=frame.processes[process]) for cell, process in pairs),
        change=change,
    )
    _copy_segments(cells, own.values(), heirs, change)


def _own_cells(into: ReportingRound, frame: NextFrame, served: set[int]) -> Iterator[tuple[int, ProcessProgress]]:
    """Cells of processes that came into the frame after its round was printed."""
    for key, process in frame.processes.items():
        if key not in served:
            yield (
                key,
                ProcessProgress(round=into, sheet_id=process.sheet_id, row_id=process.row_id, order=process.order),
            )


def _copy_segments(
    cells: Mapping[int, ProcessProgress], own: Iterable[ProcessProgress], heirs: Heirs, change: Change
) -> None:
    """Every cell has at least one part to enter, without a label where none was printed."""
    segments = copies_of(
        ProgressSegment.objects.filter(process_progress__in=cells).order_by("process_progress_id", "order"),
        lambda row: WORDLESS_SEGMENT | {"process_progress_id": cells[row.process_progress_id].pk},
    )
    divided = {segment.process_progress_id for segment in segments.values()}
    whole = [cell for cell in (*cells.values(), *own) if cell.pk not in divided]
    added = [ProgressSegment(process_progress=cell, order=1) for cell in whole]
    create_rows([*segments.values(), *added], change=change)
    named = ProgressSegment.ministries.through
    ties = named.objects.filter(progresssegment__in=segments).order_by("pk")
    pairs = with_heirs(ties.values_list("progresssegment_id", "ministry_id"), heirs)
    create_rows((named(progresssegment=segments[row], ministry_id=heir) for row, heir in pairs), change=change)
    answering = SegmentResponsibility.objects.filter(segment__in=segments).order_by("pk")
    pairs = with_heirs(answering.values_list("segment_id", "ministry_id"), heirs)
    create_rows((SegmentResponsibility(segment=segments[row], ministry_id=heir) for row, heir in pairs), change=change)
