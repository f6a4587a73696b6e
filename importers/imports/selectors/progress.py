"""How far the work on a batch has come."""

from __future__ import annotations

from dataclasses import dataclass

from importers.models import ImportBatch

State = ImportBatch.State
WORKING = (State.WAITING, State.READING, State.APPLYING, State.UNDOING)


@dataclass(frozen=True)
class ShownProgress:
    """words: the work and how much of it is done; total: 0 while it is not known; is_over: something else is to see.

    may_drop: the work can be given up; else it must come to its end, which leaves nothing half done.
    """

    words: str
    done: int
    total: int
    is_over: bool
    may_drop: bool


def shown_progress(batch: ImportBatch) -> ShownProgress:
    """The progress in words and numbers.

    >>> shown_progress(ImportBatch(state=State.READING, stage="照合", done=20, total=80)).words
    '読取り中：照合（20／80）'
    """
    stage = f"：{batch.stage}" if batch.stage else ""
    numbers = f"（{batch.done}／{batch.total}）" if batch.total else ""
    return ShownProgress(
        words=f"{batch.get_state_display()}{stage}{numbers}",
        done=min(batch.done, batch.total),
        total=batch.total,
        is_over=batch.state not in WORKING,
        may_drop=batch.state in (State.WAITING, State.READING),
    )
