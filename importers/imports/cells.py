"""One changed cell, its words before and after with the difference marked. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from importers.plan import CellChange
from kpi_tracker.lib.text_diff import DiffPart, marked_parts

CHANGE_KINDS = {"": "", "moved": "移動", "finalised": "確報化", "renamed": "改称"}


@dataclass(frozen=True)
class ShownChange:
    """before and after: runs of words, the changed ones marked; kind: a word such as 確報化, or ""."""

    heading: str
    kind: str
    before: list[DiffPart]
    after: list[DiffPart]


def shown_change(change: CellChange) -> ShownChange:
    """The change as the preview shows it."""
    parts = marked_parts(change.before, change.after)
    return ShownChange(
        heading=change.heading,
        kind=CHANGE_KINDS[change.kind],
        before=[part for part in parts if part.kind != "insert"],
        after=[part for part in parts if part.kind != "delete"],
    )
