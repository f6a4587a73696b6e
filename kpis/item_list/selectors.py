"""What the list of 改革項目 shows: a fixed number of queries, whatever the number of items."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from kpi_tracker.lib.records import replace
from kpi_tracker.lib.search import search_key
from kpis.item_list.counts import (
    ItemCounts,
    MatchingKpi,
    counts_of,
    counts_of_publication,
    matching_kpis,
    rows_asked_for,
)
from kpis.item_list.filters import ItemFilters
from kpis.item_list.whole_round import AssessmentRow, BudgetRow, assessment_rows, budget_rows
from kpis.models import PublishedKpi
from kpis.published_rows import kpi_ratings, mark_ratings
from kpis.shown import GradeCount
from reforms.models import Ministry, Publication, PublishedItem, Rating
from reforms.paging import page_links
from reforms.selectors import Link, current_publications, item_chains, publication_label, year_label
from reforms.vocabulary import Vocabulary

ITEMS_A_PAGE = 50


@dataclass(frozen=True)
class Offer:
    """What can be asked for: the shown publication, all others, and the values its filters take."""

    publication: Publication
    publications: list[Publication]
    scale: list[Rating]
    ministries: list[str]
    issues: list[str]

    @property
    def of_programme(self) -> list[Publication]:
        """The publications of the shown programme, the latest year first."""
        programme = self.publication.round.edition.programme_id
        return [one for one in self.publications if one.round.edition.programme_id == programme]


@dataclass(frozen=True)
class MatchingRow:
    """A KPI row that was asked for, with the address of its row on the item's page."""

    name: str
    url: str
    rating: Rating | None


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
    matches: list[MatchingRow]
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
    programmes: list[Link]
    rounds: list[Link]
    is_filtered: bool
    clear_url: str
    is_graded: bool
    words: Vocabulary
    totals: Totals
    items: list[ItemRow]
    budget: list[BudgetRow]
    assessments: list[AssessmentRow]
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
    named = PublishedItem.ministries.through.objects.filter(publisheditem__publication=publication).values("ministry")
    ministries = Ministry.objects.filter(Q(pk__in=named) | Q(offices__in=named))
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
        programmes=_programme_links(offer),
        rounds=_round_links(offer, filters),
        words=edition.vocabulary,
        clear_url=_address(ItemFilters(filters.programme, filters.year).query()),
        is_graded=bool(offer.scale),
        is_filtered=filters.is_narrowing,
        totals=_totals(offer, filters),
        items=_item_rows(list(page.object_list), offer, filters),
        budget=budget_rows(publication),
        assessments=assessment_rows(publication),
        page_obj=page,
        page_links=page_links(page, lambda number: _address(filters.query(page=number))),
        scale=offer.scale,
    )


def _narrowed(publication: Publication, filters: ItemFilters) -> QuerySet[PublishedItem]:
    items = PublishedItem.objects.filter(publication=publication)
    if filters.grade:
        asked = ItemFilters(grade=filters.grade)
        items = items.filter(Exists(rows_asked_for(PublishedKpi.objects.filter(items=OuterRef("pk")), asked)))
    if filters.ministry:
        named = Q(name=filters.ministry) | Q(parent__name=filters.ministry)
        items = items.filter(Exists(Ministry.objects.filter(named, published_items=OuterRef("pk"))))
    if filters.issue:
        items = items.filter(important_issue=filters.issue)
    for word in filters.q.split():
        items = items.filter(search_key__contains=search_key(word))
    return items.order_by("order")


def _address(query: str) -> str:
    return f"{reverse('kpis:items')}?{query}"


def _programme_links(offer: Offer) -> list[Link]:
    current = offer.publication.round.edition.programme
    programmes = {publication.round.edition.programme for publication in offer.publications}
    return [
        Link(programme.name, _address(ItemFilters(programme.slug).query()), programme == current)
        for programme in sorted(programmes, key=lambda programme: (programme.order, programme.slug))
    ]


