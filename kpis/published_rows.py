"""Published KPI rows as plain records, and the ratings of their editions: what pages and standings are made from."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from kpis.frozen import FrozenKpi
from kpis.models import PublishedKpi
from reforms.models import EditionScale, Publication, Rating
from reforms.vocabulary import Vocabulary

_COLUMNS = ("pk", "publication", "listing", "listing__kpi", "order", "tier", "is_heading", "grade", "content")
_ITEM_COLUMNS = ("publisheditem__item", "publisheditem__number", "publisheditem__name")


@dataclass(frozen=True)
class PrintedItem:
    """The item a row stands under, as published. id: primary key of the ReformItem."""

    id: int
    number: str
    name: str


@dataclass(frozen=True)
class PublishedRow:
    """A KPI row as published. fiscal_year: of the round; listing, kpi, edition: primary keys, kpi None of a heading;
    published, publication: those of the PublishedKpi and its Publication, 0 of a row that is only being entered."""

    listing: int
    kpi: int | None
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

    @property
    def kpi_url(self) -> str:
        """The address of the KPI's page, "" of a heading."""
        return reverse("kpis:kpi", args=(self.kpi,)) if self.kpi else ""


def published_rows(rows: QuerySet[PublishedKpi]) -> list[PublishedRow]:
    """The rows of current publications, oldest year first, in printed order. Four queries, whatever their number."""
    found = _current(rows)
    ties = PublishedKpi.items.through.objects.filter(publishedkpi__in=[row.pk for row in found])
    items: dict[int, list[PrintedItem]] = defaultdict(list)
    for row, *item in ties.order_by("publisheditem__order").values_list("publishedkpi", *_ITEM_COLUMNS):
        items[row].append(PrintedItem(*item))
    return _rows(found, items)


def published_rows_alone(rows: QuerySet[PublishedKpi]) -> list[PublishedRow]:
    """The rows as `published_rows` gives them, without the items that they stand under. Three queries."""
    return _rows(_current(rows), {})


def _current(rows: QuerySet[PublishedKpi]) -> list[Any]:
    """The columns of the rows: thousands of them are read at once, and a model takes longer than all that is shown."""
    return list(rows.filter(publication__is_current=True).order_by().values_list(*_COLUMNS, named=True))


def _rows(found: Sequence[Any], items: Mapping[int, Sequence[PrintedItem]]) -> list[PublishedRow]:
    """The records in order. What most rows share is fetched once, not once a row."""
    publications = Publication.objects.select_related("round__edition__programme").in_bulk(
        {row.publication for row in found}
    )
    ratings = Rating.objects.select_related("scale").in_bulk({row.grade for row in found if row.grade})
    printed = ((row, publications[row.publication]) for row in found)
    return [
        _row(row, publication, ratings.get(row.grade), tuple(items.get(row.pk, ())))
        for row, publication in sorted(printed, key=_age)
    ]


def _age(printed: tuple[Any, Publication]) -> tuple[int, datetime.date, int, int]:
    row, publication = printed
    return publication.round.fiscal_year, publication.published_on, publication.pk, row.order


def _row(row: Any, publication: Publication, grade: Rating | None, items: tuple[PrintedItem, ...]) -> PublishedRow:
    round = publication.round
    return PublishedRow(
        listing=row.listing,
        kpi=row.listing__kpi,
        order=row.order,
        tier=row.tier,
        is_heading=row.is_heading,
        grade=grade,
        content=FrozenKpi.from_json(row.content),
        items=items,
        edition=round.edition_id,
        edition_slug=round.edition.slug,
        edition_name=round.edition.name,
        words=round.edition.vocabulary,
        programme=round.edition.programme.name,
        fiscal_year=round.fiscal_year,
        published_on=publication.published_on,
        programme_begins_on=round.edition.programme.begins_on,
        programme_ends_on=round.edition.programme.ends_on,
        published=row.pk,
        publication=publication.pk,
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
