"""改革項目 × 年度: how many KPIs bear each grade under each item, year by year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from kpis.dashboard.filters import DashboardFilters
from kpis.dashboard.selectors.asked import narrowed
from kpis.dashboard.selectors.counted import GradeCell, Grades, counted, grade_cells, rows_address
from kpis.dashboard.selectors.offer import Offer
from kpis.models import KpiStanding
from reforms.models import Publication, PublishedItem
from reforms.selectors import Link

ITEMS_A_PAGE = 50
Counts = dict[tuple[int, int], Grades]
"""The grades by item and publication."""


@dataclass(frozen=True)
class HeatCell:
    """An item in a year. cells: without those that no row bears; is_listed: whether the year knows the item."""

    year: int
    is_current: bool
    is_listed: bool
    cells: list[GradeCell]


@dataclass(frozen=True)
class HeatRow:
    """An item through the years; changes: of the shown year against the one before, in words."""

    number: str
    name: str
    url: str
    years: list[HeatCell]
    changes: list[GradeCell]


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
    counts = _counts(items, offer, filters)
    return HeatMap(
        years=offer.years,
        rows=[_row(item, counts, offer, filters) for item in items],
        page_obj=page,
        page_links=_page_links(page, filters),
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


def _row(item: PublishedItem, counts: Counts, offer: Offer, filters: DashboardFilters) -> HeatRow:
    cells = [_cell(publication, item, counts, offer, filters) for publication in offer.of_programme]
    return HeatRow(
        number=item.number,
        name=item.name,
        url=rows_address(filters.query(item=str(item.item_id))),
        years=cells,
        changes=_changes(item, counts, offer, filters),
    )


def _cell(
    publication: Publication, item: PublishedItem, counts: Counts, offer: Offer, filters: DashboardFilters
) -> HeatCell:
    listed = [one for one in offer.items_of_chain(str(item.item_id)) if (one, publication.pk) in counts]
    grades: Grades = sum((counts[one, publication.pk] for one in listed), Counter())
    year = publication.round.fiscal_year
    asked = {"item": str(listed[0]) if listed else "", "year": str(year)}
    cells = grade_cells(
        [*offer.scale_of(publication), None],
        grades,
        None,
        lambda **changes: rows_address(filters.query(**asked, **changes)),
    )
    return HeatCell(
        year=year,
        is_current=publication == offer.publication,
        is_listed=bool(listed),
        cells=[cell for cell in cells if cell.count],
    )


def _changes(item: PublishedItem, counts: Counts, offer: Offer, filters: DashboardFilters) -> list[GradeCell]:
    before = offer.before
    if before is None or not offer.is_comparable(before):
        return []
    chain = offer.items_of_chain(str(item.item_id))
    now = counts.get((item.item_id, offer.publication.pk), Counter())
    was: Grades = sum((counts.get((one, before.pk), Counter()) for one in chain), Counter())
    cells = grade_cells(
        [*offer.scale, None], now, was, lambda **changes: rows_address(filters.query(item=str(item.item_id), **changes))
    )
    return [cell for cell in cells if cell.change]


def _page_links(page: Page[PublishedItem], filters: DashboardFilters) -> list[Link]:
    if page.paginator.num_pages == 1:
        return []
    return [
        Link(str(number), f"?{filters.query(page=str(number))}#items", number == page.number)
        for number in page.paginator.page_range
    ]
