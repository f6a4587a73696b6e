"""One page of what was found, grouped by KPI and item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse

from kpi_tracker.lib.excerpts import ExcerptPart, excerpt
from kpis.search_page.filters import SearchFilters
from kpis.search_page.selectors.found import Chains, FoundGroup, found_groups
from kpis.search_page.selectors.passages import FoundRow, Passage, item_rows, kpi_rows
from reforms.paging import page_links
from reforms.selectors import Link, year_label

GROUPS_A_PAGE = 20
SHOWN_AT_ONCE, MOST = 3, 15
"""Passages of a group that are shown at once, and with those that are folded."""
KIND_LABELS = {"kpi": "KPI", "item": "改革項目"}


@dataclass(frozen=True)
class ShownPassage:
    """The words around those that were found. field: the heading of the column that prints them."""

    year: str
    field: str
    parts: list[ExcerptPart]
    url: str


@dataclass(frozen=True)
class ShownGroup:
    """A KPI or an item with the places that have the words. more: those that are folded; left_out: how many besides."""

    kind: str
    title: str
    url: str
    programme: str
    years: list[str]
    passages: list[ShownPassage]
    more: list[ShownPassage]
    left_out: int


@dataclass(frozen=True)
class SearchPage:
    """Everything the template shows."""

    groups: list[ShownGroup]
    is_asked: bool
    is_narrowed: bool
    wider_url: str
    page_obj: Page[FoundGroup]
    page_links: list[Link]


def search_page(filters: SearchFilters, page_number: str) -> SearchPage:
    """What has every word, in a fixed number of queries."""
    items = Chains.known()
    page = Paginator(found_groups(filters, items), GROUPS_A_PAGE).get_page(page_number)
    return SearchPage(
        groups=_shown(list(page.object_list), items, filters),
        is_asked=bool(filters.terms),
        is_narrowed=filters.is_narrowing,
        wider_url=_address(SearchFilters(filters.q).query()),
        page_obj=page,
        page_links=page_links(page, lambda number: _address(filters.query(page=number))),
    )


def _address(query: str) -> str:
    return f"{reverse('kpis:search')}?{query}"


def _shown(groups: list[FoundGroup], items: Chains, filters: SearchFilters) -> list[ShownGroup]:
    rows: dict[tuple[str, int], list[FoundRow]] = defaultdict(list)
    for row in kpi_rows([one.key for one in groups if one.kind == "kpi"], filters):
        rows[row.kind, row.key].append(row)
    for row in item_rows([one.key for one in groups if one.kind == "item"], items, filters):
        rows[row.kind, row.key].append(row)
    return [_group(rows[one.kind, one.key], filters.terms) for one in groups]


def _group(rows: Sequence[FoundRow], terms: Sequence[str]) -> ShownGroup:
    """Under the name of the latest year, where the group is still found."""
    latest = max(rows, key=lambda row: row.fiscal_year)
    passages = _in_order(rows)
    shown = [_shown_passage(passage, terms) for passage in passages[:MOST]]
    return ShownGroup(
        kind=KIND_LABELS[latest.kind],
        title=latest.title,
        url=latest.url,
        programme=latest.programme,
        years=[f"{year}年度" for year in sorted({row.fiscal_year for row in rows}, reverse=True)],
        passages=shown[:SHOWN_AT_ONCE],
        more=shown[SHOWN_AT_ONCE:],
        left_out=max(len(passages) - MOST, 0),
    )


def _in_order(rows: Sequence[FoundRow]) -> list[Passage]:
    """The passages, latest year first; what a 【再掲】 row prints again is shown once."""
    found: dict[tuple[int, str, str], Passage] = {}
    for row in sorted(rows, key=lambda row: -row.fiscal_year):
        for passage in row.passages:
            found.setdefault((passage.year, passage.field, passage.words), passage)
    return list(found.values())


def _shown_passage(passage: Passage, terms: Sequence[str]) -> ShownPassage:
    return ShownPassage(year_label(passage.year), passage.field, excerpt(passage.words, terms), passage.url)
