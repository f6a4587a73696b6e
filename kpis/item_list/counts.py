"""What the rows of the list count, for one page of items at once: four queries, whatever their number."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from kpi_tracker.lib.search import search_key
from kpis.frozen import FrozenKpi
from kpis.item_list.filters import ItemFilters
from kpis.models import PublishedKpi
from kpis.shown import shown_name
from reforms.models import Ministry, PublishedProgress


@dataclass(frozen=True)
class ItemCounts:
    """By primary key of the PublishedItem; grades and marks by primary key of the Rating, None without a grade."""

    grades: dict[int, Counter[int | None]]
    marks: dict[int, Counter[int]]
    processes: dict[int, int]
    ministries: dict[int, list[str]]


def counts_of(items: list[int]) -> ItemCounts:
    """The counts of these items."""
    counts = ItemCounts(defaultdict(Counter), defaultdict(Counter), defaultdict(int), defaultdict(list))
    graded = PublishedKpi.items.through.objects.filter(publisheditem__in=items, publishedkpi__is_heading=False)
    for item, grade, count in graded.values_list("publisheditem", "publishedkpi__grade").annotate(count=Count("pk")):
        counts.grades[item][grade] += count
    rows = PublishedProgress.items.through.objects.filter(publisheditem__in=items)
    for item, content in rows.values_list("publisheditem", "publishedprogress__content"):
        counts.processes[item] += len(content["processes"])
        counts.marks[item].update(segment["mark"] for segment in content["segments"] if segment["mark"])
    named = Ministry.objects.filter(published_items__in=items).order_by("order")
    for item, name in named.values_list("published_items", "short_name"):
        counts.ministries[item].append(name)
    return counts


@dataclass(frozen=True)
class MatchingKpi:
    """A KPI row that was asked for. listing: primary key of its KpiListing."""

    listing: int
    name: str
    grade: int | None


def matching_kpis(items: list[int], filters: ItemFilters, kpi: str) -> dict[int, list[MatchingKpi]]:
    """The KPI rows with the asked grade and words, by PublishedItem; none where neither is asked. Two queries.

    kpi: what the edition calls a KPI.
    """
    found: dict[int, list[MatchingKpi]] = defaultdict(list)
    if not filters.grade and not filters.q:
        return found
    rows = rows_asked_for(PublishedKpi.objects.filter(items__in=items), filters).distinct()
    for row in rows.prefetch_related("items").order_by("order"):
        name = shown_name(FrozenKpi.from_json(row.content), kpi)
        match = MatchingKpi(row.listing_id, name, row.grade_id)
        for item in row.items.all():
            found[item.pk].append(match)
    return found


def rows_asked_for(rows: QuerySet[PublishedKpi], filters: ItemFilters) -> QuerySet[PublishedKpi]:
    """The rows that have the asked grade and every asked word."""
    rows = rows.filter(is_heading=False)
    if filters.grade:
        rows = rows.filter(grade=None) if filters.grade == "none" else rows.filter(grade__code=filters.grade)
    for word in filters.q.split():
        rows = rows.filter(search_key__contains=search_key(word))
    return rows


@dataclass(frozen=True)
class PublicationCounts:
    """The whole publication. Rows on a page of several items count once. grades: by primary key of the Rating."""

    processes: int
    grades: dict[int | None, int]


def counts_of_publication(publication: int) -> PublicationCounts:
    """The counts of a publication by primary key. Two queries."""
    kpis = PublishedKpi.objects.filter(publication=publication, is_heading=False).order_by()
    progress = PublishedProgress.objects.filter(publication=publication).values_list("content", flat=True)
    return PublicationCounts(
        processes=sum(len(content["processes"]) for content in progress),
        grades=dict(kpis.values_list("grade").annotate(count=Count("pk"))),
    )