def _round_links(offer: Offer, filters: ItemFilters) -> list[Link]:
    """The years of the programme. What was asked for is kept; what the other year does not offer is told there."""
    slug = offer.publication.round.edition.programme.slug
    return [
        Link(
            year_label(publication.round.fiscal_year),
            _address(filters.query(programme=slug, year=str(publication.round.fiscal_year))),
            publication == offer.publication,
        )
        for publication in reversed(offer.of_programme)
    ]


def _totals(offer: Offer, filters: ItemFilters) -> Totals:
    counts = counts_of_publication(offer.publication.pk)
    return Totals(
        item_count=PublishedItem.objects.filter(publication=offer.publication).count(),
        process_count=counts.processes,
        kpi_count=sum(counts.grades.values()),
        grade_counts=[
            GradeCount(
                rating,
                counts.grades.get(rating.pk, 0),
                _address(ItemFilters(filters.programme, filters.year).query(grade=rating.code)),
            )
            for rating in offer.scale
        ],
        ungraded_count=counts.grades.get(None, 0),
    )


def _item_rows(items: list[PublishedItem], offer: Offer, filters: ItemFilters) -> list[ItemRow]:
    words = offer.publication.round.edition.vocabulary
    matches = matching_kpis([item.pk for item in items], filters, words.kpi)
    counts = counts_of([item.pk for item in items])
    ratings = {rating.pk: rating for rating in mark_ratings(offer.publication.round.edition_id)}
    others = _other_rounds(offer.publication, items, filters)
    scale = {rating.pk: rating for rating in offer.scale}
    return [
        replace(
            _item_row(item, counts, offer.scale, ratings, filters),
            other_rounds=others[item.item_id],
            matches=[_matching_row(item, match, scale, filters) for match in matches[item.pk]],
        )
        for item in items
    ]


def _item_url(item: int, filters: ItemFilters) -> str:
    """The item's page, where what is of the asked ministry is marked."""
    asked = ItemFilters(ministry=filters.ministry).query()
    return reverse("kpis:item", args=(item,)) + (f"?{asked}" if asked else "")


def _matching_row(
    item: PublishedItem, match: MatchingKpi, scale: dict[int, Rating], filters: ItemFilters
) -> MatchingRow:
    return MatchingRow(
        name=match.name,
        url=f"{_item_url(item.item_id, filters)}#kpi-{match.listing}",
        rating=scale.get(match.grade or 0),
    )


def _item_row(
    item: PublishedItem, counts: ItemCounts, scale: list[Rating], marks: dict[int, Rating], filters: ItemFilters
) -> ItemRow:
    grades = counts.grades[item.pk]
    return ItemRow(
        number=item.number,
        name=item.name,
        url=_item_url(item.item_id, filters),
        important_issue=item.important_issue,
        ministries=counts.ministries[item.pk],
        process_count=counts.processes[item.pk],
        marks=[GradeCount(marks[pk], count) for pk, count in counts.marks[item.pk].items() if pk in marks],
        kpi_count=sum(grades.values()),
        grade_counts=[GradeCount(rating, grades[rating.pk]) for rating in scale if grades[rating.pk]],
        ungraded_count=grades[None],
        matches=[],
        other_rounds=[],
    )


def _other_rounds(publication: Publication, items: list[PublishedItem], filters: ItemFilters) -> dict[int, list[Link]]:
    """The other years of each of the items, by primary key of its ReformItem. Two queries."""
    programme = publication.round.edition.programme_id
    chain_of = item_chains(programme)
    others = {other for one in items for other in chain_of.get(one.item_id, ()) if other != one.item_id}
    published = PublishedItem.objects.filter(publication__is_current=True, item__in=others)
    years = dict(published.values_list("item", "publication__round__fiscal_year"))
    return {
        one.item_id: [
            Link(f"{years[other]}年度", _item_url(other, filters))
            for other in chain_of.get(one.item_id, ())
            if other in years
        ]
        for one in items
    }
