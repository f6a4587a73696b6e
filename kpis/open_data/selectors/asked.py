"""Which published rows are asked for."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from kpis.models import KpiStanding, PublishedKpi
from kpis.open_data.filters import OpenDataFilters
from reforms.models import Ministry, Publication, PublishedItem, PublishedProgress


def in_force(as_of: datetime.date | None) -> QuerySet[Publication]:
    """What the public sees now; on a day, of each round the last that was published by then."""
    if as_of is None:
        return Publication.objects.filter(is_current=True)
    by_then = Publication.objects.filter(published_on__lte=as_of)
    later = by_then.filter(round=OuterRef("round"), number__gt=OuterRef("number"))
    return by_then.exclude(Exists(later))


def asked_publications(filters: OpenDataFilters) -> QuerySet[Publication]:
    """The publications that are asked for, without the long text of their documents."""
    publications = in_force(filters.as_of)
    if filters.programme:
        publications = publications.filter(round__edition__programme__slug=filters.programme)
    if filters.year is not None:
        publications = publications.filter(round__fiscal_year=filters.year)
    return publications.select_related("round__edition__programme", "document").defer("document__text").order_by("pk")


def asked_rows(source: str, filters: OpenDataFilters, publications: Sequence[Publication]) -> QuerySet[Any]:
    """The published rows that tables are made of, in an order that stays."""
    if source == "publications":
        return asked_publications(filters)
    rows: QuerySet[Any] = _SOURCES[source](filters)
    return rows.filter(publication__in=publications).order_by("publication", "order", "pk")


# What a row is tied to is only named: its own frozen content would take longer to read than the row.
_ITEMS = Prefetch("items", PublishedItem.objects.only("item_id", "number", "name", "order"))
_MINISTRIES = Ministry.objects.only("name")


def _items(filters: OpenDataFilters) -> QuerySet[PublishedItem]:
    rows = PublishedItem.objects.prefetch_related(Prefetch("ministries", _MINISTRIES))
    if filters.item is not None:
        rows = rows.filter(item=filters.item)
    return rows.filter(_tied(PublishedItem.ministries.through, "publisheditem", filters.ministry)).defer(
        "search_key", "heading_key"
    )


def _progress(filters: OpenDataFilters) -> QuerySet[PublishedProgress]:
    rows = PublishedProgress.objects.prefetch_related(_ITEMS).defer("search_key")
    if filters.item is not None:
        rows = rows.filter(items__item=filters.item)
    return rows.filter(_tied(PublishedProgress.ministries.through, "publishedprogress", filters.ministry))


def _kpis(filters: OpenDataFilters) -> QuerySet[PublishedKpi]:
    return _kpi_rows(filters).prefetch_related(_ITEMS).defer("search_key").annotate(kpi_id=F("listing__kpi"))


def _graded_kpis(filters: OpenDataFilters) -> QuerySet[PublishedKpi]:
    return _kpis(filters).select_related("grade__scale", "standing__computed__scale")


def _kpi_ties(filters: OpenDataFilters) -> QuerySet[PublishedKpi]:
    ministries = Prefetch("standing__ministries", _MINISTRIES)
    return _kpi_rows(filters).prefetch_related(_ITEMS, ministries).only("publication", "listing", "order")


def _kpi_rows(filters: OpenDataFilters) -> QuerySet[PublishedKpi]:
    rows = PublishedKpi.objects.filter(_answered_by(filters.ministry))
    if filters.item is not None:
        rows = rows.filter(items__item=filters.item)
    if filters.kpi is not None:
        rows = rows.filter(listing__kpi=filters.kpi)
    if filters.grade:
        rows = rows.filter(grade__code=filters.grade)
    return rows


def _answered_by(ministry: str) -> Q:
    """Rows that the ministry answers for; where that is not kept, of an errata's predecessor, rows of its items."""
    if not ministry:
        return Q()
    standing = _tied(KpiStanding.ministries.through, "kpistanding", ministry)
    of_items = PublishedItem.ministries.through.objects.filter(ministry__name=ministry).values("publisheditem")
    under = PublishedKpi.items.through.objects.filter(publishedkpi=OuterRef("pk"), publisheditem__in=of_items)
    return standing | Q(Exists(under), standing=None)


def _tied(ties: Any, owner: str, ministry: str) -> Q:
    if not ministry:
        return Q()
    keys = Ministry.objects.filter(name=ministry).values("pk")
    return Q(Exists(ties.objects.filter(**{owner: OuterRef("pk")}, ministry__in=keys)))


_SOURCES: dict[str, Any] = {
    "items": _items,
    "progress": _progress,
    "kpis": _kpis,
    "graded-kpis": _graded_kpis,
    "kpi-ties": _kpi_ties,
}
