"""Grades counted, beside those of the year before: what the tables of the dashboard are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from kpi_tracker.lib.records import replace
from kpis.dashboard.filters import NONE
from kpis.dashboard.selectors.asked import Standings
from reforms.models import Rating

Grades = Counter[int | None]
"""How many rows bear each grade, by primary key of the Rating; None: no grade is printed."""
Address = Callable[..., str]
"""The address of the rows with some fields of the filters changed."""


@dataclass(frozen=True)
class GradeCell:
    """rating: None for rows without a grade; change: against the year before, None where the two are not compared; url:
    "" where only the whole leads to its rows; is_most: no other line of the table has more."""

    rating: Rating | None
    count: int
    change: int | None
    url: str
    is_most: bool = False

    @property
    def change_words(self) -> str:
        """「＋2」, 「－1」, 「±0」; "" where the years are not compared."""
        return "" if self.change is None else change_words(self.change)


def change_words(change: int) -> str:
    """A difference with its sign.

    >>> change_words(2), change_words(-1), change_words(0)
    ('＋2', '－1', '±0')
    """
    return f"＋{change}" if change > 0 else f"－{-change}" if change else "±0"


@dataclass(frozen=True)
class CountLine:
    """A line of a table of counts. is_office: its ministry stands in the table as well."""

    label: str
    url: str
    total: int
    cells: list[GradeCell]
    is_office: bool = False


def counted(rows: Standings, *by: str) -> Counter[tuple[int | None, ...]]:
    """How many of the rows there are by these columns. One query."""
    groups = rows.order_by().values_list(*by).annotate(count=Count("pk"))
    return Counter({tuple(key): count for *key, count in groups})


def grades_by(counts: Counter[tuple[int | None, ...]], place: int, grade: int) -> dict[int | None, Grades]:
    """Counts summed up: the grades by what stands at a place of the key."""
    found: dict[int | None, Grades] = {}
    for key, count in counts.items():
        found.setdefault(key[place], Counter())[key[grade]] += count
    return found


def grade_columns(scale: Sequence[Rating], *counts: Iterable[Grades]) -> list[Rating | None]:
    """The grades of the scale, and None where any of the counts has rows without a grade; none without a scale."""
    if not scale:
        return []
    return [*scale, *([None] if any(grades[None] for some in counts for grades in some) else [])]


def grade_cells(
    columns: Sequence[Rating | None], now: Grades, before: Grades | None, address: Address
) -> list[GradeCell]:
    """A cell for each column. before: of the year before, None where the two are not compared."""
    return [
        GradeCell(
            rating=rating,
            count=now[key_of(rating)],
            change=None if before is None else now[key_of(rating)] - before[key_of(rating)],
            url=address(grade=rating.code if rating else NONE),
        )
        for rating in columns
    ]


def key_of(rating: Rating | None) -> int | None:
    """What stands for a grade in a count."""
    return rating.pk if rating else None


def with_most_marked(lines: list[CountLine]) -> list[CountLine]:
    """The lines with the largest number of each grade marked; of one line alone nothing is."""
    if len(lines) < 2:
        return lines
    most: Grades = Counter()
    for cell in (cell for line in lines for cell in line.cells):
        most[key_of(cell.rating)] = max(most[key_of(cell.rating)], cell.count)
    return [replace(line, cells=[_marked(cell, most) for cell in line.cells]) for line in lines]


def _marked(cell: GradeCell, most: Grades) -> GradeCell:
    return replace(cell, is_most=0 < cell.count == most[key_of(cell.rating)])


def rows_address(query: str) -> str:
    """The list of rows as asked."""
    return f"{reverse('kpis:dashboard_rows')}?{query}"
