"""The tables of counts: by 階層 and by 府省庁."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kpi_tracker.lib.records import replace
from kpis.dashboard.filters import NONE, DashboardFilters
from kpis.dashboard.selectors.asked import standings_of
from kpis.dashboard.selectors.counted import (
    CountLine,
    Grades,
    counted,
    grade_cells,
    grade_columns,
    grades_by,
    rows_address,
    with_most_marked,
)
from kpis.dashboard.selectors.offer import Offer
from kpis.models import KpiListing
from reforms.models import Ministry, Rating

ByKey = dict[int | None, Grades]


@dataclass(frozen=True)
class CountTable:
    """columns: the grades in order, None for rows without one."""

    columns: list[Rating | None]
    lines: list[CountLine]


@dataclass(frozen=True)
class _Counting:
    """What the lines of a table share. field: of the filters; before: None where the years are not compared."""

    field: str
    now: ByKey
    before: ByKey | None
    columns: list[Rating | None]
    filters: DashboardFilters

    def line(self, label: str, value: str, key: int | None) -> CountLine:
        """The line of one key. value: how the address names it."""
        asked = {self.field: value}
        return CountLine(
            label=label,
            url=rows_address(self.filters.query(**asked)),
            total=sum(self.now[key].values()),
            cells=grade_cells(
                self.columns,
                self.now[key],
                None if self.before is None else self.before.get(key, Counter()),
                lambda **changes: rows_address(self.filters.query(**asked, **changes)),
            ),
        )


def _counting(field: str, now: ByKey, before: ByKey | None, offer: Offer, filters: DashboardFilters) -> _Counting:
    columns = grade_columns(offer.scale, now.values(), (before or {}).values())
    return _Counting(field, now, before, columns, filters)


def tier_table(now: ByKey, before: ByKey | None, offer: Offer, filters: DashboardFilters) -> CountTable:
    """A line for each tier that a row of the shown year has."""
    counting = _counting("tier", now, before, offer, filters)
    names: dict[int | None, str] = {**dict(KpiListing.Tier.choices), None: "階層の記載なし"}
    lines = [counting.line(str(name), str(tier or NONE), tier) for tier, name in names.items() if tier in now]
    return CountTable(counting.columns, lines)


def ministry_table(offer: Offer, filters: DashboardFilters) -> CountTable:
    """A line for each ministry that answers for a row of the shown year, in 建制順, and for rows that name none.

    A row counts for each ministry that answers for it, and for those above. Two queries.
    """
    shown, before = offer.publication, offer.before
    years = [one for one in (shown, before) if one]
    counts = counted(standings_of(years, filters, offer), "publication", "ministries", "grade")
    now = _of_publication(counts, shown.pk)
    was = _of_publication(counts, before.pk) if before and offer.is_comparable(before) else None
    counting = _counting("ministry", now, was, offer, filters)
    named = Ministry.objects.filter(pk__in=[key for key in now if key]).order_by("order")
    lines = [
        replace(counting.line(one.name, one.name, one.pk), is_office=one.parent_id in now if one.parent_id else False)
        for one in named
    ]
    unnamed = [counting.line("府省庁の記載なし", NONE, None)] if None in now else []
    return CountTable(counting.columns, [*with_most_marked(lines), *unnamed])


def _of_publication(counts: Counter[tuple[int | None, ...]], publication: int) -> ByKey:
    own = Counter({key[1:]: count for key, count in counts.items() if key[0] == publication})
    return grades_by(own, 0, 1)
