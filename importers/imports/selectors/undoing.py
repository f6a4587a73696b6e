"""What taking a batch back would meet: rows that someone edited since, or that others need by now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from importers.imports.selectors.batches import person_name, time_label
from reforms.services.undoing import Edited

EDITS_SHOWN = 200


@dataclass(frozen=True)
class ShownEdit:
    """A row of the batch. table: such as KPIの掲載; by and at: "" where that is not kept."""

    table: str
    title: str
    by: str
    at: str


@dataclass(frozen=True)
class UndoPage:
    """The first of the rows that would stay as they are, and how many there are."""

    rows: list[ShownEdit]
    total: int


def undo_page(edited: Sequence[Edited]) -> UndoPage:
    """The edited rows in words, table by table."""
    shown = sorted(edited, key=lambda row: (row.table, row.pk))[:EDITS_SHOWN]
    return UndoPage([_shown(row) for row in shown], len(edited))


def _shown(row: Edited) -> ShownEdit:
    return ShownEdit(
        table=row.table,
        title=row.title,
        by=person_name(row.by) if row.by else "",
        at=time_label(row.at) if row.at else "",
    )
