"""Where a draft says its words are printed."""

from __future__ import annotations

from importers.document import Place
from reforms.drafts import PlaceDraft


def place_draft(place: Place | None) -> PlaceDraft | None:
    """The place of a cell as the services take it."""
    if place is None:
        return None
    return PlaceDraft(place.lines[0], place.lines[1], place.words, place.sheet or "", place.cell or "")
