"""The rows behind a number, paged."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from kpis.dashboard.filters import RowFilters
from kpis.dashboard.selectors.asked import ORDERS, rows_asked_for
from kpis.dashboard.selectors.head import YearHead, year_head
from kpis.dashboard.selectors.offer import Offer
from kpis.dashboard.selectors.shown_rows import ShownStanding, shown_rows
from kpis.models import KpiStanding
from reforms.paging import page_links
from reforms.selectors import Link

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class RowListPage:
    """dashboard_query: of the dashboard narrowed alike; is_of_item: every row is listed, also of one KPI twice."""

    head: YearHead
    rows: list[ShownStanding]
    year_before: int | None
    is_of_item: bool
    dashboard_query: str
    page_obj: Page[KpiStanding]
    page_links: list[Link]


def row_list_page(offer: Offer, filters: RowFilters, page_number: str, *, today: datetime.date) -> RowListPage:
    """The rows as asked; a page number that is none gives the nearest page there is."""
    asked = rows_asked_for(filters, offer, today).order_by(*ORDERS[filters.sort or "printed"])
    page = Paginator(asked, ROWS_A_PAGE).get_page(page_number)
    year_before = offer.before.round.fiscal_year if offer.before else None
    first = (page.number - 1) * ROWS_A_PAGE
    return RowListPage(
        head=year_head(offer, filters, "kpis:dashboard_rows"),
        rows=shown_rows(asked[first : first + ROWS_A_PAGE], offer.year, year_before, today),
        year_before=year_before,
        is_of_item=bool(filters.item),
        dashboard_query=filters.of_dashboard.query(),
        page_obj=page,
        page_links=page_links(page, lambda number: f"?{filters.query(page=number)}"),
    )
