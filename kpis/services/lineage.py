"""Joining the KPIs of an edition that are certainly the same: re-listed ones, and those of the edition before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from kpis.lineage import PrintedListing, SameKpi, continued_from, relisted_within
from kpis.models import Kpi, KpiListing, KpiMove
from kpis.services.identity import join_listings
from reforms.models import Edition
from reforms.models.items import Continuation
from reforms.services.lineage import edition_before


@transaction.atomic
def join_certain_kpis(edition: Edition) -> list[KpiMove]:
    """Joins what the documents themselves show to be one KPI; everything else waits for a person."""
    before = edition_before(edition)
    continuing = dict(edition.items.filter(continuation=Continuation.CONFIRMED).values_list("pk", "continues_id"))
    later = _printed(edition, continuing)
    moves = _join(relisted_within(later), KpiMove.Grounds.RELISTED)
    if before:
        moves += _join(continued_from(_printed(before, {}), later), KpiMove.Grounds.SAME_NAME)
    return moves


def _printed(edition: Edition, continuing: Mapping[int, int | None]) -> list[PrintedListing]:
    listings = (
        KpiListing.objects.filter(edition=edition, is_heading=False)
        .select_related("sheet")
        .prefetch_related("sheet__items", "snapshots")
    )
    return [
        PrintedListing(
            id=listing.pk,
            item=tuple(sorted(continuing.get(item.pk) or item.pk for item in listing.sheet.items.all())),
            sheet=listing.sheet_id,
            name=listing.name,
            relisted=listing.is_relisted,
            target=" ".join(snapshot.target_words for snapshot in listing.snapshots.all()),
            actual=" ".join(snapshot.actual_words for snapshot in listing.snapshots.all()),
        )
        for listing in listings
    ]


def _join(matches: Iterable[SameKpi], grounds: KpiMove.Grounds) -> list[KpiMove]:
    moves = []
    for match in matches:
        listing = KpiListing.objects.get(pk=match.listing)
        same = Kpi.objects.get(listings=match.other)
        # Whatever was joined to the listing's own Kpi before comes along: re-listed rows stay with their original.
        together = KpiListing.objects.filter(kpi=listing.kpi_id)
        moves += join_listings(list(together), to=same, grounds=grounds, reason=match.why, by=None)
    return moves
