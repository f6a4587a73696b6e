"""Promises by the month of their last day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kpi_tracker.lib.fiscal_year import fiscal_year_of


@dataclass(frozen=True)
class Month:
    """A month with how many promises of each state end in it."""

    begins_on: date
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Year:
    """A fiscal year with its months that have any, April first."""

    fiscal_year: int
    months: tuple[Month, ...]


def years_of(counted: Iterable[tuple[date, str, int]]) -> list[Year]:
    """The fiscal years, latest first, of (any day of a month, state, how many)."""
    counts: dict[date, Counter[str]] = {}
    for day, state, count in counted:
        counts.setdefault(day.replace(day=1), Counter())[state] += count
    years: dict[int, list[Month]] = {}
    for month in sorted(counts):
        years.setdefault(fiscal_year_of(month), []).append(Month(month, counts[month]))
    return [Year(year, tuple(years[year])) for year in sorted(years, reverse=True)]
