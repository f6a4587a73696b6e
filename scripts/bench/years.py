"""Ten published years of one programme, all alike in size, for the pages that read many of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import connection, models

from kpis.models import Contradiction, Kpi, KpiListing, KpiStanding, PublishedKpi, PublishedPromise
from kpis.services.search_keys import write_search_keys
from reforms.models import (
    Edition,
    EditionScale,
    FormSheet,
    Ministry,
    ProcessProgress,
    Programme,
    Publication,
    PublishedItem,
    PublishedProgress,
    Rating,
    RatingScale,
    ReformItem,
    ReformProcess,
    ReportingRound,
    SourceDocument,
)
from scripts.bench.contents import (
    UNIT,
    cited_actual,
    item_content,
    kpi_content,
    kpi_name,
    progress_content,
)

KPIS, ITEMS, PROCESSES, MINISTRIES = 5_000, 100, 300, 20
CONTRADICTIONS = 2_000
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

    def ministry(self, number: int) -> Ministry:
        """Who answers for an item, a process or a KPI."""
        return self.ministries[number % MINISTRIES]

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
        Kpi.objects.bulk_create(Kpi(name=kpi_name(number), unit=UNIT) for number in range(KPIS)),
        Ministry.objects.bulk_create(ministries),
    )


def fill_years(frame: Frame, years: range) -> None:
    """Publishes these years, counted from the first; the KPIs go on from year to year."""
    for year in years:
        _fill_year(frame, FIRST_YEAR + year)
    analyse()


def fill_contradictions(frame: Frame) -> None:
    """What the checks found: two years of a KPI side by side."""
    document = SourceDocument.objects.order_by("pk")[0].pk
    Contradiction.objects.bulk_create(
        Contradiction(
            check_id="same_kpi_different_grade",
            fingerprint=f"{number:064}",
            message=f"「{kpi.name}」の実績が二つの文書で違います。",
            cells=[cited_actual(number, year, document) for year in (FIRST_YEAR, FIRST_YEAR + 1)],
            kpi=kpi,
        )
        for number, kpi in enumerate(frame.kpis[:CONTRADICTIONS])
    )


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
    document = SourceDocument.objects.create(
        file_name=f"{year}.txt",
        sha256=uuid4().hex * 2,
        title=f"{year}年の進捗",
        published_on=publication.published_on,
        layout="",
        text="",
    )
    sheets = FormSheet.objects.bulk_create(
        FormSheet(edition=publication.round.edition, row_id=f"s{order}", order=order) for order in range(ITEMS)
    )
    items = _items(frame, publication, document.pk)
    _publish_progress(frame, publication, sheets, items, document.pk)
    published = _published_kpis(frame, publication, sheets, document.pk)
    _tie(PublishedKpi, published, items)
    standings = KpiStanding.objects.bulk_create(
        _standing(frame, number, year, one) for number, one in enumerate(published)
    )
    _tie(KpiStanding, standings, items)
    _tie(KpiStanding, standings, frame.ministries)
    PublishedPromise.objects.bulk_create(_promise(one, year) for one in standings[::3])  # of each ministry
    write_search_keys(publication)


def _tie(model: type[models.Model], rows: Sequence[models.Model], others: Sequence[models.Model]) -> None:
    """Ties each row to one of the others, in turns."""
    field: Any = next(field for field in model._meta.many_to_many if isinstance(others[0], field.related_model))
    ties, row_id, other_id = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
    ties.objects.bulk_create(
        ties(**{row_id: row.pk, other_id: others[number % len(others)].pk}) for number, row in enumerate(rows)
    )


def _items(frame: Frame, publication: Publication, document: int) -> list[PublishedItem]:
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
    published = PublishedItem.objects.bulk_create(
        PublishedItem(
            publication=publication,
            item=item,
            order=item.order,
            name=item.name,
            content=item_content(document, frame.ministry(item.order).name),
            search_key="",
        )
        for item in items
    )
    _tie(PublishedItem, published, frame.ministries)
    return published


def _publish_progress(
    frame: Frame,
    publication: Publication,
    sheets: Sequence[FormSheet],
    items: Sequence[PublishedItem],
    document: int,
) -> None:
    edition, year = publication.round.edition, publication.round.fiscal_year
    processes = ReformProcess.objects.bulk_create(
        ReformProcess(edition=edition, sheet=sheets[number % ITEMS], row_id=f"p{number}", order=number)
        for number in range(PROCESSES)
    )
    cells = ProcessProgress.objects.bulk_create(
        ProcessProgress(round=publication.round, sheet=process.sheet, row_id=f"g{process.order}", order=process.order)
        for process in processes
    )
    published = PublishedProgress.objects.bulk_create(
        PublishedProgress(
            publication=publication,
            progress=cell,
            order=cell.order,
            content=progress_content(process.pk, year, document, frame.ministry(cell.order).name),
        )
        for process, cell in zip(processes, cells, strict=True)
    )
    _tie(PublishedProgress, published, items)
    _tie(PublishedProgress, published, frame.ministries)


def _published_kpis(
    frame: Frame, publication: Publication, sheets: Sequence[FormSheet], document: int
) -> list[PublishedKpi]:
    edition, year = publication.round.edition, publication.round.fiscal_year
    listings = KpiListing.objects.bulk_create(
        KpiListing(
            edition=edition,
            sheet=sheets[order % ITEMS],
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
            grade=frame.grade(listing.order, year),
            content=kpi_content(listing.order, year, frame.grade(listing.order, year).code, document),
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


def _promise(standing: KpiStanding, year: int) -> PublishedPromise:
    return PublishedPromise(
        standing=standing,
        publication=standing.publication,
        number=1,
        uid=uuid4(),
        kind="value",
        what="実績の把握",
        begins_on=date(year + 1, 3, 1),
        ends_on=date(year + 1, 3, 31),
    )
