"""Joining the KPIs of an edition that are certainly the same: re-listed ones, and those of the editions beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import cast

from django.db import transaction
from django.db.models import Q

from kpi_tracker.lib.records import replace
from kpis.lineage import PrintedListing, SameKpi, continued_from, relisted_within
from kpis.models import KpiListing, KpiMove, KpiProposal, ProgressSnapshot
from kpis.services.identity import Join, join_each
from reforms.models import Edition
from reforms.models.items import Continuation
from reforms.services.lineage import edition_after, edition_before
from reforms.services.recording import Change

Items = tuple[int, ...]
"""The items a listing stands under: sorted primary keys."""


@transaction.atomic
def join_certain_kpis(edition: Edition, *, change: Change) -> list[KpiMove]:
    """Joins what the documents themselves show to be one KPI; everything else waits for a person.

    The edition is joined to the one before it and the one after to it, so that the order of loading does not count.
    What a person joined, parted or said to differ is left alone; what is joined already is not written again.
    """
    before, after = edition_before(edition), edition_after(edition)
    own = _printed(edition)
    matches = [(match, KpiMove.Grounds.RELISTED) for match in relisted_within(own)]
    if before:
        continuing = continued_from(_printed(before), _as_items_before(own, edition))
        matches += [(match, KpiMove.Grounds.SAME_NAME) for match in continuing]
    if after:
        continuing = continued_from(own, _as_items_before(_printed(after), after))
        matches += [(match, KpiMove.Grounds.SAME_NAME) for match in continuing]
    return _join_undecided(matches, change)


@transaction.atomic
def join_relisted(matches: Sequence[SameKpi], *, change: Change) -> list[KpiMove]:
    """Joins rows that a document itself marks 【再掲】 of another document's, unless a person has decided otherwise."""
    return _join_undecided([(match, KpiMove.Grounds.RELISTED) for match in matches], change)


def _join_undecided(matches: Sequence[tuple[SameKpi, KpiMove.Grounds]], change: Change) -> list[KpiMove]:
    """Joins in nobody's name: the documents say so, whoever brought them in."""
    decided = _decided(match for match, _ in matches)
    return join_each(
        _joins([pair for pair in matches if not _is_decided(pair[0], decided)]), change=replace(change, by=None)
    )


def _printed(edition: Edition) -> list[PrintedListing]:
    items: dict[int, list[int]] = defaultdict(list)
    for sheet, item in edition.sheets.exclude(items=None).values_list("pk", "items").order_by("items"):
        items[sheet].append(item)
    words: dict[int, list[tuple[str, str]]] = defaultdict(list)
    snapshots = ProgressSnapshot.objects.filter(listing__edition=edition).order_by("pk")
    for listing, target, actual in snapshots.values_list("listing", "target_words", "actual_words"):
        words[listing].append((target, actual))
    listings = KpiListing.objects.filter(edition=edition, is_heading=False)
    return [
        PrintedListing(
            id=listing,
            item=tuple(items[sheet]),
            sheet=sheet,
            name=name,
            relisted=is_relisted,
            target=" ".join(target for target, _ in words[listing]),
            actual=" ".join(actual for _, actual in words[listing]),
        )
        for listing, sheet, name, is_relisted in listings.values_list("pk", "sheet", "name", "is_relisted")
    ]


def _as_items_before(listings: Iterable[PrintedListing], edition: Edition) -> list[PrintedListing]:
    """The listings under the items of the edition before that their own items certainly go on from."""
    continues = dict(edition.items.filter(continuation=Continuation.CONFIRMED).values_list("pk", "continues_id"))
    return [
        replace(listing, item=tuple(sorted(continues.get(item) or item for item in cast(Items, listing.item))))
        for listing in listings
    ]


Decided = tuple[set[int], set[frozenset[int]]]
"""Listings that a person moved, and pairs of listings that a person said to differ."""


def _decided(matches: Iterable[SameKpi]) -> Decided:
    listings = {match.listing for match in matches}
    moved = KpiMove.objects.filter(
        Q(grounds__in=(KpiMove.Grounds.PERSON, KpiMove.Grounds.UNDO)), listing__in=listings
    ).values_list("listing", flat=True)
    rejected = KpiProposal.objects.filter(
        Q(first__in=listings) | Q(second__in=listings), state=KpiProposal.State.REJECTED
    ).values_list("first", "second")
    return set(moved), {frozenset(pair) for pair in rejected}


def _is_decided(match: SameKpi, decided: Decided) -> bool:
    moved, rejected = decided
    return match.listing in moved or frozenset((match.listing, match.other)) in rejected


def _joins(matches: Sequence[tuple[SameKpi, KpiMove.Grounds]]) -> list[Join]:
    """The matches as joins of each listing and of whatever was joined to its own Kpi: families stay together."""
    asked = {key for match, _ in matches for key in (match.listing, match.other)}
    kpis = KpiListing.objects.filter(pk__in=asked).values("kpi")
    kpi_of = dict(KpiListing.objects.filter(kpi__in=kpis).order_by("pk").values_list("pk", "kpi"))
    families: dict[int, list[int]] = defaultdict(list)
    for listing, kpi in kpi_of.items():
        families[kpi].append(listing)
    joins = []
    for match, grounds in matches:
        own, same = kpi_of[match.listing], kpi_of[match.other]
        if own == same:
            continue
        for listing in families.pop(own):
            joins.append(Join(listing, same, grounds, match.why))
            kpi_of[listing] = same
            families[same].append(listing)
    return joins
