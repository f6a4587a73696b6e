"""What the list of 改革項目 shows: a fixed number of queries, whatever the number of items."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from kpi_tracker.lib.search import search_key
from kpis.item_list.forms import ItemFilter
from kpis.models import PublishedKpi
from kpis.selectors.rows import KpiRatings, kpi_ratings
from reforms.models import EditionScale, Ministry, Publication, PublishedItem, PublishedProgress, Rating
from reforms.selectors import Link, current_publications, item_chains, publication_label, year_label

ITEMS_A_PAGE = 50
FILTERS = ("grade", "ministry", "issue", "q")


@dataclass(frozen=True)
class GradeCount:
    """How many rows bear a rating; url: the list narrowed to them."""

    rating: Rating
    count: int
    url: str = ""


@dataclass(frozen=True)
class ItemRow:
    """One 改革項目 of the list."""

    number: str
    name: str
    url: str
    important_issue: str
    ministries: list[str]
    process_count: int
    marks: list[GradeCount]
    kpi_count: int
    grade_counts: list[GradeCount]
    ungraded_count: int
    other_rounds: list[Link]


@dataclass(frozen=True)
class Totals:
    """The whole publication, before any filter. Rows on a page of several items count once."""

    item_count: int
    process_count: int
    kpi_count: int
    grade_counts: list[GradeCount]
    ungraded_count: int


@dataclass(frozen=True)
class ItemListPage:
    """Everything the template shows."""

    programme: str
    edition: str
    round_label: str
    publication: str
    rounds: list[Link]
    filters: ItemFilter
    is_filtered: bool
    message: str
    totals: Totals
    items: list[ItemRow]
    page_obj: Page[PublishedItem]
    page_links: list[Link]
    scale: list[Rating]


@dataclass(frozen=True)
class _Counts:
    """By primary key of the PublishedItem."""

    grades: dict[int, Counter[int | None]]
    marks: dict[int, Counter[int]]
    processes: dict[int, int]
    ministries: dict[int, list[str]]


def item_list_page(query: dict[str, str]) -> ItemListPage | None:
    """The list for the asked year, the latest by default; None where nothing is published yet."""
    publications = list(current_publications())
    if not publications:
        return None
    form = ItemFilter(query)
    form.offer_publications(publications)
    publication = _asked(publications, query)
    ratings = kpi_ratings([publication.round.edition_id])
    scale = list(ratings.by_edition.get(publication.round.edition_id, {}).values())
    all_items = PublishedItem.objects.filter(publication=publication)
    ministries = Ministry.objects.filter(
        Q(published_progress__publication=publication) | Q(offices__published_progress__publication=publication)
    ).distinct()
    form.offer_contents(
        ratings=scale,
        ministries=[ministry.name for ministry in ministries],
        issues=sorted(set(all_items.exclude(important_issue="").values_list("important_issue", flat=True))),
    )
    page = Paginator(_narrowed(all_items, form), ITEMS_A_PAGE).get_page(query.get("page"))
    return ItemListPage(
        programme=publication.round.edition.programme.name,
        edition=publication.round.edition.name,
        round_label=year_label(publication.round.fiscal_year),
        publication=publication_label(publication),
        rounds=_round_links(publications, publication),
        filters=form,
        is_filtered=any(form.chosen(field) for field in FILTERS),
        message=_message(form),
        totals=_totals(publication, ratings, form),
        items=_item_rows(page, publication, scale),
        page_obj=page,
        page_links=_page_links(page, form),
        scale=scale,
    )


def _asked(publications: list[Publication], query: dict[str, str]) -> Publication:
    programme = query.get("programme", "")
    of_programme = [p for p in publications if p.round.edition.programme.slug == programme] or publications
    year = query.get("year", "")
    return next((p for p in of_programme if str(p.round.fiscal_year) == year), of_programme[0])


def _narrowed(items: QuerySet[PublishedItem], form: ItemFilter) -> QuerySet[PublishedItem]:
    kpis = PublishedKpi.objects.filter(items=OuterRef("pk"), is_heading=False)
    if grade := form.chosen("grade"):
        graded = kpis.filter(grade=None) if grade == "none" else kpis.filter(grade__code=grade)
        items = items.filter(Exists(graded))
    if ministry := form.chosen("ministry"):
        items = items.filter(
            Exists(PublishedProgress.objects.filter(items=OuterRef("pk"), ministries__name=ministry))
            | Exists(PublishedProgress.objects.filter(items=OuterRef("pk"), ministries__parent__name=ministry))
        )
    if issue := form.chosen("issue"):
        items = items.filter(important_issue=issue)
    for word in form.chosen("q").split():
        items = items.filter(search_key__contains=search_key(word))
    return items.order_by("order")


def _message(form: ItemFilter) -> str:
    form.is_valid()
    return "".join(
        f"「{form.fields[field].label}」の指定を読み取れず、外しました。" for field in form.errors
    )


def _address(form: ItemFilter, **changes: Any) -> str:
    chosen = {field: form.chosen(field) for field in form.fields}
    query = {field: value for field, value in {**chosen, **changes}.items() if value}
    return f"{reverse('kpis:items')}?{urlencode(query)}"


def _round_links(publications: list[Publication], current: Publication) -> list[Link]:
    programme = current.round.edition.programme
    return [
        Link(
            year_label(publication.round.fiscal_year),
            _round_url(publication),
            publication == current,
        )
        for publication in sorted(publications, key=lambda publication: publication.round.fiscal_year)
        if publication.round.edition.programme_id == programme.pk
    ]


def _round_url(publication: Publication) -> str:
    round = publication.round
    query = urlencode({"programme": round.edition.programme.slug, "year": round.fiscal_year})
    return f"{reverse('kpis:items')}?{query}"


def _page_links(page: Page[PublishedItem], form: ItemFilter) -> list[Link]:
    if page.paginator.num_pages == 1:
        return []
    return [
        Link(str(number), _address(form, page=number), number == page.number) for number in page.paginator.page_range
    ]


def _totals(publication: Publication, ratings: KpiRatings, form: ItemFilter) -> Totals:
    kpis = PublishedKpi.objects.filter(publication=publication, is_heading=False).values_list("grade")
    counts = dict(kpis.order_by().annotate(count=Count("pk")))
    progress = PublishedProgress.objects.filter(publication=publication).values_list("content", flat=True)
    scale = ratings.by_edition.get(publication.round.edition_id, {}).values()
    return Totals(
        item_count=PublishedItem.objects.filter(publication=publication).count(),
        process_count=sum(len(content["processes"]) for content in progress),
        kpi_count=sum(counts.values()),
        grade_counts=[
            GradeCount(rating, counts.get(rating.pk, 0), _address(form, grade=rating.code, page="")) for rating in scale
        ],
        ungraded_count=counts.get(None, 0),
    )


def _item_rows(page: Page[PublishedItem], publication: Publication, scale: list[Rating]) -> list[ItemRow]:
    items = list(page.object_list)
    counts = _counts([item.pk for item in items])
    marks = {rating.pk: rating for rating in _mark_ratings(publication)}
    others = _other_rounds(publication)
    return [
        ItemRow(
            number=item.number,
            name=item.name,
            url=reverse("kpis:item", args=(item.item_id,)),
            important_issue=item.important_issue,
            ministries=counts.ministries.get(item.pk, []),
            process_count=counts.processes.get(item.pk, 0),
            marks=[GradeCount(marks[pk], count) for pk, count in counts.marks[item.pk].items() if pk in marks],
            kpi_count=sum(counts.grades[item.pk].values()),
            grade_counts=[
                GradeCount(rating, counts.grades[item.pk][rating.pk])
                for rating in scale
                if counts.grades[item.pk][rating.pk]
            ],
            ungraded_count=counts.grades[item.pk][None],
            other_rounds=others.get(item.item_id, []),
        )
        for item in items
    ]


def _counts(items: list[int]) -> _Counts:
    counts = _Counts(defaultdict(Counter), defaultdict(Counter), defaultdict(int), defaultdict(list))
    graded = PublishedKpi.items.through.objects.filter(publisheditem__in=items, publishedkpi__is_heading=False)
    for item, grade, count in graded.values_list("publisheditem", "publishedkpi__grade").annotate(count=Count("pk")):
        counts.grades[item][grade] += count
    rows = PublishedProgress.items.through.objects.filter(publisheditem__in=items)
    for item, content in rows.values_list("publisheditem", "publishedprogress__content"):
        counts.processes[item] += len(content["processes"])
        counts.marks[item].update(segment["mark"] for segment in content["segments"] if segment["mark"])
    named = Ministry.objects.filter(published_progress__items__in=items).distinct()
    for item, name in named.values_list("published_progress__items", "short_name").order_by("order"):
        counts.ministries[item].append(name)
    return counts


def _mark_ratings(publication: Publication) -> QuerySet[Rating]:
    return Rating.objects.filter(
        scale__edition_scales__edition=publication.round.edition_id,
        scale__edition_scales__rates=EditionScale.Rates.PROCESS,
    )


def _other_rounds(publication: Publication) -> dict[int, list[Link]]:
    programme = publication.round.edition.programme_id
    years = dict(
        PublishedItem.objects.filter(publication__is_current=True, publication__round__edition__programme=programme)
        .exclude(publication=publication)
        .values_list("item", "publication__round__fiscal_year")
    )
    return {
        item: [
            Link(f"{years[other]}年度", reverse("kpis:item", args=(other,)))
            for other in chain
            if other in years and other != item
        ]
        for item, chain in item_chains(programme).items()
    }
