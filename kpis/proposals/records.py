"""What proposals are made from and what they say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kpi_tracker.lib.readings import ActualReading, Baseline, TargetReading
from kpis.lineage import PrintedListing
from kpis.proposals.names import bare_name, core_name

Kind = Literal["same", "successor"]

LEAST_SCORE = 50
"""The score from which a pair is proposed."""
MOST_UNCERTAIN = 95
"""The highest score of what a person has to decide; 100 is for what the documents say themselves."""


@dataclass(frozen=True)
class ListingFacts(PrintedListing):
    """A listing with all that speaks for or against its being the same KPI as another.

    kpi: what all listings of one KPI share; edition, programme: stable keys; edition_name: as a sentence calls it;
    tags: what `tags_of` finds in the name as printed, where the reader has parted them from it.
    """

    kpi: int
    edition: str
    edition_name: str
    programme: str
    fiscal_year: int
    item_no: str = ""
    tier: int | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    baseline: Baseline | None = None
    targets: tuple[TargetReading, ...] = ()
    actuals: tuple[ActualReading, ...] = ()

    @cached_property
    def core(self) -> str:
        """The name as it is compared: see `core_name`."""
        return core_name(self.name)

    @cached_property
    def bare(self) -> str:
        """The name without what it says in brackets."""
        return bare_name(self.core)


@dataclass(frozen=True)
class Proposal:
    """first and second are listing ids, the earlier document first. score: 0 to 100; certain: no person is needed.

    reasons: Japanese sentences, also those that speak against it.
    """

    first: int
    second: int
    kind: Kind
    score: int
    reasons: tuple[str, ...]
    certain: bool = False


@dataclass(frozen=True)
class Signal:
    """What one look at a pair says: points for (above 0) or against, and the sentence."""

    points: int
    reason: str


@dataclass(frozen=True)
class Pair:
    """Two listings, the earlier document first; of one edition the row that is not 【再掲】 first."""

    first: ListingFacts
    second: ListingFacts

    @classmethod
    def of(cls, one: ListingFacts, other: ListingFacts) -> Pair:
        """The two in their order."""
        first, second = sorted((one, other), key=lambda row: (row.fiscal_year, row.edition, row.relisted, row.id))
        return cls(first, second)

    @property
    def kpis(self) -> frozenset[int]:
        """The KPIs that would be joined."""
        return frozenset((self.first.kpi, self.second.kpi))

    @property
    def is_one_edition(self) -> bool:
        """Whether one document prints both."""
        return self.first.edition == self.second.edition

    @property
    def is_one_programme(self) -> bool:
        """Whether both are of one programme."""
        return self.first.programme == self.second.programme

    @property
    def is_one_item(self) -> bool:
        """Whether both are of one item, or of one that continues the other."""
        return self.is_one_programme and self.first.item == self.second.item


class Company:
    """The rows that stand around a pair. Only rows that are not 【再掲】 count: those are rows of their own."""

    def __init__(self, listings: Iterable[ListingFacts]) -> None:
        self._editions: dict[int, set[str]] = defaultdict(set)
        self._names: Counter[tuple[str, str]] = Counter()
        for listing in listings:
            if not listing.relisted:
                self._editions[listing.kpi].add(listing.edition)
                self._names[listing.edition, listing.core] += 1

    def stand_apart(self, pair: Pair) -> bool:
        """Whether some edition prints both KPIs as rows of their own."""
        return bool(self._editions[pair.first.kpi] & self._editions[pair.second.kpi])

    def namesakes(self, listing: ListingFacts) -> int:
        """How many rows of the listing's edition have its name."""
        return self._names[listing.edition, listing.core]

    def prints(self, core: str, edition: str) -> bool:
        """Whether the edition has a row of that name."""
        return self._names[edition, core] > 0
