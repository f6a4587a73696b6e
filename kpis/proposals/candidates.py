"""Which pairs are worth a look, found without setting every listing beside every other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import TypeVar

from rapidfuzz import fuzz

from kpis.proposals.figures import dated_values
from kpis.proposals.names import NEAR
from kpis.proposals.records import ListingFacts, Pair

Key = TypeVar("Key", bound=Hashable)

_LEAST_OVERLAP = 0.5
"""Share of common bigrams below which two names are not compared further."""
_CROWD = 50
"""So many listings print one dated figure only where it says nothing about what they measure."""


def candidate_pairs(listings: Sequence[ListingFacts]) -> list[Pair]:
    """The pairs of different KPIs whose names are the same, the same but for brackets, or near, or who print the same
    telling figure for the same year; each pair once. Rows without a readable name are left out."""
    named = [listing for listing in listings if listing.core]
    by_core = _grouped((listing.core, listing) for listing in named)
    by_bare = _grouped((listing.bare, listing) for listing in named)
    by_value = _grouped(
        ((value.value, value.unit, value.fiscal_year), listing)
        for listing in named
        for value in set(dated_values(listing))
        if value.is_telling
    )
    by_value = {value: rows for value, rows in by_value.items() if len(rows) < _CROWD}
    found: dict[frozenset[int], Pair] = {}
    for rows in (*by_core.values(), *by_bare.values(), *by_value.values()):
        _keep(found, combinations(rows, 2))
    for one, other in near_names(by_core):
        _keep(found, product(by_core[one], by_core[other]))
    return list(found.values())


def near_names(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The pairs of different names that are near.

    Two sets of which at least a share s is common meet in the rarest (1 - s) of either's members (prefix filtering),
    so only names that share a rare bigram are compared.
    """
    bigrams = {name: {name[at : at + 2] for at in range(len(name) - 1)} for name in names}
    common = Counter(bigram for of_name in bigrams.values() for bigram in of_name)
    blocks: dict[str, list[str]] = defaultdict(list)
    for name, of_name in bigrams.items():
        rarest = sorted(of_name, key=lambda bigram: (common[bigram], bigram))
        met = {other for bigram in rarest[: _prefix(len(rarest))] for other in blocks[bigram]}
        yield from ((other, name) for other in met if fuzz.ratio(other, name, score_cutoff=NEAR))
        for bigram in rarest[: _prefix(len(rarest))]:
            blocks[bigram].append(name)


def _prefix(size: int) -> int:
    return size - int(size * _LEAST_OVERLAP) + 1


def _grouped(keyed: Iterable[tuple[Key, ListingFacts]]) -> dict[Key, list[ListingFacts]]:
    groups: dict[Key, list[ListingFacts]] = defaultdict(list)
    for key, listing in keyed:
        groups[key].append(listing)
    return groups


def _keep(found: dict[frozenset[int], Pair], pairs: Iterable[tuple[ListingFacts, ListingFacts]]) -> None:
    for one, other in pairs:
        if one.kpi != other.kpi:
            found.setdefault(frozenset((one.id, other.id)), Pair.of(one, other))
