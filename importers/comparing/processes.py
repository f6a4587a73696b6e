"""Processes of a file beside those that stand: a process and the progress cell that it holds are one row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from importers.comparing.cells import PROCESS_COLUMNS, SHARED_HEADING, changed_cells
from importers.comparing.moves import Moves
from importers.comparing.segments import with_segments
from importers.comparing.settling import is_undecided
from importers.comparing.sides import FileRow, Sides, told_issues
from importers.plan import CellChange, PlannedRow
from reforms.drafts import ProcessDraft, ProgressDraft


@dataclass(frozen=True)
class ComparedProcess:
    """A row of the plan with what would be written for it. cell: None where another row holds its progress cell."""

    planned: PlannedRow
    process: ProcessDraft
    cell: ProgressDraft | None


def compared_processes(sides: Sides) -> Iterator[ComparedProcess]:
    """The processes of the file in its order."""
    standing = sides.standing
    ours = {cell.row_id: cell for cell in sides.ours.progress}
    theirs = {cell.row_id: cell for cell in sides.standing_cells}
    processes = {row.row_id: row for row in standing.drafts.processes}
    moves = Moves(sides, sides.ours.processes, standing.drafts.processes)
    for process in sides.ours.processes:
        origin = sides.origins[process.row_id]
        row = FileRow(
            "process",
            origin,
            process.row_id,
            sides.matches.processes,
            sides.item_title(process.sheet_row_id),
            process.words,
            process.place,
        )
        stands, before = processes.get(row.likely_id), theirs.get(row.likely_id)
        cell = ours.get(process.row_id)
        parts: tuple[CellChange, ...] = ()
        if cell is not None:
            is_named = sides.incoming.carries_segments and origin in sides.incoming.given
            cell, parts = with_segments(cell, before, is_named=is_named, ministries=standing.ministries)
        changes = (
            *changed_cells(PROCESS_COLUMNS, _cells(stands, before), _cells(process, cell)),
            *_sharing(before, cell),
            *parts,
            *moves.of(process),
        )
        kind = row.kind(stands is not None, changes)
        issues = told_issues(row.row_id, kind, (), sides)
        yield ComparedProcess(row.planned(kind, sides, changes=changes, issues=issues), process, cell)


def _cells(process: ProcessDraft | None, cell: ProgressDraft | None) -> tuple[str, str, str]:
    words = (cell.progress, cell.outlook) if cell else ("", "")
    return (process.words if process else "", *words)


def _sharing(before: ProgressDraft | None, after: ProgressDraft | None) -> tuple[CellChange, ...]:
    """Other rows that the cell serves than before, once all of them are decided."""
    served = _served(before), _served(after)
    if before is None or served[0] == served[1] or any(map(is_undecided, served[1])):
        return ()
    return (CellChange("shares_with", SHARED_HEADING, "、".join(served[0]), "、".join(served[1])),)


def _served(cell: ProgressDraft | None) -> list[str]:
    return sorted(row_id for row_id in cell.process_row_ids if row_id != cell.row_id) if cell else []
