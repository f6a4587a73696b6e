"""Joining and parting Kpis: each listing moved is recorded, and each move can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from kpis.models import Kpi, KpiListing, KpiMove
from reforms.models import User


class HeadingHasNoKpi(ValueError):
    """A heading row measures nothing, so it cannot be joined to a KPI."""


class MovedSince(ValueError):
    """The listing was moved again after the move that is to be undone."""


@transaction.atomic
def join_listings(
    listings: Sequence[KpiListing], *, to: Kpi, grounds: KpiMove.Grounds, reason: str, by: User | None
) -> list[KpiMove]:
    """Says that the listings measure the same as `to`. Listings that stand there already are left alone."""
    moves = []
    for listing in KpiListing.objects.select_for_update().filter(pk__in=[row.pk for row in listings]):
        if listing.kpi_id is None:
            raise HeadingHasNoKpi(f"「{listing}」は見出し行なので、KPIに結び付けられません。")
        if listing.kpi_id != to.pk:
            moves.append(
                KpiMove(listing=listing, from_kpi_id=listing.kpi_id, to_kpi=to, grounds=grounds, reason=reason, by=by)
            )
            listing.kpi = to
            listing.save(update_fields=["kpi"])
    return KpiMove.objects.bulk_create(moves)


@transaction.atomic
def part_listings(listings: Sequence[KpiListing], *, reason: str, by: User | None) -> list[KpiMove]:
    """Says that each listing measures something of its own: it gets a new Kpi with the name it prints."""
    moves = []
    for listing in listings:
        own = Kpi.objects.create(name=listing.name)
        moves += join_listings([listing], to=own, grounds=KpiMove.Grounds.PERSON, reason=reason, by=by)
    return moves


@transaction.atomic
def undo_move(move: KpiMove, *, reason: str, by: User | None) -> KpiMove:
    """Puts the listing back where it was, as a move of its own. Raises MovedSince where it was moved again."""
    listing = KpiListing.objects.select_for_update().get(pk=move.listing_id)
    if listing.kpi_id != move.to_kpi_id:
        raise MovedSince(f"「{listing}」はその後別のKPIに付け替えられています。新しい付け替えから取り消してください。")
    listing.kpi_id = move.from_kpi_id
    listing.save(update_fields=["kpi"])
    return KpiMove.objects.create(
        listing=listing,
        from_kpi_id=move.to_kpi_id,
        to_kpi_id=move.from_kpi_id,
        grounds=KpiMove.Grounds.UNDO,
        reason=reason,
        by=by,
        undoes=move,
    )
