"""What is odd about a value just entered, beside last year's and the other rows of the KPI. Each a sentence. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.levels import comparison_key, goal_of, is_figure
from kpis.series import Direction, as_of_of, dated
from kpis.wording import amount, as_of_text

_JUMP = 10


@dataclass(frozen=True)
class Elsewhere:
    """What another row of the same KPI says in the same round. row: its name and item, for a sentence."""

    row: str
    actuals: tuple[ActualReading, ...]


def entry_warnings(
    now: Sequence[ActualReading],
    before: Sequence[ActualReading],
    *,
    targets: Sequence[TargetReading] = (),
    direction: Direction | None = None,
    elsewhere: Iterable[Elsewhere] = (),
) -> list[str]:
    """The oddities of the values, gravest first in each. before: last year's; direction: which way is better, None
    where only the targets tell.

    >>> from decimal import Decimal
    >>> last = ActualReading(Decimal(301), "団体", as_of="2017-04")
    >>> entry_warnings([ActualReading(Decimal(29), "団体", as_of="2018-04")], [last])
    ['前年の301団体から29団体へと10分の1以下になっています。桁と単位を確かめてください。']
    """
    found = []
    for reading in now:
        former = _counterpart(reading, before)
        if former is not None:
            found += _beside_last_year(reading, former, direction or _direction(reading, targets))
        found += [_contradiction(reading, other, row.row) for row in elsewhere for other in _same(reading, row.actuals)]
    return list(dict.fromkeys(found))


def _counterpart(reading: ActualReading, before: Iterable[ActualReading]) -> ActualReading | None:
    """Last year's value of the same component, the last printed; 参考 values have none."""
    if reading.kind == "reference" or not is_figure(reading.value):
        return None
    component = comparison_key(reading.component)
    same = [
        one
        for one in before
        if comparison_key(one.component) == component and one.kind != "reference" and is_figure(one.value)
    ]
    return max(same, key=lambda one: _day(one) or datetime.date.min, default=None)


def _beside_last_year(now: ActualReading, before: ActualReading, direction: Direction | None) -> list[str]:
    if comparison_key(now.unit) != comparison_key(before.unit):
        return [
            f"単位が前年（{before.unit or '単位なし'}）から{now.unit or '単位なし'}に変わっています。"
            "単位の書き漏れでないか確かめてください。"
        ]
    size = _jump(now, before) or _step_back(now, before, direction)
    return [sentence for sentence in (size, _stale(now, before)) if sentence]


def _jump(now: ActualReading, before: ActualReading) -> str:
    former, value = abs(before.value), abs(now.value)
    if not former or not value:
        return ""
    times = f"前年の{amount(before.value, before.unit)}から{amount(now.value, now.unit)}へと"
    if value >= former * _JUMP:
        return f"{times}10倍以上になっています。桁と単位を確かめてください。"
    return f"{times}10分の1以下になっています。桁と単位を確かめてください。" if value * _JUMP <= former else ""


def _step_back(now: ActualReading, before: ActualReading, direction: Direction | None) -> str:
    if direction is None or not (now.value < before.value if direction == "up" else now.value > before.value):
        return ""
    better = "大きいほど" if direction == "up" else "小さいほど"
    return (
        f"前年の{amount(before.value, before.unit)}から{amount(now.value, now.unit)}へ後退しています"
        f"（{better}よい指標）。正しければ、理由を今後の方針に書いてください。"
    )


def _stale(now: ActualReading, before: ActualReading) -> str:
    day, former = _day(now), _day(before)
    if day is None or former is None or day > former:
        return ""
    return (
        f"時点（{as_of_text(as_of_of(now))}）が前年の値の時点（{as_of_text(as_of_of(before))}）より新しくありません。"
        "最新の値か確かめてください。"
    )


def _same(reading: ActualReading, others: Iterable[ActualReading]) -> list[ActualReading]:
    """The others that speak of the same component at the same time and give another value."""
    return [
        other
        for other in others
        if comparison_key(other.component) == comparison_key(reading.component)
        and as_of_of(other) == as_of_of(reading)
        and (other.value, comparison_key(other.unit)) != (reading.value, comparison_key(reading.unit))
    ]


def _contradiction(reading: ActualReading, other: ActualReading, row: str) -> str:
    return (
        f"同じKPIの{row}では{amount(other.value, other.unit)}です（{as_of_text(as_of_of(reading))}）。"
        "どちらが正しいか確かめてください。"
    )


def _direction(reading: ActualReading, targets: Iterable[TargetReading]) -> Direction | None:
    """The way that the target in the same unit asks for."""
    for target in targets:
        if comparison_key(target.unit) == comparison_key(reading.unit):
            goal = goal_of(target, None, None)
            return goal.better if goal else None
    return None


def _day(reading: ActualReading) -> datetime.date | None:
    window = dated(as_of_of(reading), datetime.date.max)
    return window[1] if window else None
