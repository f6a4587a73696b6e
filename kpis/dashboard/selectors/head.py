"""What stands above every page of the dashboard: which programme and year is shown, and the ways to others."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from kpis.dashboard.filters import DashboardFilters
from kpis.dashboard.selectors.offer import Offer
from reforms.models import Rating
from reforms.selectors import Link, publication_label, year_label
from reforms.vocabulary import Vocabulary


@dataclass(frozen=True)
class YearHead:
    """is_graded: the edition grades its KPIs; query, clear_query: of this view, and of the whole year."""

    programme: str
    edition: str
    year: str
    publication: str
    words: Vocabulary
    programmes: list[Link]
    years: list[Link]
    scale: list[Rating]
    is_graded: bool
    is_narrowed: bool
    query: str
    clear_query: str


def year_head(offer: Offer, filters: DashboardFilters, page: str) -> YearHead:
    """page: the name of the address that years and programmes lead to."""
    publication = offer.publication
    edition = publication.round.edition
    return YearHead(
        programme=edition.programme.name,
        edition=edition.name,
        year=year_label(offer.year),
        publication=publication_label(publication),
        words=edition.vocabulary,
        programmes=_programmes(offer, page),
        years=_years(offer, filters, page),
        scale=offer.scale,
        is_graded=bool(offer.scale),
        is_narrowed=filters.is_narrowing,
        query=filters.query(),
        clear_query=filters.of_year.query(),
    )


def _programmes(offer: Offer, page: str) -> list[Link]:
    current = offer.publication.round.edition.programme
    programmes = dict.fromkeys(one.round.edition.programme for one in offer.publications)
    return [
        Link(one.name, f"{reverse(page)}?{DashboardFilters(one.slug).query()}", one == current) for one in programmes
    ]


def _years(offer: Offer, filters: DashboardFilters, page: str) -> list[Link]:
    """The years of the programme. What was asked for is kept; what another year does not offer is told there."""
    return [
        Link(
            year_label(one.round.fiscal_year),
            f"{reverse(page)}?{filters.query(year=str(one.round.fiscal_year))}",
            one == offer.publication,
        )
        for one in offer.of_programme
    ]
