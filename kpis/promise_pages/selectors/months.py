"""The promises by month."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import TruncMonth

from kpis.promise_pages.filters import PromiseFilters
from kpis.promise_pages.selectors.asked import asked_promises, list_url, month_label
from kpis.promise_pages.states import BADGES, StateBadge
from kpis.promises.months import Month, years_of
from reforms.selectors import Link, year_label


@dataclass(frozen=True)
class StateCell:
    """How many promises of a state end in a month; url: "" where none does."""

    heading: str
    label: str
    url: str


@dataclass(frozen=True)
class MonthRow:
    """A month of the calendar; counts in the order of its states."""

    label: str
    total: Link
    counts: list[StateCell]


@dataclass(frozen=True)
class Calendar:
    """The months by fiscal year, latest first; only states that any promise is in."""

    states: list[StateBadge]
    years: list[tuple[str, list[MonthRow]]]
    undated: Link | None


def promise_calendar(filters: PromiseFilters, today: datetime.date) -> Calendar:
    """The asked promises counted by month and state. Two queries."""
    rows = asked_promises(filters, today).order_by()
    dated = rows.exclude(due=None).annotate(month=TruncMonth("due")).values_list("month", "state")
    counted = list(dated.annotate(count=Count("pk")))
    states = [badge for state, badge in BADGES.items() if any(found == state for _, found, _ in counted)]
    undated = rows.filter(due=None).count()
    return Calendar(
        states=states,
        years=[
            (year_label(year.fiscal_year), [_month_row(month, states, filters) for month in year.months])
            for year in years_of(counted)
        ],
        undated=Link(f"{undated:,}", list_url(filters, year="none", month="")) if undated else None,
    )


def _month_row(month: Month, states: list[StateBadge], filters: PromiseFilters) -> MonthRow:
    asked = f"{month.begins_on:%Y-%m}"
    return MonthRow(
        label=month_label(month.begins_on),
        total=Link(f"{month.total:,}", list_url(filters, month=asked)),
        counts=[_cell(month, badge, filters, asked) for badge in states],
    )


def _cell(month: Month, badge: StateBadge, filters: PromiseFilters, asked: str) -> StateCell:
    count = month.counts.get(badge.state, 0)
    url = list_url(filters, month=asked, state=str(badge.state.value)) if count else ""
    return StateCell(badge.label, f"{count:,}", url)
