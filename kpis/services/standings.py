"""Keeping the standings and promises of published KPI rows: made with each publication, and when a listing moves."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from django.db import transaction
from django.db.models import F, Q

from kpis.models import KpiStanding, PublishedKpi
from kpis.published_rows import KpiRatings, PublishedRow, kpi_ratings, published_rows_alone
from kpis.services.awaiting import write_awaited
from kpis.services.standing_ties import AnsweringMinistries, tie_standings
from kpis.shown import shown_name
from kpis.standing import course_of, pace_of
from reforms.models import Publication

KPIS_AT_ONCE = 500
"""With all their years: what is frozen takes much more memory as records than as rows."""
COLUMNS = [field.attname for field in KpiStanding._meta.concrete_fields if not field.primary_key]
FIELDS = [field.name for field in KpiStanding._meta.concrete_fields if not field.primary_key]
Rows = list[PublishedRow]


@transaction.atomic
def stand_publication(publication: Publication) -> None:
    """Writes the standings of a publication in place of those of the one that it follows in its round.

    The same KPIs' rows of other years are told of it; they are judged again only where they were published later.
    """
    gone = KpiStanding.objects.filter(publication__round=publication.round_id).exclude(publication=publication)
    kpis = set(gone.values_list("kpi", flat=True))
    rows = PublishedKpi.objects.filter(publication=publication, is_heading=False)
    kpis.update(rows.values_list("listing__kpi", flat=True))
    gone.delete()
    _stand(kpis, judged_from=publication.published_on)


@transaction.atomic
def stand_kpis(kpis: Collection[int]) -> int:
    """Makes the standings of these Kpis again, whose listings came or went; how many were written."""
    return _stand(kpis, judged_from=datetime.date.min)


@transaction.atomic
def stand_stale() -> int:
    """Makes again what no longer says whose listing a row is, as after the undoing of an import."""
    published = PublishedKpi.objects.filter(publication__is_current=True, is_heading=False)
    stale = published.filter(Q(standing=None) | ~Q(standing__kpi=F("listing__kpi")))
    pairs = list(stale.values_list("listing__kpi", "standing__kpi"))
    return stand_kpis({kpi for pair in pairs for kpi in pair if kpi is not None})


@transaction.atomic
def rebuild_standings() -> int:
    """Makes every standing again; how many rows were written or taken away: 0 where all was right."""
    _, deleted = KpiStanding.objects.filter(~Q(publication__is_current=True) | Q(published__is_heading=True)).delete()
    kpis = PublishedKpi.objects.filter(publication__is_current=True, is_heading=False)
    return deleted.get(KpiStanding._meta.label, 0) + stand_kpis(set(kpis.values_list("listing__kpi", flat=True)))


def _stand(kpis: Collection[int], *, judged_from: datetime.date) -> int:
    """judged_from: rows published before that day are judged already, and only told where they stand."""
    published = PublishedKpi.objects.filter(publication__is_current=True, listing__kpi__in=kpis)
    editions = set(published.order_by().values_list("publication__round__edition", flat=True).distinct())
    if not editions:
        return 0
    ratings, answering = kpi_ratings(editions), AnsweringMinistries.known()
    written = 0
    for some in _chunks(sorted(kpis)):
        rows = published_rows_alone(PublishedKpi.objects.filter(listing__kpi__in=some))
        stored = KpiStanding.objects.in_bulk([row.published for row in rows])
        again = {row.published for row in rows if row.published_on >= judged_from or row.published not in stored}
        made = _made(rows, stored, again, ratings)
        written += _write(made, stored)
        counted = {one.pk for one in made if one.is_counted}
        written += tie_standings([row for row in rows if row.published in again], counted, answering)
        written += write_awaited(rows)
    return written


def _chunks(kpis: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(kpis)
    while some := list(islice(rest, KPIS_AT_ONCE)):
        yield some


def _made(rows: Rows, stored: dict[int, KpiStanding], again: set[int], ratings: KpiRatings) -> list[KpiStanding]:
    by_kpi: dict[int, Rows] = defaultdict(list)
    for row in rows:
        if row.kpi:
            by_kpi[row.kpi].append(row)
    return [
        _standing(row, history, ratings, None if row.published in again else stored[row.published])
        for history in by_kpi.values()
        for row in history
    ]


def _standing(row: PublishedRow, rows: Rows, ratings: KpiRatings, judged: KpiStanding | None) -> KpiStanding:
    """judged: as stored, None where the row is to be judged."""
    course = course_of(row, rows, ratings)
    standing = _judged(row, rows, ratings) if judged is None else KpiStanding(**_values(judged))
    standing.is_counted = course.is_counted
    standing.grade_before = course.grade_before
    standing.year_before = course.year_before
    standing.year_after = course.year_after
    standing.unjudged_since = course.unjudged_since
    standing.figureless_since = course.figureless_since
    return standing


def _judged(row: PublishedRow, rows: Rows, ratings: KpiRatings) -> KpiStanding:
    pace = pace_of(row, rows, ratings)
    return KpiStanding(
        published_id=row.published,
        publication_id=row.publication,
        kpi_id=row.kpi or 0,
        order=row.order,
        tier=row.tier,
        name=shown_name(row.content, row.words.kpi),
        is_relisted=row.content.is_relisted,
        grade=row.grade,
        computed=pace.computed,
        is_behind=pace.is_behind,
        progress=pace.progress,
        elapsed=pace.elapsed,
        behind_by=pace.behind_by,
        explanation=pace.explanation,
    )


def _values(standing: KpiStanding) -> dict[str, object]:
    return {column: getattr(standing, column) for column in ("published_id", *COLUMNS)}


def _write(made: list[KpiStanding], stored: dict[int, KpiStanding]) -> int:
    """Writes those that differ from what is stored; how many."""
    changed = [one for one in made if one.pk not in stored or _values(one) != _values(stored[one.pk])]
    KpiStanding.objects.bulk_create(
        changed, batch_size=500, update_conflicts=True, unique_fields=["published"], update_fields=FIELDS
    )
    return len(changed)
