"""A printed cell beside the same one of another publication. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_tracker.lib.text_diff import DiffPart, side_by_side


@dataclass(frozen=True)
class OldAndNew:
    """A cell as it was against the same one now, what changed marked; empty where there is nothing."""

    heading: str
    before: list[DiffPart]
    after: list[DiffPart]

    @property
    def is_same(self) -> bool:
        """Whether nothing changed."""
        return all(part.kind == "same" for part in (*self.before, *self.after))


def old_and_new(heading: str, before: str, after: str) -> OldAndNew:
    """Both texts with what changed marked.

    >>> cell = old_and_new("実績値", "278団体", "301団体")
    >>> [part.words for part in cell.before if part.kind == "delete"], cell.is_same
    (['278'], False)
    """
    return OldAndNew(heading, *side_by_side(before, after))
