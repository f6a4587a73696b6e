"""How late promised things came, by ministry.

Documents come once a year: that a value came is seen first in the publication that prints it. So a delay is known only
between two bounds, counted from the last day of the window: at least up to the last publication that still lacks the
value (0 where none does), at most up to the one that prints it (0 where that came within the window).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Delay(NamedTuple):
    """Bounds of a delay in days."""

    at_least: int
    at_most: int


@dataclass(frozen=True)
class Counted:
    """How many things one ministry promised for the same last day with the same end. kept_on: None where not kept;
    state: see `kpis.models.PublishedPromise`."""

    ministry: str
    ends_on: date | None
    lacked_on: date | None
    kept_on: date | None
    state: str
    count: int


@dataclass(frozen=True)
class Slippage:
    """One ministry. typical: medians of both bounds over what was kept, None where nothing dated was."""

    ministry: str
    promised: int
    kept: int
    kept_late: int
    overdue: int
    typical: Delay | None


def delay_of(ends_on: date, lacked_on: date | None, kept_on: date) -> Delay:
    """The bounds of a delay.

    >>> delay_of(date(2017, 3, 31), None, date(2017, 12, 21))
    Delay(at_least=0, at_most=265)
    >>> delay_of(date(2017, 3, 31), date(2017, 12, 21), date(2018, 12, 20))
    Delay(at_least=265, at_most=629)
    >>> delay_of(date(2018, 3, 31), None, date(2017, 12, 21))
    Delay(at_least=0, at_most=0)
    """
    return Delay(max((lacked_on - ends_on).days, 0) if lacked_on else 0, max((kept_on - ends_on).days, 0))


def slippage_by_ministry(rows: Iterable[Counted]) -> list[Slippage]:
    """One line a ministry, in the order of their first rows."""
    by_ministry: dict[str, list[Counted]] = defaultdict(list)
    for row in rows:
        by_ministry[row.ministry].append(row)
    return [_slippage(ministry, given) for ministry, given in by_ministry.items()]


def _slippage(ministry: str, rows: Sequence[Counted]) -> Slippage:
    delays = [
        (delay_of(row.ends_on, row.lacked_on, row.kept_on), row.count) for row in rows if row.ends_on and row.kept_on
    ]
    return Slippage(
        ministry=ministry,
        promised=sum(row.count for row in rows),
        kept=sum(row.count for row in rows if row.state == "kept"),
        kept_late=sum(count for delay, count in delays if delay.at_least),
        overdue=sum(row.count for row in rows if row.state == "overdue"),
        typical=Delay(
            weighted_median([(delay.at_least, count) for delay, count in delays]),
            weighted_median([(delay.at_most, count) for delay, count in delays]),
        )
        if delays
        else None,
    )


def weighted_median(values: Sequence[tuple[int, int]]) -> int:
    """The median of values that each stand there as often as is told beside; of two in the middle the lower.

    >>> weighted_median([(0, 3), (265, 2)]), weighted_median([(10, 1), (20, 1)])
    (0, 10)
    """
    half = (sum(count for _, count in values) + 1) // 2
    seen = 0
    for value, count in sorted(values):
        seen += count
        if seen >= half:
            return value
    raise ValueError("a median of nothing")
