"""The parts of a progress cell: kept where the words stand, cut again where they changed."""

from __future__ import annotations

from dataclasses import dataclass

from importers.comparing.cells import Ministries
from importers.comparing.renewing import part_changes
from importers.plan import CellChange
from importers.readers.progress_2017.labels import paired_segments
from importers.readers.progress_2017.process_cells import MARK
from importers.workbook.tables import PROCESSES
from kpi_tracker.lib.japanese_text import name_key
from kpi_tracker.lib.records import replace
from reforms.drafts import ProgressDraft, SegmentDraft


@dataclass(frozen=True)
class _Shown:
    """A segment as its sheet shows it."""

    label_raw: str
    ministries: tuple[str, ...]
    progress: str
    outlook: str
    mark: str


def with_segments(
    ours: ProgressDraft, stands: ProgressDraft | None, *, is_named: bool, ministries: Ministries
) -> tuple[ProgressDraft, tuple[CellChange, ...]]:
    """The cell with the segments that it will have, and what the file says otherwise of a cell whose words stand.

    is_named: the file carries the id of its row, and so can carry its segments; ministries: as of Standing.
    """
    if stands is None:
        return (replace(ours, segments=_cut(ours)) if _is_uncut(ours) else ours), ()
    brought, standing = _shown(ours, ministries), _shown(stands, ministries)
    has_own = not _is_uncut(ours) and brought != standing
    if (ours.progress, ours.outlook) != (stands.progress, stands.outlook):
        return (ours if has_own else replace(ours, segments=_cut(ours))), ()
    if has_own and is_named:
        return ours, tuple(part_changes(PROCESSES, "segments", standing, brought))
    return replace(ours, segments=stands.segments), ()


def _is_uncut(cell: ProgressDraft) -> bool:
    """Whether the file brings no segments: the drafts then hold the whole cell as one without a label."""
    whole = SegmentDraft(progress=cell.progress, outlook=cell.outlook)
    return cell.segments in ((), (whole,))


def _shown(cell: ProgressDraft, ministries: Ministries) -> list[_Shown]:
    return [_Shown(one.label, _known(one, ministries), one.progress, one.outlook, one.mark) for one in cell.segments]


def _known(segment: SegmentDraft, ministries: Ministries) -> tuple[str, ...]:
    """The ministries that are kept: those that are known, in no order."""
    return tuple(sorted({ministries[key] for name in segment.ministries if (key := name_key(name)) in ministries}))


def _cut(cell: ProgressDraft) -> tuple[SegmentDraft, ...]:
    return tuple(
        SegmentDraft(part.label_raw or "", part.ministries, part.progress or "", part.outlook or "", part.mark or "")
        for part in paired_segments(cell.progress or None, cell.outlook or None, MARK)
    )
