"""One changed cell, its words before and after with the difference marked. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from importers.plan import CellChange
from kpi_tracker.lib.text_diff import DiffPart, changed_parts

CHANGE_KINDS = {"": "", "moved": "移動", "finalised": "確報化", "renamed": "改称"}
MARKED_UP_TO = 300_000
"""Characters before times after: about 0.03 s. Longer texts that share little are shown as wholes."""
_IN_NUMBERS = "0123456789０１２３４５６７８９,，.．"


@dataclass(frozen=True)
class ShownChange:
    """before and after: runs of words, the changed ones marked; kind: a word such as 確報化, or ""."""

    heading: str
    kind: str
    before: list[DiffPart]
    after: list[DiffPart]


def shown_change(change: CellChange) -> ShownChange:
    """The change as the preview shows it."""
    parts = _parts(change.before, change.after)
    return ShownChange(
        heading=change.heading,
        kind=CHANGE_KINDS[change.kind],
        before=[part for part in parts if part.kind != "insert"],
        after=[part for part in parts if part.kind != "delete"],
    )


def _parts(before: str, after: str) -> list[DiffPart]:
    head = _shared_start(before, after).rstrip(_IN_NUMBERS)
    old, new = before[len(head) :], after[len(head) :]
    tail = _shared_start(old[::-1], new[::-1])[::-1].lstrip(_IN_NUMBERS)
    old, new = old.removesuffix(tail), new.removesuffix(tail)
    if len(old) * len(new) <= MARKED_UP_TO:
        changed = changed_parts(old, new)
    else:
        changed = [DiffPart("delete", old), DiffPart("insert", new)]
    return [part for part in (DiffPart("same", head), *changed, DiffPart("same", tail)) if part.words]


def _shared_start(first: str, second: str) -> str:
    differing = (place for place, (one, other) in enumerate(zip(first, second, strict=False)) if one != other)
    return first[: next(differing, min(len(first), len(second)))]
