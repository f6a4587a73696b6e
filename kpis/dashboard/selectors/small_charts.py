"""小さなグラフの一覧: the KPIs of a year as asked, a small chart each, the furthest behind first."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from kpis.charted import ChartSource
from kpis.dashboard.filters import DashboardFilters
from kpis.dashboard.selectors.asked import ORDERS, standings_of
from kpis.dashboard.selectors.chart_cells import ChartCell, chart_cells
from kpis.dashboard.selectors.head import YearHead, year_head
from kpis.dashboard.selectors.offer import Offer
from kpis.dashboard.selectors.page import is_unready
from kpis.models import KpiStanding, PublishedKpi
from reforms.paging import page_links
from reforms.selectors import Link, year_label

CHARTS_A_PAGE = 60
TABLE = "table"
"""Asks for the same as a table."""


@dataclass(frozen=True)
class ChartsPage:
    """title: in quotations and names of files; query: of this page of the list; other_query: of the same as a table, or
    drawn again."""

    head: YearHead
    title: str
    cells: list[ChartCell]
    is_table: bool
    query: str
    other_query: str
    sources: tuple[ChartSource, ...]
    page_obj: Page[int]
    page_links: list[Link]
    is_unready: bool


def charts_page(offer: Offer, filters: DashboardFilters, page_number: str, show: str, address: str) -> ChartsPage:
    """The asked page, drawn as things stood in the shown year; address: the name of the page that links lead to."""
    asked = standings_of([offer.publication], filters, offer).order_by(*ORDERS["behind"])
    page = Paginator(asked.values_list("pk", flat=True), CHARTS_A_PAGE).get_page(page_number)
    rows = KpiStanding.objects.select_related("grade__scale", "computed").in_bulk(list(page.object_list))
    until = PublishedKpi.objects.filter(publication__round__fiscal_year__lte=offer.year)
    shown = {"show": TABLE} if show == TABLE else {}
    number = str(page.number) if page.number > 1 else ""
    edition = offer.publication.round.edition
    cells = chart_cells([rows[key] for key in page.object_list if key in rows], until)
    return ChartsPage(
        head=year_head(offer, filters, address),
        title=f"小さなグラフの一覧（{edition.programme.name} {year_label(offer.year)}）",
        cells=cells,
        is_table=bool(shown),
        query=filters.query(page=number),
        other_query=filters.query(page=number, show="" if shown else TABLE),
        sources=(ChartSource(edition.name, "", offer.publication.published_on),),
        page_obj=page,
        page_links=page_links(page, lambda number: f"?{filters.query(page=number, **shown)}"),
        is_unready=not cells and is_unready(offer, filters),
    )
