"""Which rows of a round follow which, as the worksheet says it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from kpis.entry_reading.keys import snapshot_key
from kpis.models import ProgressSnapshot
from kpis.relisting import leaders
from kpis.services.entering import WORDS
from kpis.worksheet.page import OtherRow
from reforms.models import ReportingRound


@dataclass(frozen=True)
class Relisted:
    """By primary key of a row: the one that is entered for it, and those that it is entered for. apart: rows that say
    something else than the one that is entered for them."""

    leading: dict[int, OtherRow]
    following: dict[int, list[OtherRow]]
    apart: frozenset[int]


def relisted_rows(round: ReportingRound, snapshots: Collection[ProgressSnapshot]) -> Relisted:
    """What the worksheet says of rows that list the same KPIs as these, which are those that the person sees. Two
    queries."""
    seen = {snapshot.pk for snapshot in snapshots}
    rows = (
        ProgressSnapshot.objects.filter(round=round, listing__kpi__in={row.listing.kpi_id for row in snapshots})
        .exclude(listing__retired_in__fiscal_year__lte=round.fiscal_year)
        .select_related("listing__sheet")
        .prefetch_related("listing__sheet__items")
        .order_by("listing__sheet__order", "listing__order", "pk")
    )
    by_listing = {row.listing_id: row for row in rows}
    leading: dict[int, OtherRow] = {}
    following: dict[int, list[OtherRow]] = defaultdict(list)
    apart = set()
    for listing, leader in leaders(row.listing for row in by_listing.values()).items():
        follower, original = by_listing[listing], by_listing[leader.pk]
        leading[follower.pk] = _other(original, seen)
        following[original.pk].append(_other(follower, seen))
        if any(getattr(follower, words) != getattr(original, words) for words in WORDS):
            apart.add(follower.pk)
    return Relisted(leading, dict(following), frozenset(apart))


def follows_another(row: ProgressSnapshot) -> bool:
    """Whether another row of the round is entered for this one. One query, none where the row is not 再掲."""
    listing = row.listing
    if not listing.is_relisted or listing.kpi_id is None:
        return False
    originals = ProgressSnapshot.objects.filter(
        round=row.round_id, listing__kpi=listing.kpi_id, listing__is_relisted=False
    )
    return originals.exclude(listing__retired_in__fiscal_year__lte=row.round.fiscal_year).exists()


def _other(row: ProgressSnapshot, seen: Collection[int]) -> OtherRow:
    items = row.listing.sheet.items.all()
    title = f"{items[0]}の「{row.listing}」" if items else str(row.listing)
    key = snapshot_key(row.pk)
    return OtherRow(key, title, f"#{key}" if row.pk in seen else "")
