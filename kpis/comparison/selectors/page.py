"""What the comparison shows: counts of the whole, and one page of rows with their words."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse

from kpis.comparison.filters import ComparisonFilters
from kpis.comparison.kinds import GROUPS, ChangeKind
from kpis.comparison.narrowing import of_kind, of_ministry, pages_of, under_item
from kpis.comparison.records import Comparison, Section
from kpis.comparison.selectors.choice import Choice, full_label, programme_links
from kpis.comparison.selectors.rows import shown_sections
from kpis.comparison.shown import ShownSection
from reforms.models import EditionScale, Ministry, Publication
from reforms.paging import page_links
from reforms.selectors import Link, year_label
from reforms.vocabulary import Vocabulary

ROWS_A_PAGE = 30


@dataclass(frozen=True)
class Offer:
    """What a comparison can be narrowed to. items: root and name."""

    ministries: list[str]
    items: list[tuple[str, str]]


@dataclass(frozen=True)
class KindCount:
    """How many KPIs, processes or items changed in a way; url: the rows, "" where there are none."""

    label: str
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True)
class CountGroup:
    """The kinds under one heading."""

    heading: str
    counts: list[KindCount]


@dataclass(frozen=True)
class ComparisonPage:
    """Everything the template shows. new, old: the publications in words; years: of the columns; scale_note: which
    ratings are not compared, "" where all are."""

    programme: str
    programmes: list[Link]
    new: str
    old: str
    new_year: str
    old_year: str
    words: Vocabulary
    groups: list[CountGroup]
    scale_note: str
    sections: list[ShownSection]
    row_count: int
    is_filtered: bool
    clear_url: str
    original_url: str
    page_obj: Page[tuple[Section, ...]]
    page_links: list[Link]

    @property
    def has_changes(self) -> bool:
        """Whether anything is counted."""
        return any(one.count for group in self.groups for one in group.counts)


def offer_of(comparison: Comparison) -> Offer:
    """What the two publications hold. One query."""
    named = {name for section in comparison.sections for item in section.items for name in item.ministries}
    for section in comparison.sections:
        named.update(name for pair in section.cells for name in pair.ministries)
        named.update(name for pair in section.kpis for name in pair.ministries)
    items: dict[int, str] = {}
    for section in comparison.sections:
        for item in section.items:
            items.setdefault(item.root, f"{item.number}{item.name}")
    ministries = Ministry.objects.order_by("order").values_list("name", flat=True)
    return Offer([name for name in ministries if name in named], [(str(root), name) for root, name in items.items()])


def comparison_page(
    choice: Choice, old: Publication, comparison: Comparison, filters: ComparisonFilters, page_number: str
) -> ComparisonPage:
    """The comparison as asked. A page number that is none gives the nearest page there is."""
    within = _within(comparison, filters)
    shown = of_kind(within, ChangeKind(filters.kind)) if filters.kind else within
    pages = pages_of(shown.sections, ROWS_A_PAGE)
    page = Paginator(pages, 1).get_page(page_number)
    return ComparisonPage(
        programme=choice.programme.name,
        programmes=programme_links(choice, "kpis:comparison"),
        new=full_label(choice.new),
        old=full_label(old),
        new_year=year_label(choice.new.round.fiscal_year),
        old_year=year_label(old.round.fiscal_year),
        words=choice.new.round.edition.vocabulary,
        groups=_groups(within, filters),
        scale_note=_scale_note(choice.new, old),
        sections=shown_sections(page.object_list[0], comparison, choice.new, old),
        row_count=sum(section.size for section in shown.sections),
        is_filtered=filters.is_narrowing,
        clear_url=_address(ComparisonFilters(filters.programme, filters.new, filters.old).query()),
        original_url=f"{reverse('kpis:original_targets')}?programme={choice.programme.slug}",
        page_obj=page,
        page_links=page_links(page, lambda number: _address(filters.query(page=number))),
    )


def _within(comparison: Comparison, filters: ComparisonFilters) -> Comparison:
    if filters.item:
        comparison = under_item(comparison, int(filters.item))
    if filters.ministry:
        comparison = of_ministry(comparison, filters.ministry)
    return comparison


def _address(query: str) -> str:
    return f"{reverse('kpis:comparison')}?{query}"


def _groups(comparison: Comparison, filters: ComparisonFilters) -> list[CountGroup]:
    counts = comparison.counts
    return [
        CountGroup(
            heading,
            [
                KindCount(
                    label,
                    counts[kind],
                    _address(filters.query(kind=kind.value)) if counts[kind] else "",
                    kind.value == filters.kind,
                )
                for kind, label in labels.items()
            ],
        )
        for heading, labels in GROUPS.items()
    ]


def _scale_note(new: Publication, old: Publication) -> str:
    """Which ratings of the two editions are on different scales, so that no change of them is told. One query."""
    scales = EditionScale.objects.filter(edition__in=(new.round.edition_id, old.round.edition_id))
    of_edition = {(edition, rates): scale for edition, rates, scale in scales.values_list("edition", "rates", "scale")}
    words = new.round.edition.vocabulary
    of_what = ((EditionScale.Rates.KPI, words.grade), (EditionScale.Rates.PROCESS, "進捗の印"))
    apart = [
        name
        for rates, name in of_what
        if of_edition.get((new.round.edition_id, rates)) != of_edition.get((old.round.edition_id, rates))
    ]
    return "と".join(apart)
