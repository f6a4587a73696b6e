"""Places of drafts as a document has them."""

from __future__ import annotations

from importers.document import Place
from reforms.drafts import PlaceDraft

NOWHERE = (0, 0)
"""The lines of a row that stands in no source."""


def place_of(draft: PlaceDraft) -> Place:
    """The place of a cell."""
    return Place((draft.line_from, draft.line_to), draft.words, draft.sheet or None, draft.cell or None)


def lines_of(*drafts: PlaceDraft | None) -> tuple[int, int]:
    """The first to the last line of those places that there are."""
    places = [draft for draft in drafts if draft is not None]
    if not places:
        return NOWHERE
    return min(place.line_from for place in places), max(place.line_to for place in places)
