"""KPI rows as a document prints them, with what was read out of them."""

from __future__ import annotations

from collections.abc import Mapping

from importers.document import KpiRow, Place
from importers.documenting.places import lines_of, place_of
from importers.drafting.kpi_rows import PLACE_FIELDS
from importers.issues import Issue
from kpis.drafts import ListingDraft, SnapshotDraft

_FIELDS = {cell: field for field, cell in PLACE_FIELDS.items()}


def kpi_row(
    listing: ListingDraft, snapshot: SnapshotDraft | None, headings: Mapping[str, str], issues: tuple[Issue, ...]
) -> KpiRow:
    """The row. snapshot: None where the round prints nothing in it; headings: the names of heading rows by row id."""
    words = snapshot or SnapshotDraft(listing.row_id)
    return KpiRow(
        tier=listing.tier,  # type: ignore[arg-type]  # the database holds 1 and 2 only
        label=listing.label or None,
        name=listing.name or None,
        lines=lines_of(listing.place, *words.places.values()),
        group=headings.get(listing.heading_row_id or ""),
        is_heading=listing.is_heading,
        relisted=listing.is_relisted,
        is_main=listing.is_main,
        target_raw=words.target or None,
        actual_raw=words.actual or None,
        status=words.grade or None,
        note_raw=words.note or None,
        baseline=listing.baseline,
        targets=words.targets,
        actuals=words.actuals,
        promises=words.promises,
        places=_places(listing, words),
        issues=issues,
        row_id=listing.row_id,
    )


def _places(listing: ListingDraft, snapshot: SnapshotDraft) -> dict[str, Place]:
    places = {"name": place_of(listing.place)} if listing.place else {}
    if listing.baseline_place:
        places["baseline"] = place_of(listing.baseline_place)
    for cell, place in snapshot.places.items():
        name, dot, year = cell.partition(".")
        places[f"{_FIELDS[name]}{dot}{year}"] = place_of(place)
    return places
