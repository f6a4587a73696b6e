"""Ten published years of one programme, all alike in size, for the pages that read many of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db import connection

from kpis.models import Kpi, KpiListing, KpiStanding, PublishedKpi, PublishedPromise
from reforms.models import (
    Edition,
    EditionScale,
    FormSheet,
    Ministry,
    Programme,
    Publication,
    PublishedItem,
    Rating,
    RatingScale,
    ReformItem,
    ReportingRound,
)

KPIS, ITEMS, MINISTRIES = 5_000, 100, 20
FIRST_YEAR = 2016
LOOKS = (("A", "circle", "good"), ("B", "triangle", "behind"), ("N", "dashed", "unknown"), ("F", "square", "neutral"))
"""Code, shape and colour of each rating."""


@dataclass(frozen=True)
class Frame:
    """What all years share."""

    programme: Programme
    scale: RatingScale
    ratings: Sequence[Rating]
    kpis: Sequence[Kpi]
    ministries: Sequence[Ministry]

    def grade(self, number: int, year: int) -> Rating:
        """Some KPIs move each year, some never."""
        return self.ratings[(number * 7 + year * (number % 3)) % len(self.ratings)]


def make_frame() -> Frame:
    """The programme, its scale, KPIs and ministries, newly made."""
    scale = RatingScale.objects.create(slug="bench", name="区分")
    ratings = [
        Rating(scale=scale, code=code, label=code, order=order, shape=shape, colour_role=role)
        for order, (code, shape, role) in enumerate(LOOKS)
    ]
    ministries = [Ministry(name=f"省{number}", short_name=f"省{number}", order=number) for number in range(MINISTRIES)]
    return Frame(
        Programme.objects.create(slug="bench", name="計画", begins_on=date(2016, 4, 1)),
        scale,
        Rating.objects.bulk_create(ratings),
        Kpi.objects.bulk_create(Kpi(name=f"指標{number}") for number in range(KPIS)),
        Ministry.objects.bulk_create(ministries),
    )


def fill_years(frame: Frame, years: range) -> None:
    """Publishes these years, counted from the first; the KPIs go on from year to year."""
    for year in years:
        _fill_year(frame, FIRST_YEAR + year)
    analyse()


def analyse() -> None:
    """Lets the database look at what was filled in, as it does by itself after a while."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def publish(programme: Programme, slug: str, year: int) -> Publication:
    """An empty published year."""
    day = date(year, 12, 21)
    edition = Edition.objects.create(
        slug=slug, programme=programme, name=f"{year}年の版", fiscal_year=year, published_on=day
    )
    round = ReportingRound.objects.create(edition=edition, fiscal_year=year)
    return Publication.objects.create(round=round, number=1, kind="published", published_on=day)


def _fill_year(frame: Frame, year: int) -> None:
    publication = publish(frame.programme, f"bench-{year}", year)
    EditionScale.objects.create(edition=publication.round.edition, rates="kpi", scale=frame.scale)
    items = _items(publication)
    published = _published_kpis(frame, publication)
    standings = KpiStanding.objects.bulk_create(
        _standing(frame, number, year, one) for number, one in enumerate(published)
    )
    PublishedPromise.objects.bulk_create(_promise(one, year) for one in published[::5])
    to_items, to_ministries = KpiStanding.items.through, KpiStanding.ministries.through
    to_items.objects.bulk_create(
        to_items(kpistanding_id=one.pk, publisheditem_id=items[number % ITEMS].pk)
        for number, one in enumerate(standings)
    )
    to_ministries.objects.bulk_create(
        to_ministries(kpistanding_id=one.pk, ministry_id=frame.ministries[number % MINISTRIES].pk)
        for number, one in enumerate(standings)
    )


def _items(publication: Publication) -> list[PublishedItem]:
    edition = publication.round.edition
    year_before = ReformItem.objects.filter(
        edition__programme=edition.programme, edition__fiscal_year=edition.fiscal_year - 1
    )
    before = {item.row_id: item for item in year_before}
    items = ReformItem.objects.bulk_create(
        ReformItem(
            edition=edition,
            row_id=f"i{number}",
            order=number,
            name=f"改革項目その{number}",
            continues=before.get(f"i{number}"),
            continuation="confirmed" if before else "",
        )
        for number in range(ITEMS)
    )
    return PublishedItem.objects.bulk_create(
        PublishedItem(publication=publication, item=item, order=item.order, name=item.name, content={}, search_key="")
        for item in items
    )


def _published_kpis(frame: Frame, publication: Publication) -> list[PublishedKpi]:
    edition = publication.round.edition
    sheet = FormSheet.objects.create(edition=edition, row_id="s1", order=1)
    listings = KpiListing.objects.bulk_create(
        KpiListing(
            edition=edition,
            sheet=sheet,
            kpi=kpi,
            row_id=f"k{order}",
            order=order,
            tier=1 + order % 2,
            name=kpi.name,
        )
        for order, kpi in enumerate(frame.kpis)
    )
    return PublishedKpi.objects.bulk_create(
        PublishedKpi(
            publication=publication,
            listing=listing,
            order=listing.order,
            tier=listing.tier,
            is_heading=False,
            content={},
            search_key="",
        )
        for listing in listings
    )


def _standing(frame: Frame, number: int, year: int, published: PublishedKpi) -> KpiStanding:
    grade, has_before, is_behind = frame.grade(number, year), year > FIRST_YEAR, number % 4 == 0
    return KpiStanding(
        published=published,
        publication=published.publication,
        kpi=frame.kpis[number],
        order=number,
        tier=published.tier,
        name=frame.kpis[number].name,
        is_relisted=False,
        is_counted=True,
        grade=grade,
        grade_before=frame.grade(number, year - 1) if has_before else None,
        year_before=year - 1 if has_before else None,
        unjudged_since=year if grade.code == "N" else None,
        is_behind=is_behind,
        behind_by="0.1" if is_behind else None,
        explanation="進捗率と経過率を比べた。" * 6,
    )


def _promise(published: PublishedKpi, year: int) -> PublishedPromise:
    return PublishedPromise(
        published=published,
        publication=published.publication,
        number=1,
        uid=uuid4(),
        kind="value",
        what="実績の把握",
        begins_on=date(year + 1, 3, 1),
        ends_on=date(year + 1, 3, 31),
    )
