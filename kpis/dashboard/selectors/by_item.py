"""改革項目 × 年度: how many KPIs bear each grade under each item, year by year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from kpis.dashboard.filters import DashboardFilters
from kpis.dashboard.selectors.asked import narrowed
from kpis.dashboard.selectors.counted import (
    GradeCell,
    Grades,
    change_words,
    counted,
    grade_cells,
    key_of,
    rows_address,
)
from kpis.dashboard.selectors.offer import Offer
from kpis.models import KpiStanding
from reforms.models import Publication, PublishedItem, Rating
from reforms.paging import page_links
from reforms.selectors import Link

ITEMS_A_PAGE = 20
Counts = dict[tuple[int, int], Grades]
"""The grades by item and publication."""


@dataclass(frozen=True)
class HeatCell:
    """An item in a year. url: its rows; cells: without those that no row bears, with addresses in the shown year alone;
    is_listed: whether the year knows the item."""

    year: int
    url: str
    is_current: bool
    is_listed: bool
    cells: list[GradeCell]


@dataclass(frozen=True)
class HeatRow:
    """An item through the years; changes: 「A ＋1」, of the shown year against the one before."""

    number: str
    name: str
    url: str
    years: list[HeatCell]
    changes: list[str]


@dataclass(frozen=True)
class HeatMap:
    """One page of the items. years: their columns, earliest first."""

    years: list[int]
    rows: list[HeatRow]
    page_obj: Page[PublishedItem]
    page_links: list[Link]


def heat_map(offer: Offer, filters: DashboardFilters, page_number: str) -> HeatMap:
    """The items of the shown year that have rows as asked. Three queries, whatever their number."""
    page = Paginator(_items(offer, filters), ITEMS_A_PAGE).get_page(page_number)
    items = list(page.object_list)
    shared = _Map(
        offer=offer,
        counts=_counts(items, offer, filters),
        columns={one.pk: [*offer.scale_of(one), None] for one in offer.of_programme},
        page=rows_address(filters.query(item="", year="")),
    )
    return HeatMap(
        years=offer.years,
        rows=[shared.row(item) for item in items],
        page_obj=page,
        page_links=page_links(page, lambda number: f"?{filters.query(page=number)}#items"),
    )


def _items(offer: Offer, filters: DashboardFilters) -> QuerySet[PublishedItem]:
    items = PublishedItem.objects.filter(publication=offer.publication).defer("content", "search_key").order_by("order")
    if filters.item:
        items = items.filter(item=int(filters.item))
    if filters.ministry or filters.tier:
        asked = narrowed(KpiStanding.objects.filter(publication=offer.publication), filters)
        items = items.filter(
            pk__in=KpiStanding.items.through.objects.filter(kpistanding__in=asked).values("publisheditem")
        )
    return items


def _counts(items: list[PublishedItem], offer: Offer, filters: DashboardFilters) -> Counts:
    chains = {one for item in items for one in offer.items_of_chain(str(item.item_id))}
    rows = KpiStanding.objects.filter(publication__in=offer.of_programme, items__item__in=chains)
    found: Counts = {}
    for (item, publication, grade), count in counted(
        narrowed(rows, filters), "items__item", "publication", "grade"
    ).items():
        if item is not None and publication is not None:
            found.setdefault((item, publication), Counter())[grade] += count
    return found


def _nowhere(**_asked: object) -> str:
    return ""


@dataclass(frozen=True)
class _Map:
    """What all rows share. columns: the grades of each publication, None for rows without one; page: the address of the
    list, to which item, year and grade are added."""

    offer: Offer
    counts: Counts
    columns: dict[int, list[Rating | None]]
    page: str

    def address(self, **asked: object) -> str:
        """The rows of an item in a year."""
        return f"{self.page}&{urlencode(asked)}"

    def row(self, item: PublishedItem) -> HeatRow:
        """The item through the years."""
        chain = self.offer.items_of_chain(str(item.item_id))
        return HeatRow(
            number=item.number,
            name=item.name,
            url=self.address(item=item.item_id, year=self.offer.year),
            years=[self.cell(publication, chain) for publication in self.offer.of_programme],
            changes=self.changes(chain),
        )

    def grades(self, publication: Publication, chain: list[int]) -> Grades:
        """The grades under any item of the chain."""
        found = (self.counts.get((one, publication.pk)) for one in chain)
        return sum((grades for grades in found if grades), Counter())

    def cell(self, publication: Publication, chain: list[int]) -> HeatCell:
        """The items of the chain in one year."""
        year = publication.round.fiscal_year
        listed = next((one for one in chain if (one, publication.pk) in self.counts), None)
        grades = self.grades(publication, chain)
        columns = [rating for rating in self.columns[publication.pk] if grades[key_of(rating)]]
        is_current = publication == self.offer.publication

        own = partial(self.address, item=listed, year=year)
        return HeatCell(
            year=year,
            url=own(),
            is_current=is_current,
            is_listed=listed is not None,
            cells=grade_cells(columns, grades, None, own if is_current else _nowhere),
        )

    def changes(self, chain: list[int]) -> list[str]:
        """「A ＋1」 for each grade whose number differs from the year before; none where the years are not compared."""
        before = self.offer.before
        if before is None or not self.offer.is_comparable(before):
            return []
        now, was = self.grades(self.offer.publication, chain), self.grades(before, chain)
        return [
            f"{rating.code if rating else '記載なし'} {change_words(now[key_of(rating)] - was[key_of(rating)])}"
            for rating in self.columns[before.pk]
            if now[key_of(rating)] != was[key_of(rating)]
        ]
