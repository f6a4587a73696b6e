"""What the figure draws that no cell prints: levels reckoned from a change, and the path to the target."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_tracker.lib.fiscal_year import fiscal_year_of
from kpis.charts.bars import Bar
from kpis.charts.goals import RequiredPath, required_path
from kpis.charts.lanes import Dot, Lane, lanes_of
from kpis.levels import change_sign
from kpis.series import Series, as_of_of
from kpis.wording import amount, as_of_text, day_text


@dataclass(frozen=True)
class DerivedValue:
    """name: what it is and of which edition; drawn: the value in the figure; printed: what it was reckoned from."""

    name: str
    drawn: str
    printed: str


def derived_values(series: Series) -> tuple[DerivedValue, ...]:
    """The drawn values that a reader looks for in vain in the tables of printed ones, each with its origin."""
    lanes = lanes_of(series)
    found = [_of_dot(dot) for lane in lanes for dot in lane.dots if dot.is_converted]
    found += [_of_bar(bar) for lane in lanes for bar in lane.bars if bar.line.reading.kind == "ratio_change"]
    paths = [(lane, required_path(lane, lanes, series)) for lane in lanes]
    return (*found, *(_of_path(lane, path) for lane, path in paths if path))


def _of_dot(dot: Dot) -> DerivedValue:
    reading = dot.point.reading
    return DerivedValue(
        f"{as_of_text(as_of_of(reading))}の実績値（{dot.point.document}）",
        amount(dot.level, dot.unit),
        f"{amount(abs(reading.value), reading.unit)}{'減' if change_sign(reading) < 0 else '増'}",
    )


def _of_bar(bar: Bar) -> DerivedValue:
    return DerivedValue(f"目標（{bar.line.edition}）", amount(bar.bound, bar.unit), bar.line.reading.raw)


def _of_path(lane: Lane, path: RequiredPath) -> DerivedValue:
    begins = f"{day_text(path.start.day)} {amount(path.start.level, lane.unit)}"
    ends = f"{fiscal_year_of(path.deadline)}年度末 {amount(path.end, lane.unit)}"
    return DerivedValue(f"{f'{lane.component}：' if lane.component else ''}{path.name}", f"{begins} → {ends}", "")
