"""How long the dashboard takes beside its bare statements and its template: `python -m scripts.bench.dashboard`.

Run beneath `scripts.throwaway_postgres`, DEBUG being 0. A programme of ten years with 5,000 KPIs each, then so many
further ones that a million rows stand in the table. Prints a table in Markdown.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from statistics import median
from typing import Any
from uuid import uuid4

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - models can be imported only now
from django.db import connection  # noqa: E402
from django.template.loader import render_to_string  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import (  # noqa: E402
    CaptureQueriesContext,
    setup_test_environment,
    teardown_test_environment,
)

from kpis.models import Kpi, KpiListing, KpiStanding, PublishedKpi, PublishedPromise  # noqa: E402
from reforms.models import (  # noqa: E402
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

YEARS, KPIS, ITEMS, MINISTRIES = 10, 5_000, 100, 20
FIRST_YEAR = 2016
MANY = int(os.environ.get("BENCH_ROWS", "1000000"))
RUNS = 9
PAGES = {
    "dashboard": "/dashboard/?programme=bench",
    "dashboard of a ministry": "/dashboard/?programme=bench&ministry=省3",
    "list, furthest behind first": "/dashboard/rows/?programme=bench&sort=behind",
    "list of a move": "/dashboard/rows/?programme=bench&before=N&grade=A",
}


def main() -> None:
    """Fills, measures and prints."""
    call_command("migrate", verbosity=0)
    override_settings(
        ALLOWED_HOSTS=["testserver"], SECRET_KEY="only-for-the-benchmark", STORAGES=_plain_files()
    ).enable()
    fill_years(range(2))
    few = _seconds_of(PAGES["dashboard"])
    fill_years(range(2, YEARS))
    print(f"{KPIS:,} KPIs × {YEARS} years, medians of {RUNS}\n")
    print("| page | ms | statements + template, ms | times | queries |\n|---|---|---|---|---|")
    for name, address in PAGES.items():
        whole, floor, queries = measured(address)
        print(f"| {name} | {whole * 1000:.0f} | {floor * 1000:.0f} | {whole / floor:.1f} | {queries} |", flush=True)
    fill_others(MANY)
    many = _seconds_of(PAGES["dashboard"])
    rows = KpiStanding.objects.count()
    print(f"\ndashboard of one round: {few * 1000:.0f} ms at {2 * KPIS:,} rows, {many * 1000:.0f} ms at {rows:,}")


def _plain_files() -> dict[str, Any]:
    return {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def _seconds_of(address: str) -> float:
    client = Client()
    if client.get(address).status_code != HTTPStatus.OK:
        raise RuntimeError(address)
    return _median(lambda: client.get(address))


def _median(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return median(taken)


def measured(address: str) -> tuple[float, float, int]:
    """Seconds of the page, and of its statements through psycopg2 and its template with what the view gave it."""
    client = Client()
    setup_test_environment()  # only so that the client is told of templates and what they were given
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    teardown_test_environment()
    contexts: Any = answer.context
    name, context = str(answer.templates[0].name), contexts[0].flatten()
    statements = [one["sql"] for one in queries]

    def bare() -> None:
        with connection.connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
                cursor.fetchall()
        render_to_string(name, context)

    return _median(lambda: client.get(address)), _median(bare), len(statements)


def fill_years(years: range) -> None:
    """Published years of one programme, on one scale, whose KPIs go on from year to year."""
    programme, _ = Programme.objects.get_or_create(
        slug="bench", defaults={"name": "計画", "begins_on": date(2016, 4, 1)}
    )
    scale, ratings = _scale()
    kpis = list(Kpi.objects.order_by("pk")) or Kpi.objects.bulk_create(Kpi(name=f"指標{n}") for n in range(KPIS))
    ministries = list(Ministry.objects.order_by("pk")) or Ministry.objects.bulk_create(
        Ministry(name=f"省{n}", short_name=f"省{n}", order=n) for n in range(MINISTRIES)
    )
    for year in years:
        _fill_year(FIRST_YEAR + year, programme, scale, ratings, kpis, ministries)
    _analyse()


def _scale() -> tuple[RatingScale, list[Rating]]:
    scale, is_new = RatingScale.objects.get_or_create(slug="bench", defaults={"name": "区分"})
    looks = (
        ("A", "circle", "good"),
        ("B", "triangle", "behind"),
        ("N", "dashed", "unknown"),
        ("F", "square", "neutral"),
    )
    if is_new:
        Rating.objects.bulk_create(
            Rating(scale=scale, code=code, label=code, order=n, shape=shape, colour_role=role)
            for n, (code, shape, role) in enumerate(looks)
        )
    return scale, list(scale.ratings.order_by("order"))


def _fill_year(
    year: int,
    programme: Programme,
    scale: RatingScale,
    ratings: list[Rating],
    kpis: list[Kpi],
    ministries: list[Ministry],
) -> None:
    edition = Edition.objects.create(
        slug=f"bench-{year}",
        programme=programme,
        name=f"{year}年の版",
        fiscal_year=year,
        published_on=date(year, 12, 21),
    )
    EditionScale.objects.create(edition=edition, rates="kpi", scale=scale)
    round = ReportingRound.objects.create(edition=edition, fiscal_year=year)
    publication = Publication.objects.create(round=round, number=1, kind="published", published_on=date(year, 12, 21))
    items = _items(edition, publication)
    sheet = FormSheet.objects.create(edition=edition, row_id="s1", order=1)
    listings = KpiListing.objects.bulk_create(
        KpiListing(edition=edition, sheet=sheet, kpi=kpi, row_id=f"k{n}", order=n, tier=1 + n % 2, name=kpi.name)
        for n, kpi in enumerate(kpis)
    )
    published = PublishedKpi.objects.bulk_create(
        PublishedKpi(
            publication=publication, listing=one, order=n, tier=one.tier, is_heading=False, content={}, search_key=""
        )
        for n, one in enumerate(listings)
    )
    standings = KpiStanding.objects.bulk_create(
        KpiStanding(
            published=one,
            publication=publication,
            kpi=kpis[n],
            order=n,
            tier=one.tier,
            name=kpis[n].name,
            is_relisted=False,
            is_counted=True,
            grade=_grade(ratings, n, year),
            grade_before=_grade(ratings, n, year - 1) if year > FIRST_YEAR else None,
            year_before=year - 1 if year > FIRST_YEAR else None,
            unjudged_since=year if _grade(ratings, n, year).code == "N" else None,
            is_behind=n % 4 == 0,
            behind_by="0.1" if n % 4 == 0 else None,
            explanation="進捗率と経過率を比べた。" * 6,
        )
        for n, one in enumerate(published)
    )
    PublishedPromise.objects.bulk_create(
        PublishedPromise(
            published=one,
            publication=publication,
            number=1,
            uid=uuid4(),
            kind="value",
            what="実績の把握",
            begins_on=date(year + 1, 3, 1),
            ends_on=date(year + 1, 3, 31),
        )
        for one in published[::5]
    )
    to_items, to_ministries = KpiStanding.items.through, KpiStanding.ministries.through
    to_items.objects.bulk_create(
        to_items(kpistanding_id=one.pk, publisheditem_id=items[n % ITEMS].pk) for n, one in enumerate(standings)
    )
    to_ministries.objects.bulk_create(
        to_ministries(kpistanding_id=one.pk, ministry_id=ministries[n % MINISTRIES].pk)
        for n, one in enumerate(standings)
    )


def _grade(ratings: list[Rating], number: int, year: int) -> Rating:
    """Some KPIs move each year, some never."""
    return ratings[(number * 7 + year * (number % 3)) % len(ratings)]


def _items(edition: Edition, publication: Publication) -> list[PublishedItem]:
    before = list(
        ReformItem.objects.filter(edition__programme=edition.programme, edition__fiscal_year=edition.fiscal_year - 1)
    )
    items = ReformItem.objects.bulk_create(
        ReformItem(
            edition=edition,
            row_id=f"i{n}",
            order=n,
            name=f"改革項目その{n}",
            continues=before[n] if before else None,
            continuation="confirmed" if before else "",
        )
        for n in range(ITEMS)
    )
    return PublishedItem.objects.bulk_create(
        PublishedItem(publication=publication, item=one, order=n, name=one.name, content={}, search_key="")
        for n, one in enumerate(items)
    )


def fill_others(rows: int) -> None:
    """Copies the last year into further programmes until so many rows stand."""
    model = Publication.objects.order_by("-pk")[0]
    while (standing := KpiStanding.objects.count()) < rows:
        print(f"{standing:,} rows stand", file=sys.stderr, flush=True)
        for number in range(10):
            _copy(model, f"other-{standing}-{number}")
    _analyse()


def _copy(model: Publication, slug: str) -> None:
    programme = Programme.objects.create(slug=slug, name=slug, begins_on=date(2016, 4, 1), order=9)
    edition = Edition.objects.create(
        slug=slug, programme=programme, name=slug, fiscal_year=2020, published_on=date(2020, 12, 21)
    )
    round = ReportingRound.objects.create(edition=edition, fiscal_year=2020)
    publication = Publication.objects.create(round=round, number=1, kind="published", published_on=date(2020, 12, 21))
    columns = [field.column for field in KpiStanding._meta.concrete_fields if field.column]
    copied = [column for column in columns if column not in ("published_id", "publication_id")]
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO kpis_publishedkpi (publication_id, listing_id, "order", tier, is_heading, content, search_key)'
            ' SELECT %s, listing_id, "order", tier, is_heading, content, search_key FROM kpis_publishedkpi'
            " WHERE publication_id = %s",
            [publication.pk, model.pk],
        )
        cursor.execute(
            f"INSERT INTO kpis_kpistanding (published_id, publication_id, {_quoted(copied)})"
            f" SELECT new.id, %s, {_quoted(copied, 's.')} FROM kpis_kpistanding s"
            " JOIN kpis_publishedkpi old ON old.id = s.published_id"
            " JOIN kpis_publishedkpi new ON new.listing_id = old.listing_id AND new.publication_id = %s"
            " WHERE s.publication_id = %s",
            [publication.pk, publication.pk, model.pk],
        )
        for table, column in (("items", "publisheditem_id"), ("ministries", "ministry_id")):
            cursor.execute(
                f"INSERT INTO kpis_kpistanding_{table} (kpistanding_id, {column})"
                f" SELECT new.id, t.{column} FROM kpis_kpistanding_{table} t"
                " JOIN kpis_publishedkpi old ON old.id = t.kpistanding_id AND old.publication_id = %s"
                " JOIN kpis_publishedkpi new ON new.listing_id = old.listing_id AND new.publication_id = %s",
                [model.pk, publication.pk],
            )


def _quoted(columns: list[str], before: str = "") -> str:
    return ", ".join(f'{before}"{column}"' for column in columns)


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
