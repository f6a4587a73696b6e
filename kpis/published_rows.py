"""Published KPI rows as plain records, and the ratings of their editions: what pages and standings are made from."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Prefetch, QuerySet

from kpis.frozen import FrozenKpi
from kpis.models import Kpi, PublishedKpi
from reforms.models import EditionScale, Publication, Rating
from reforms.vocabulary import Vocabulary


@dataclass(frozen=True)
class PrintedItem:
    """The item a row stands under, as published. id: primary key of the ReformItem."""

    id: int
    number: str
    name: str


@dataclass(frozen=True)
class PublishedRow:
    """A KPI row as published. kpi: None of a heading row; fiscal_year: of the round; edition: primary key; published,
    publication: primary keys of the PublishedKpi and its Publication, 0 of a row that is only being entered."""

    listing: int
    kpi: Kpi | None
    order: int
    tier: int | None
    is_heading: bool
    grade: Rating | None
    content: FrozenKpi
    items: tuple[PrintedItem, ...]
    edition: int
    edition_slug: str
    edition_name: str
    words: Vocabulary
    programme: str
    fiscal_year: int
    published_on: datetime.date
    programme_begins_on: datetime.date
    programme_ends_on: datetime.date | None
    published: int = 0
    publication: int = 0


def published_rows(rows: QuerySet[PublishedKpi]) -> list[PublishedRow]:
    """The rows of current publications, oldest year first, in printed order. Four queries, whatever their number."""
    return [
        _row(row, tuple(PrintedItem(item.item_id, item.number, item.name) for item in row.items.all()))
        for row in _current(rows.prefetch_related("items"))
    ]


def published_rows_alone(rows: QuerySet[PublishedKpi]) -> list[PublishedRow]:
    """The rows as `published_rows` gives them, without the items that they stand under. Three queries."""
    return [_row(row, ()) for row in _current(rows)]


def _current(rows: QuerySet[PublishedKpi]) -> list[PublishedKpi]:
    """The rows in order, each with a few that most of them share: those are fetched once, not once a row."""
    fetched = (
        rows.filter(publication__is_current=True)
        .select_related("listing__kpi")
        .prefetch_related(
            Prefetch("publication", Publication.objects.select_related("round__edition__programme")),
            Prefetch("grade", Rating.objects.select_related("scale")),
        )
    )
    return sorted(fetched.order_by(), key=_age)


def _age(row: PublishedKpi) -> tuple[int, datetime.date, int, int]:
    publication = row.publication
    return publication.round.fiscal_year, publication.published_on, publication.pk, row.order


def _row(row: PublishedKpi, items: tuple[PrintedItem, ...]) -> PublishedRow:
    round = row.publication.round
    return PublishedRow(
        listing=row.listing_id,
        kpi=row.listing.kpi,
        order=row.order,
        tier=row.tier,
        is_heading=row.is_heading,
        grade=row.grade,
        content=FrozenKpi.from_json(row.content),
        items=items,
        edition=round.edition_id,
        edition_slug=round.edition.slug,
        edition_name=round.edition.name,
        words=round.edition.vocabulary,
        programme=round.edition.programme.name,
        fiscal_year=round.fiscal_year,
        published_on=row.publication.published_on,
        programme_begins_on=round.edition.programme.begins_on,
        programme_ends_on=round.edition.programme.ends_on,
        published=row.pk,
        publication=row.publication_id,
    )


@dataclass(frozen=True)
class KpiRatings:
    """The ratings that editions use for their KPIs."""

    by_edition: dict[int, dict[str, Rating]]

    def codes(self, edition: int) -> tuple[str, ...]:
        """The codes an edition prints for KPIs, empty where it prints none."""
        return tuple(self.by_edition.get(edition, {}))

    def rating(self, edition: int, code: str | None) -> Rating | None:
        """The rating behind a code of an edition."""
        return self.by_edition.get(edition, {}).get(code or "")


def kpi_ratings(editions: Iterable[int]) -> KpiRatings:
    """The scales of KPIs in these editions. One query."""
    rated = EditionScale.objects.filter(edition__in=set(editions), rates=EditionScale.Rates.KPI)
    pairs = Rating.objects.filter(scale__edition_scales__in=rated).annotate(of=F("scale__edition_scales__edition"))
    found: dict[int, dict[str, Rating]] = defaultdict(dict)
    for rating in pairs.select_related("scale"):
        found[rating.of][rating.code] = rating
    return KpiRatings(dict(found))


def mark_ratings(edition: int) -> QuerySet[Rating]:
    """The marks that an edition uses for its processes (（順調））."""
    return Rating.objects.filter(
        scale__edition_scales__edition=edition, scale__edition_scales__rates=EditionScale.Rates.PROCESS
    )
