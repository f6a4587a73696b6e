"""What the page of first targets shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.urls import reverse

from kpis.comparison.filters import ComparisonFilters
from kpis.comparison.kinds import GROUPS, OF_TARGETS
from kpis.comparison.original_targets import Outcome
from kpis.comparison.selectors.choice import Choice, programme_links
from kpis.comparison.selectors.first_targets import BETTER, FirstTarget, better_rows, first_targets
from kpis.published_rows import KpiRatings, kpi_ratings
from kpis.shown import shown_name
from reforms.models import Publication, Rating
from reforms.paging import page_links
from reforms.selectors import Link, year_label

ROWS_A_PAGE = 50
NEEDED = {BETTER, "B"}


@dataclass(frozen=True)
class ShownTarget:
    """A target in its words, with what the official rule gives for the row against it and why."""

    year: str
    words: str
    computed: Rating | None
    explanation: str


@dataclass(frozen=True)
class ShownOutcome:
    """A KPI printed A whose target changed. reason: why it cannot be compared, "" where it can."""

    name: str
    url: str
    outcome: str
    would_be_worse: bool
    changes: list[str]
    first: ShownTarget
    now: ShownTarget
    actual: str
    reason: str


@dataclass(frozen=True)
class OutcomeCount:
    """How many KPIs have an outcome."""

    label: str
    count: int


@dataclass(frozen=True)
class OriginalTargetsPage:
    """Everything the template shows. is_graded: the year's scale has A and B; graded: how many KPIs are printed A;
    changed: how many of them have another target than first."""

    programme: str
    programmes: list[Link]
    years: list[Link]
    year: str
    comparison_url: str
    is_graded: bool
    graded: int
    changed: int
    counts: list[OutcomeCount]
    rows: list[ShownOutcome]
    page_links: list[Link]


def original_targets_page(choice: Choice, page_number: str) -> OriginalTargetsPage:
    """The KPIs that the chosen year prints as A, their targets beside the first ones of the programme."""
    publication = _current(choice)
    edition = publication.round.edition_id
    ratings = kpi_ratings([edition])
    is_graded = set(ratings.codes(edition)) >= NEEDED
    better = better_rows(publication) if is_graded else {}
    found = first_targets(publication, better, ratings)
    worst_first = sorted(found, key=lambda one: list(Outcome).index(one.outcome))
    page = Paginator(worst_first, ROWS_A_PAGE).get_page(page_number)
    counts = Counter(one.outcome for one in found)
    return OriginalTargetsPage(
        programme=choice.programme.name,
        programmes=programme_links(choice, "kpis:original_targets"),
        years=_year_links(choice, publication),
        year=year_label(publication.round.fiscal_year),
        comparison_url=f"{reverse('kpis:comparison')}?{_query(publication)}",
        is_graded=is_graded,
        graded=len(better),
        changed=len(found),
        counts=[OutcomeCount(outcome.value, counts[outcome]) for outcome in Outcome],
        rows=[_shown(one, ratings) for one in page.object_list],
        page_links=page_links(page, lambda number: _address(publication, page=number)),
    )


def _current(choice: Choice) -> Publication:
    """What the public sees now of the chosen year."""
    same_round = [one for one in choice.of_programme if one.round_id == choice.new.round_id]
    return next((one for one in same_round if one.is_current), choice.new)


def _query(publication: Publication, **more: str) -> str:
    slug = publication.round.edition.programme.slug
    return ComparisonFilters(programme=slug, new=str(publication.pk)).query(**more)


def _address(publication: Publication, **more: str) -> str:
    return f"{reverse('kpis:original_targets')}?{_query(publication, **more)}"


def _year_links(choice: Choice, shown: Publication) -> list[Link]:
    return [
        Link(year_label(one.round.fiscal_year), _address(one), one == shown)
        for one in reversed(choice.of_programme)
        if one.is_current
    ]


def _shown(found: FirstTarget, ratings: KpiRatings) -> ShownOutcome:
    row, first = found.row, found.first
    kinds = {OF_TARGETS[change] for change in found.changes}
    return ShownOutcome(
        name=shown_name(row.content, row.words.kpi),
        url=row.kpi_url,
        outcome=found.outcome.value,
        would_be_worse=found.outcome is Outcome.WOULD_BE_B,
        changes=[label for kind, label in GROUPS["目標"].items() if kind in kinds],
        first=ShownTarget(
            year_label(first.fiscal_year),
            first.content.target_words,
            ratings.rating(row.edition, found.at_first.code),
            found.at_first.explanation,
        ),
        now=ShownTarget(
            year_label(row.fiscal_year),
            row.content.target_words,
            ratings.rating(row.edition, found.as_is.code),
            found.as_is.explanation,
        ),
        actual=row.content.actual_words,
        reason=found.reason,
    )
