"""What the page of a 改革項目 shows: a fixed number of queries, whatever the number of rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from kpis.item_page.kpi_rows import ShownKpi, shown_kpis
from kpis.item_page.process_rows import ShownProcessGroup, shown_processes
from kpis.models import PublishedKpi
from kpis.notices import ShownIssue
from kpis.selectors.rows import kpi_ratings, published_rows
from kpis.shown import GradeCount
from reforms.models import PublishedItem, PublishedProgress, Rating, SourceDocument
from reforms.selectors import Link, item_chains, publication_label, year_label
from reforms.vocabulary import Vocabulary

TIERS = (1, 2, None)


@dataclass(frozen=True)
class Tier:
    """The rows of one 階層, in printed order."""

    label: str
    rows: list[ShownKpi]


@dataclass(frozen=True)
class ItemPage:
    """Everything the template shows."""

    number: str
    name: str
    important_issue: str
    programme: str
    edition: str
    round_label: str
    publication: str
    ministries: list[str]
    rounds: list[Link]
    previous_label: str
    words: Vocabulary
    prints_grades: bool
    grade_counts: list[GradeCount]
    process_groups: list[ShownProcessGroup]
    tiers: list[Tier]
    scale: list[Rating]
    issues: list[ShownIssue]


def item_page(item_id: int) -> ItemPage | None:
    """The item as last published; None where it is not published."""
    published = (
        PublishedItem.objects.filter(item=item_id, publication__is_current=True)
        .select_related("publication__round__edition__programme")
        .order_by("-publication__round__fiscal_year")
        .first()
    )
    if published is None:
        return None
    edition = published.publication.round.edition
    chain = _published_chain(published)
    documents = dict(SourceDocument.objects.values_list("pk", "title"))
    rows = published_rows(PublishedKpi.objects.filter(items=published))
    history = published_rows(
        PublishedKpi.objects.filter(listing__kpi__in=[row.kpi.pk for row in rows if row.kpi], is_heading=False)
    )
    ratings = kpi_ratings({row.edition for row in history} | {edition.pk})
    progress = list(PublishedProgress.objects.filter(items=published).order_by("order"))
    scale = list(ratings.by_edition.get(edition.pk, {}).values())
    kpis = shown_kpis(rows, history, ratings, documents)
    return ItemPage(
        number=published.number,
        name=published.name,
        important_issue=published.important_issue,
        programme=edition.programme.name,
        edition=edition.name,
        round_label=year_label(published.publication.round.fiscal_year),
        publication=publication_label(published.publication),
        ministries=[m.name for m in published.ministries.all()],
        rounds=_round_links(chain, published),
        previous_label=_previous_label(chain, published),
        words=edition.vocabulary,
        prints_grades=bool(scale),
        grade_counts=_grade_counts([row.grade for row in rows if row.grade]),
        process_groups=shown_processes(progress, documents, list(_mark_ratings(edition.pk))),
        tiers=[
            Tier(edition.vocabulary.tier_label(tier), tier_rows)
            for tier in TIERS
            if (tier_rows := [kpi for kpi, row in zip(kpis, rows, strict=True) if row.tier == tier])
        ],
        scale=scale,
        issues=[],
    )


def _published_chain(published: PublishedItem) -> list[PublishedItem]:
    chain = item_chains(published.publication.round.edition.programme_id).get(published.item_id, [published.item_id])
    return list(
        PublishedItem.objects.filter(item__in=chain, publication__is_current=True)
        .select_related("publication__round")
        .order_by("publication__round__fiscal_year", "order")
    )


def _round_links(chain: list[PublishedItem], current: PublishedItem) -> list[Link]:
    return [
        Link(
            year_label(item.publication.round.fiscal_year),
            reverse("kpis:item", args=(item.item_id,)),
            item.pk == current.pk,
        )
        for item in chain
    ]


def _previous_label(chain: list[PublishedItem], current: PublishedItem) -> str:
    year = current.publication.round.fiscal_year
    earlier = [item.publication.round.fiscal_year for item in chain if item.publication.round.fiscal_year < year]
    return f"{max(earlier)}年度" if earlier else ""


def _grade_counts(grades: list[Rating]) -> list[GradeCount]:
    counts = Counter(grades)
    return [GradeCount(rating, counts[rating]) for rating in sorted(counts, key=lambda rating: rating.order)]


def _mark_ratings(edition: int) -> list[Rating]:
    return list(Rating.objects.filter(scale__edition_scales__edition=edition, scale__edition_scales__rates="process"))
