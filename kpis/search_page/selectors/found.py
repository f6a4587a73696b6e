"""Which KPIs and items are found: counted by the database, told apart by the years they run through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, Literal

from django.db.models import F, Max, Min, QuerySet, Value
from django.db.models.functions import StrIndex

from kpis.models import PublishedKpi
from kpis.search_page.filters import SearchFilters
from reforms.chains import chain_from, first_of_chain, going_on
from reforms.models import PublishedItem, PublishedProgress, ReformItem

BENEATH_HEADINGS = 1_000_000
"""Longer than any text: words in progress cells come after those in headings and names."""


@dataclass(frozen=True)
class FoundGroup:
    """A KPI or an item that has the words, and how early. key: of the Kpi, or of the first ReformItem of the chain."""

    kind: Literal["kpi", "item"]
    key: int
    position: int
    year: int


@dataclass(frozen=True)
class Chains:
    """The items of all programmes as they go on from each other. continues: item → the earlier one, primary keys."""

    continues: dict[int, int | None]

    @classmethod
    def known(cls) -> Chains:
        """As they are now. One query."""
        return cls(dict(ReformItem.objects.order_by().values_list("pk", "continues_id")))

    def first(self, item: int) -> int:
        """The item that the chain of this one began with."""
        return first_of_chain(item, self.continues)

    def begun_with(self, items: Iterable[int]) -> set[int]:
        """The items of the chains that these ones began."""
        later = going_on(self.continues)
        return {one for item in items for one in chain_from(item, later)}


def found_groups(filters: SearchFilters, items: Chains) -> list[FoundGroup]:
    """What has every word in one row, the one with the words earliest first, then the latest year. Three queries."""
    found: dict[tuple[str, int], FoundGroup] = {}
    for one in (*_found_kpis(filters), *_found_items(filters, items)):
        same = found.get((one.kind, one.key))
        found[one.kind, one.key] = _joined(same, one) if same else one
    return sorted(found.values(), key=lambda one: (one.position, -one.year, one.kind, one.key))


def _joined(one: FoundGroup, other: FoundGroup) -> FoundGroup:
    return FoundGroup(one.kind, one.key, min(one.position, other.position), max(one.year, other.year))


def matching_kpis(filters: SearchFilters) -> QuerySet[Any]:
    """The KPI rows with every word, heading rows aside: the rows beneath them print the heading too."""
    return _matching(PublishedKpi.objects.filter(is_heading=False), "search_key", filters, "kpi")


def matching_headings(filters: SearchFilters) -> QuerySet[Any]:
    """The headings of items with every word."""
    return _matching(PublishedItem.objects.all(), "heading_key", filters, "item")


def matching_cells(filters: SearchFilters) -> QuerySet[Any]:
    """The progress cells with every word."""
    return _matching(PublishedProgress.objects.all(), "search_key", filters, "process")


def _matching(rows: QuerySet[Any], column: str, filters: SearchFilters, kind: str) -> QuerySet[Any]:
    if filters.kind not in ("", kind) or not filters.terms:
        return rows.none()
    rows = rows.filter(publication__is_current=True)
    if filters.programme:
        rows = rows.filter(publication__round__edition__programme__slug=filters.programme)
    if filters.year:
        rows = rows.filter(publication__round__fiscal_year=filters.year)
    for term in filters.terms:
        rows = rows.filter(**{f"{column}__contains": term})
    return rows


def _found_kpis(filters: SearchFilters) -> Iterator[FoundGroup]:
    for kpi, position, year in _grouped(matching_kpis(filters), "search_key", "listing__kpi", filters):
        yield FoundGroup("kpi", kpi, position, year)


def _found_items(filters: SearchFilters, items: Chains) -> Iterator[FoundGroup]:
    for item, position, year in _grouped(matching_headings(filters), "heading_key", "item", filters):
        yield FoundGroup("item", items.first(item), position, year)
    for item, position, year in _grouped(matching_cells(filters), "search_key", "items__item", filters):
        yield FoundGroup("item", items.first(item), BENEATH_HEADINGS + position, year)


def _grouped(rows: QuerySet[Any], column: str, group: str, filters: SearchFilters) -> Any:
    """(group, position of the words, latest year) of each group."""
    places = [StrIndex(column, Value(term)) for term in filters.terms]
    if not places:
        return []
    return (
        rows.order_by()
        .values_list(group)
        .annotate(position=Min(reduce(add, places)), year=Max(F("publication__round__fiscal_year")))
    )
