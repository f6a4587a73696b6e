"""What the page of a 改革項目 shows: a fixed number of queries, whatever the number of rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from kpis.item_page.asked import AskedMinistry, OwnRows, asked_ministry
from kpis.item_page.attributes import ShownAttribute, shown_attributes
from kpis.item_page.fetched import TIERS, Fetched, fetched
from kpis.item_page.kpi_rows import ShownKpi, shown_kpis
from kpis.item_page.process_rows import ShownProcessGroup, shown_processes
from kpis.notices import ShownCorrection, shown_corrections
from kpis.published_rows import PublishedRow, mark_ratings
from kpis.shown import GradeCount, ShownSource, shown_source
from reforms.frozen import FrozenItem
from reforms.models import PublishedItem, Rating
from reforms.selectors import Link, item_chains, latest_published, publication_label, year_label
from reforms.vocabulary import Vocabulary

RECOGNISED_LAYOUTS = ("progress_2016",)
"""Layouts whose documents are published as images: their text comes from character recognition and has its faults."""


@dataclass(frozen=True)
class Tier:
    """The rows of one 階層, in printed order."""

    label: str
    rows: list[ShownKpi]


@dataclass(frozen=True)
class ItemPage:
    """Everything the template shows. item: primary key of the ReformItem."""

    item: int
    number: str
    name: str
    important_issue: str
    programme: str
    edition: str
    round_label: str
    publication: str
    ministries: list[str]
    own: OwnRows | None
    rounds: list[Link]
    has_previous: bool
    neighbours: list[Link]
    sources: list[ShownSource]
    corrections: list[ShownCorrection]
    attributes: list[ShownAttribute]
    is_recognised: bool
    words: Vocabulary
    prints_grades: bool
    grade_counts: list[GradeCount]
    process_groups: list[ShownProcessGroup]
    tiers: list[Tier]
    scale: list[Rating]

    @property
    def kpi_count(self) -> int:
        """The rows that measure something."""
        return sum(not row.is_heading for tier in self.tiers for row in tier.rows)

    @property
    def process_count(self) -> int:
        """The processes, several of which may share a cell."""
        return sum(len(group.processes) for group in self.process_groups)


def item_page(item_id: int, ministry: str = "") -> ItemPage | None:
    """The item as last published; None where it is not published. ministry: the name of the one asked for, ""."""
    published = latest_published(item_id)
    return _page(published, fetched(published), asked_ministry(ministry)) if published else None


def _page(published: PublishedItem, of_item: Fetched, asked: AskedMinistry) -> ItemPage:
    edition = published.publication.round.edition
    words = edition.vocabulary
    content = FrozenItem.from_json(published.content)
    scale = list(of_item.ratings.by_edition.get(edition.pk, {}).values())
    kpis = shown_kpis(of_item.rows, of_item.history, of_item.ratings, of_item.documents, asked)
    groups = shown_processes(of_item.progress, of_item.documents, list(mark_ratings(edition.pk)), words, asked)
    ministries = [ministry.name for ministry in published.ministries.all()]
    return ItemPage(
        item=published.item_id,
        number=published.number,
        name=published.name,
        important_issue=published.important_issue,
        programme=edition.programme.name,
        edition=edition.name,
        round_label=year_label(published.publication.round.fiscal_year),
        publication=publication_label(published.publication),
        ministries=ministries,
        own=_own_rows(asked, groups, kpis, ministries),
        rounds=_round_links(_published_chain(published), published, asked),
        has_previous=_has_previous(groups, kpis),
        neighbours=_neighbours(published, asked),
        sources=_heading_sources(content, words, of_item.documents),
        corrections=shown_corrections(content.corrections),
        attributes=shown_attributes(content.attributes, content.places, of_item.documents),
        is_recognised=_is_recognised(published),
        words=words,
        prints_grades=bool(scale),
        grade_counts=_grade_counts([row.grade for row in of_item.rows if row.grade]),
        process_groups=groups,
        tiers=_tiers(kpis, of_item.rows, words),
        scale=scale,
    )


def _heading_sources(content: FrozenItem, words: Vocabulary, documents: dict[int, str]) -> list[ShownSource]:
    headings = {"item": words.item, "item_no": "番号", "important_issue": "重要課題", "ministries": "府省庁"}
    return [
        source
        for field, heading in headings.items()
        for source in shown_source(heading, content.places.get(field), documents)
    ]


def _tiers(kpis: list[ShownKpi], rows: list[PublishedRow], words: Vocabulary) -> list[Tier]:
    return [
        Tier(words.tier_label(tier), tier_rows)
        for tier in TIERS
        if (tier_rows := [kpi for kpi, row in zip(kpis, rows, strict=True) if row.tier == tier])
    ]


def _published_chain(published: PublishedItem) -> list[PublishedItem]:
    chain = item_chains(published.publication.round.edition.programme_id).get(published.item_id, [published.item_id])
    return list(
        PublishedItem.objects.filter(item__in=chain, publication__is_current=True)
        .select_related("publication__round")
        .order_by("publication__round__fiscal_year", "order")
    )


def _own_rows(
    asked: AskedMinistry, groups: list[ShownProcessGroup], kpis: list[ShownKpi], ministries: list[str]
) -> OwnRows | None:
    if not asked.names:
        return None
    segments = [group.anchor for group in groups for segment in group.segments if segment.is_asked]
    led = [kpi.anchor for kpi in kpis if kpi.is_asked]
    first = next((f"#{anchor}" for anchor in (*segments, *led)), "")
    return OwnRows(asked.name, len(segments), len(led), asked.is_among(ministries), first)


def _round_links(chain: list[PublishedItem], current: PublishedItem, asked: AskedMinistry) -> list[Link]:
    return [
        Link(
            year_label(item.publication.round.fiscal_year),
            reverse("kpis:item", args=(item.item_id,)) + asked.query,
            item.pk == current.pk,
        )
        for item in chain
    ]


def _has_previous(groups: list[ShownProcessGroup], kpis: list[ShownKpi]) -> bool:
    return any(group.previous_year for group in groups) or any(kpi.previous_year for kpi in kpis)


def _neighbours(current: PublishedItem, asked: AskedMinistry) -> list[Link]:
    """The items before and after in the same publication."""
    items = PublishedItem.objects.filter(publication=current.publication_id)
    before = items.filter(order__lt=current.order).order_by("-order").first()
    after = items.filter(order__gt=current.order).order_by("order").first()
    return [
        Link(f"{word}：{item.number}{item.name}", reverse("kpis:item", args=(item.item_id,)) + asked.query)
        for word, item in (("前", before), ("次", after))
        if item
    ]


def _is_recognised(published: PublishedItem) -> bool:
    document = published.publication.document
    return document is not None and document.layout in RECOGNISED_LAYOUTS


def _grade_counts(grades: list[Rating]) -> list[GradeCount]:
    counts = Counter(grades)
    return [GradeCount(rating, counts[rating]) for rating in sorted(counts, key=lambda rating: rating.order)]
