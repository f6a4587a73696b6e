"""Published KPI rows as plain records, and the ratings of their editions: what pages and standings are made from."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse

from kpi_tracker.lib.records import Record
from kpis.frozen import FrozenKpi
from kpis.models import PublishedKpi
from reforms.models import EditionScale, Publication, Rating
from reforms.vocabulary import Vocabulary

_COLUMNS = ("pk", "publication", "listing", "listing__kpi", "order", "tier", "is_heading", "grade", "text")
_ITEM_COLUMNS = ("publisheditem__item", "publisheditem__number", "publisheditem__name")


@dataclass(frozen=True)
class PrintedItem:
    """The item a row stands under, as published. id: primary key of the ReformItem."""

    id: int
    number: str
    name: str


class PublishedRow(Record, frozen=True):
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
    current = rows.filter(publication__is_current=True).annotate(text=Cast("content", TextField()))
    return list(current.order_by().values_list(*_COLUMNS, named=True))


def _rows(found: Sequence[Any], items: Mapping[int, Sequence[PrintedItem]]) -> list[PublishedRow]:
    """The records in order. What most rows share is fetched once, not once a row."""
    publications = Publication.objects.select_related("round__edition__programme").in_bulk(
        {row.publication for row in found}
    )
    ratings = Rating.objects.select_related("scale").in_bulk({row.grade for row in found if row.grade})
    shared = {publication.pk: _shared(publication) for publication in sorted(publications.values(), key=_age)}
    places = {publication: place for place, publication in enumerate(shared)}
    return [
        PublishedRow(
            listing=row.listing,
            kpi=row.listing__kpi,
            order=row.order,
            tier=row.tier,
            is_heading=row.is_heading,
            grade=ratings.get(row.grade),
            content=FrozenKpi.from_text(row.text),
            items=tuple(items.get(row.pk, ())),
            published=row.pk,
            **shared[row.publication],
        )
        for row in sorted(found, key=lambda row: (places[row.publication], row.order))
    ]


def _age(publication: Publication) -> tuple[int, datetime.date, int]:
    return publication.round.fiscal_year, publication.published_on, publication.pk


def _shared(publication: Publication) -> dict[str, Any]:
    """What all rows of a publication have in common."""
    edition = publication.round.edition
    return {
        "publication": publication.pk,
        "published_on": publication.published_on,
        "fiscal_year": publication.round.fiscal_year,
        "edition": edition.pk,
        "edition_slug": edition.slug,
        "edition_name": edition.name,
        "words": edition.vocabulary,
        "programme": edition.programme.name,
        "programme_begins_on": edition.programme.begins_on,
        "programme_ends_on": edition.programme.ends_on,
    }


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
