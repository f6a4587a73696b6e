"""Further programmes, each with one published year copied from another, until a table has so many rows."""

from __future__ import annotations

import sys
from datetime import date

from django.db import connection

from kpis.models import KpiStanding
from reforms.models import Programme, Publication
from scripts.bench.years import analyse, publish

AT_ONCE = 10
"""Programmes between two lines that tell how far it is."""


def fill_others(rows: int) -> None:
    """Copies the last year into further programmes until so many rows stand."""
    model = Publication.objects.order_by("-pk")[0]
    while (standing := KpiStanding.objects.count()) < rows:
        print(f"{standing:,} rows stand", file=sys.stderr, flush=True)
        for number in range(AT_ONCE):
            slug = f"other-{standing}-{number}"
            programme = Programme.objects.create(slug=slug, name=slug, begins_on=date(2016, 4, 1), order=9)
            _copy(model, publish(programme, slug, 2020))
    analyse()


def _copy(model: Publication, publication: Publication) -> None:
    columns = [field.column for field in KpiStanding._meta.concrete_fields if field.column]
    copied = [column for column in columns if column not in ("published_id", "publication_id")]
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO kpis_publishedkpi (publication_id, listing_id, "order", tier, is_heading, content, search_key)'
            " SELECT %s, listing_id, \"order\", tier, is_heading, '{}', '' FROM kpis_publishedkpi"
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
