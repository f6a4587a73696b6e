"""Everything the dashboard shows of a year."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from kpis.dashboard.filters import DashboardFilters
from kpis.dashboard.selectors.asked import ORDERS, Standings, in_state, standings_of
from kpis.dashboard.selectors.by_item import HeatMap, heat_map
from kpis.dashboard.selectors.counted import GradeCell, counted, grade_cells, grade_columns, grades_by, rows_address
from kpis.dashboard.selectors.head import YearHead, year_head
from kpis.dashboard.selectors.offer import Offer
from kpis.dashboard.selectors.open_rounds import OpenRound, open_rounds
from kpis.dashboard.selectors.shown_rows import ShownStanding, shown_rows
from kpis.dashboard.selectors.tables import CountTable, ministry_table, tier_table
from kpis.dashboard.selectors.transitions import Transitions, transitions
from kpis.dashboard.selectors.years import GradedYears, graded_years
from kpis.models import PublishedKpi

ROWS_SHOWN = 5
"""Of each list on the dashboard; its number leads to all of them."""
SORT_OF = {
    "behind": "behind",
    "uncomputed": "printed",
    "unjudged": "unjudged",
    "overdue": "promise",
    "unanswered": "promise",
}
"""The states that the dashboard counts, and how the list of each is sorted."""
LISTED = ("behind", "unjudged", "overdue")
"""Those whose first rows stand on it."""


@dataclass(frozen=True)
class Counts:
    """The whole of a year as asked, with what stands in each tier. A KPI that is listed twice counts once, except
    under an item."""

    total: int
    cells: list[GradeCell]
    tiers: CountTable
    transitions: Transitions


@dataclass(frozen=True)
class Section:
    """A list on the dashboard: its first rows, and the address of all."""

    count: int
    url: str
    rows: list[ShownStanding]


@dataclass(frozen=True)
class DashboardPage:
    """uncomputed: rows of which it cannot be computed whether they are behind; is_unready: rows are published that do
    not stand yet."""

    head: YearHead
    counts: Counts
    ministries: CountTable
    items: HeatMap
    behind: Section
    uncomputed: Section
    unjudged: Section
    overdue: Section
    unanswered: Section
    years: GradedYears
    rounds: list[OpenRound]
    is_unready: bool


def dashboard_page(
    offer: Offer, filters: DashboardFilters, page_number: str, *, user: object, today: datetime.date
) -> DashboardPage:
    """The shown year as asked. user: who looks, staff being shown how far the next round has come."""
    counts = year_counts(offer, filters)
    sections = _sections(standings_of([offer.publication], filters, offer), offer, filters, today)
    return DashboardPage(
        head=year_head(offer, filters, "kpis:dashboard"),
        counts=counts,
        ministries=ministry_table(offer, filters),
        items=heat_map(offer, filters, page_number),
        **sections,
        years=graded_years(offer, filters),
        rounds=open_rounds(offer.publication.round.edition.programme, user),
        is_unready=not counts.total and is_unready(offer, filters),
    )


def year_counts(offer: Offer, filters: DashboardFilters) -> Counts:
    """The grades of the year against the one before, by tier and as moves. Two queries, one without a year before."""
    paths = counted(standings_of([offer.publication], filters, offer), "grade", "year_before", "grade_before", "tier")
    before = (
        counted(standings_of([offer.before], filters, offer), "grade", "year_after", "tier")
        if offer.before
        else Counter[tuple[int | None, ...]]()
    )
    compares = offer.before is not None and offer.is_comparable(offer.before)
    grades, was = _whole(paths), _whole(before) if compares else None
    columns = grade_columns(offer.scale, [grades, was or Counter()])
    return Counts(
        total=sum(grades.values()),
        cells=grade_cells(columns, grades, was, lambda **changes: rows_address(filters.query(**changes))),
        tiers=tier_table(grades_by(paths, 3, 0), grades_by(before, 2, 0) if compares else None, offer, filters),
        transitions=transitions(paths, before, offer, filters),
    )


def _whole(counts: Counter[tuple[int | None, ...]]) -> Counter[int | None]:
    return sum((Counter({key[0]: count}) for key, count in counts.items()), Counter())


def _sections(rows: Standings, offer: Offer, filters: DashboardFilters, today: datetime.date) -> dict[str, Section]:
    """A section for each of the states, by its name."""
    asked = {state: in_state(state, offer, today) for state in SORT_OF}
    counts = rows.aggregate(**{f"of_{state}": Count("pk", filter=rule) for state, rule in asked.items()})
    year_before = offer.before.round.fiscal_year if offer.before else None
    first = {state: rows.filter(asked[state]).order_by(*ORDERS[SORT_OF[state]])[:ROWS_SHOWN] for state in LISTED}
    listed = {state: shown_rows(some, offer.year, year_before, today) for state, some in first.items()}
    return {
        state: Section(
            counts[f"of_{state}"], rows_address(filters.query(state=state, sort=sort)), listed.get(state, [])
        )
        for state, sort in SORT_OF.items()
    }


def is_unready(offer: Offer, filters: DashboardFilters) -> bool:
    """Whether rows are published that do not stand yet; asked where nothing stands."""
    published = PublishedKpi.objects.filter(publication=offer.publication, is_heading=False)
    return not filters.is_narrowing and published.exists()
