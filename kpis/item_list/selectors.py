"""What the list of 改革項目 shows: a fixed number of queries, whatever the number of items."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from kpi_tracker.lib.search import search_key
from kpis.item_list.counts import ItemCounts, counts_of, counts_of_publication
from kpis.item_list.filters import ItemFilters
from kpis.models import PublishedKpi
from kpis.selectors.rows import kpi_ratings
from kpis.shown import GradeCount
from reforms.models import EditionScale, Ministry, Publication, PublishedItem, PublishedProgress, Rating
from reforms.selectors import Link, current_publications, item_chains, publication_label, year_label

ITEMS_A_PAGE = 50


@dataclass(frozen=True)
class Offer:
    """What can be asked for: the shown publication, all others, and the values its filters take."""

    publication: Publication
    publications: list[Publication]
    scale: list[Rating]
    ministries: list[str]
    issues: list[str]


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
    """The whole publication, before any filter."""

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
    is_filtered: bool
    totals: Totals
    items: list[ItemRow]
    page_obj: Page[PublishedItem]
    page_links: list[Link]
    scale: list[Rating]


def offer(programme: str, year: str) -> Offer | None:
    """The publication asked for, the latest by default, and its filters; None where nothing is published yet."""
    publications = list(current_publications())
    if not publications:
        return None
    of_programme = [p for p in publications if p.round.edition.programme.slug == programme] or publications
    publication = next((p for p in of_programme if str(p.round.fiscal_year) == year), of_programme[0])
    ministries = Ministry.objects.filter(
        Q(published_progress__publication=publication) | Q(offices__published_progress__publication=publication)
    )
    issues = PublishedItem.objects.filter(publication=publication).exclude(important_issue="").order_by("order")
    edition = publication.round.edition_id
    return Offer(
        publication=publication,
        publications=publications,
        scale=list(kpi_ratings([edition]).by_edition.get(edition, {}).values()),
        ministries=[ministry.name for ministry in ministries.distinct()],
        issues=list(dict.fromkeys(issues.values_list("important_issue", flat=True))),
    )


def item_list_page(offer: Offer, filters: ItemFilters, page_number: str) -> ItemListPage:
    """The list as asked. A page number that is none gives the nearest page there is."""
    publication = offer.publication
    edition = publication.round.edition
    page = Paginator(_narrowed(publication, filters), ITEMS_A_PAGE).get_page(page_number)
    return ItemListPage(
        programme=edition.programme.name,
        edition=edition.name,
        round_label=year_label(publication.round.fiscal_year),
        publication=publication_label(publication),
        rounds=_round_links(offer),
        is_filtered=filters.is_narrowing,
        totals=_totals(offer, filters),
        items=_item_rows(list(page.object_list), offer),
        page_obj=page,
        page_links=_page_links(page, filters),
        scale=offer.scale,
    )


def _narrowed(publication: Publication, filters: ItemFilters) -> QuerySet[PublishedItem]:
    items = PublishedItem.objects.filter(publication=publication)
    kpis = PublishedKpi.objects.filter(items=OuterRef("pk"), is_heading=False)
    if filters.grade:
        graded = kpis.filter(grade=None) if filters.grade == "none" else kpis.filter(grade__code=filters.grade)
        items = items.filter(Exists(graded))
    if filters.ministry:
        progress = PublishedProgress.objects.filter(items=OuterRef("pk"))
        items = items.filter(
            Exists(progress.filter(ministries__name=filters.ministry))
            | Exists(progress.filter(ministries__parent__name=filters.ministry))
        )
    if filters.issue:
        items = items.filter(important_issue=filters.issue)
    for word in filters.q.split():
        items = items.filter(search_key__contains=search_key(word))
    return items.order_by("order")


def _address(query: str) -> str:
    return f"{reverse('kpis:items')}?{query}"


def _round_links(offer: Offer) -> list[Link]:
    programme = offer.publication.round.edition.programme
    rounds = sorted(
        (publication for publication in offer.publications if publication.round.edition.programme_id == programme.pk),
        key=lambda publication: publication.round.fiscal_year,
    )
    return [
        Link(
            year_label(publication.round.fiscal_year),
            _address(ItemFilters(programme.slug, str(publication.round.fiscal_year)).query()),
            publication == offer.publication,
        )
        for publication in rounds
    ]


def _page_links(page: Page[PublishedItem], filters: ItemFilters) -> list[Link]:
    if page.paginator.num_pages == 1:
        return []
    return [
        Link(str(number), _address(filters.query(page=str(number))), number == page.number)
        for number in page.paginator.page_range
    ]


def _totals(offer: Offer, filters: ItemFilters) -> Totals:
    counts = counts_of_publication(offer.publication.pk)
    return Totals(
        item_count=PublishedItem.objects.filter(publication=offer.publication).count(),
        process_count=counts.processes,
        kpi_count=sum(counts.grades.values()),
        grade_counts=[
            GradeCount(rating, counts.grades.get(rating.pk, 0), _address(filters.query(grade=rating.code)))
            for rating in offer.scale
        ],
        ungraded_count=counts.grades.get(None, 0),
    )


def _item_rows(items: list[PublishedItem], offer: Offer) -> list[ItemRow]:
    counts = counts_of([item.pk for item in items])
    marks = Rating.objects.filter(
        scale__edition_scales__edition=offer.publication.round.edition_id,
        scale__edition_scales__rates=EditionScale.Rates.PROCESS,
    )
    ratings = {rating.pk: rating for rating in marks}
    others = _other_rounds(offer.publication)
    return [_item_row(item, counts, offer.scale, ratings, others.get(item.item_id, [])) for item in items]


def _item_row(
    item: PublishedItem, counts: ItemCounts, scale: list[Rating], marks: dict[int, Rating], others: list[Link]
) -> ItemRow:
    grades = counts.grades[item.pk]
    return ItemRow(
        number=item.number,
        name=item.name,
        url=reverse("kpis:item", args=(item.item_id,)),
        important_issue=item.important_issue,
        ministries=counts.ministries[item.pk],
        process_count=counts.processes[item.pk],
        marks=[GradeCount(marks[pk], count) for pk, count in counts.marks[item.pk].items() if pk in marks],
        kpi_count=sum(grades.values()),
        grade_counts=[GradeCount(rating, grades[rating.pk]) for rating in scale if grades[rating.pk]],
        ungraded_count=grades[None],
        other_rounds=others,
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
