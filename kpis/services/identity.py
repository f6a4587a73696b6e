"""Joining and parting Kpis: each listing moved is recorded, and each move can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from django.db import transaction

from kpis.models import Kpi, KpiListing, KpiMove
from kpis.services.definitions import FIELDS, give_back, take_over
from kpis.services.standings import stand_kpis
from reforms.models import User
from reforms.services.recording import Change, create_rows, update_rows


class HeadingHasNoKpi(ValueError):
    """A heading row measures nothing, so it cannot be joined to a KPI."""


class MovedSince(ValueError):
    """The listing was moved again after the move that is to be undone."""


@dataclass(frozen=True)
class Join:
    """listing measures what the Kpi `to` measures. Both are primary keys."""

    listing: int
    to: int
    grounds: KpiMove.Grounds
    reason: str


@transaction.atomic
def join_listings(
    listings: Sequence[KpiListing], *, to: Kpi, grounds: KpiMove.Grounds, change: Change
) -> list[KpiMove]:
    """Says that the listings measure the same as `to`. Listings that stand there already are left alone."""
    return join_each([Join(listing.pk, to.pk, grounds, change.reason) for listing in listings], change=change)


@transaction.atomic
def join_each(joins: Sequence[Join], *, change: Change) -> list[KpiMove]:
    """Joins in the order given; a listing may move on within them. What the Kpi joined lacks it takes over.

    A definition that differs stays as it is and is told in the reason of the move. Raises HeadingHasNoKpi.
    """
    listings = _locked({join.listing for join in joins})
    kpis = Kpi.objects.select_related("lead_ministry").in_bulk(
        {join.to for join in joins} | {listing.kpi_id for listing in listings.values() if listing.kpi_id}
    )
    moves = []
    for join in joins:
        listing = listings[join.listing]
        if listing.kpi_id is None:
            raise HeadingHasNoKpi(f"「{listing}」は見出し行なので、KPIに結び付けられません。")
        if listing.kpi_id == join.to:
            continue
        taken = take_over(kpis[join.to], kpis[listing.kpi_id])
        moves.append(_moved(listing, join, change.by, filled=taken.filled, conflicts=taken.conflicts))
    update_rows([kpis[pk] for pk in sorted({move.to_kpi_id for move in moves if move.filled})], FIELDS, change=change)
    return _write(listings, moves, change)


@transaction.atomic
def part_listings(listings: Sequence[KpiListing], *, change: Change) -> list[KpiMove]:
    """Says that each listing measures something of its own: it gets a new Kpi with the name it prints.

    A listing that stands alone already is left so; where all listings of a Kpi are parted, the first keeps it.
    """
    given = _locked({listing.pk for listing in listings})
    standing: dict[int, list[int]] = {}
    for pk, kpi in KpiListing.objects.filter(kpi__in={row.kpi_id for row in given.values()}).values_list("pk", "kpi"):
        standing.setdefault(kpi, []).append(pk)
    staying = {min(rows) for rows in standing.values() if set(rows) <= set(given)}
    parted = [row for pk, row in given.items() if pk not in staying and row.kpi_id]
    own = create_rows((Kpi(name=row.name) for row in parted), change=change)
    joins = [Join(row.pk, kpi.pk, KpiMove.Grounds.PERSON, change.reason) for row, kpi in zip(parted, own, strict=True)]
    moves = [_moved(row, join, change.by) for row, join in zip(parted, joins, strict=True)]
    return _write({row.pk: row for row in parted}, moves, change)


@transaction.atomic
def undo_move(move: KpiMove, *, change: Change) -> KpiMove:
    """Puts the listing back where it was, as a move of its own, and gives back what the Kpi took over with it.

    Raises MovedSince where the move is not the listing's latest.
    """
    listing = KpiListing.objects.select_for_update().get(pk=move.listing_id)
    if KpiMove.objects.filter(listing=listing, pk__gt=move.pk).exists() or listing.kpi_id != move.to_kpi_id:
        raise MovedSince(f"「{listing}」はその後別のKPIに付け替えられています。新しい付け替えから取り消してください。")
    back = _moved(listing, Join(listing.pk, move.from_kpi_id, KpiMove.Grounds.UNDO, change.reason), change.by)
    back.undoes = move
    (undone,) = _write({listing.pk: listing}, [back], change)
    _give_back(move, change)
    return undone


def _locked(keys: Iterable[int]) -> dict[int, KpiListing]:
    return {row.pk: row for row in KpiListing.objects.select_for_update().filter(pk__in=keys).order_by("pk")}


def _moved(
    listing: KpiListing,
    join: Join,
    by: User | None,
    *,
    filled: dict[str, object] | None = None,
    conflicts: Sequence[str] = (),
) -> KpiMove:
    """The unsaved record of a move, which is done to the unsaved listing; a heading row never comes here."""
    told = f"。定義の異なる項目は先のKPIのままとした：{'、'.join(conflicts)}" if conflicts else ""
    move = KpiMove(
        listing=listing,
        from_kpi_id=cast(int, listing.kpi_id),
        to_kpi_id=join.to,
        grounds=join.grounds,
        reason=join.reason + told,
        filled=filled or {},
        by=by,
    )
    listing.kpi_id = join.to
    return move


def _write(listings: Mapping[int, KpiListing], moves: Sequence[KpiMove], change: Change) -> list[KpiMove]:
    """Writes moves and the listings moved, and marks which Kpis were left without one and by which they are stood for.

    listings: by primary key; those that no move speaks of are left alone.
    """
    update_rows([listings[pk] for pk in dict.fromkeys(move.listing_id for move in moves)], ["kpi"], change=change)
    written = create_rows(moves, change=change)
    went_to = {move.from_kpi_id: move.to_kpi_id for move in moves}
    kpis = Kpi.objects.in_bulk({*went_to, *went_to.values()})
    kept = set(KpiListing.objects.filter(kpi__in=kpis).values_list("kpi", flat=True))
    stands_for = {pk: None if pk in kept else went_to.get(pk) for pk in kpis}
    changed = [kpi for pk, kpi in kpis.items() if kpi.merged_into_id != stands_for[pk]]
    for kpi in changed:
        kpi.merged_into_id = stands_for[kpi.pk]
    update_rows(changed, ["merged_into"], change=change)
    stand_kpis(kpis)
    return written


def _give_back(move: KpiMove, change: Change) -> None:
    """Unless another listing that came the same way stays, the Kpi loses again what it took over with the move."""
    alike = list(
        KpiMove.objects.filter(from_kpi=move.from_kpi_id, to_kpi=move.to_kpi_id).exclude(filled={}).order_by("pk")
    )
    stays = KpiMove.objects.filter(
        from_kpi=move.from_kpi_id, to_kpi=move.to_kpi_id, listing__kpi=move.to_kpi_id, undone_by=None
    )
    if alike and not stays.exists():
        kpi = Kpi.objects.get(pk=move.to_kpi_id)
        give_back(kpi, {field: value for one in alike for field, value in one.filled.items()})
        update_rows([kpi], FIELDS, change=change)
