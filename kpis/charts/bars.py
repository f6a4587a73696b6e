"""Targets as levels that can be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpi_tracker.lib.records import replace
from kpis.levels import Goal, comparison_key, goal_of, is_figure
from kpis.series import Series, TargetLine
from kpis.wording import amount, printed_comparator


@dataclass(frozen=True)
class Bar:
    """The target of one edition as a level. was_lowered: a later edition asks for less."""

    line: TargetLine
    component: str | None
    unit: str
    goal: Goal
    was_lowered: bool = False

    @cached_property
    def bound(self) -> Decimal:
        """Where its line is drawn: of a range, the end that is reached first."""
        return self.goal.bound_from(self.goal.lower if self.goal.lower is not None else self.goal.upper or Decimal())

    @property
    def in_words(self) -> str:
        """「約416団体」, with the word of comparison that the document prints: which side the rule takes it for is told
        beside the computed grade. A level reckoned from a change is told with its side."""
        reading = self.line.reading
        approx = "約" if reading.approx else ""
        is_one_sided = self.goal.better is not None
        if not is_one_sided or self.goal.excludes_bound or reading.kind == "ratio_change":
            return f"{approx}{self.goal.in_words(self.unit)}"
        return f"{approx}{amount(self.bound, self.unit)}{printed_comparator(reading.raw)}"


def bars_of(series: Series) -> list[Bar]:
    """The targets of the series that can be drawn as a level."""
    return [bar for line in series.targets if (bar := _bar(line, series))]


def _bar(line: TargetLine, series: Series) -> Bar | None:
    target = line.reading
    baseline = baseline_of(target, series)
    goal = goal_of(target, baseline.value if baseline else None, series.direction)
    goal = goal or _goal_from_earliest(line, series)
    if goal is None:
        return None
    unit = baseline.unit if target.kind == "ratio_change" and baseline else target.unit
    return Bar(line, target.component, unit or "", goal)


def _goal_from_earliest(line: TargetLine, series: Series) -> Goal | None:
    """A level without 以上 or 以下 (「約1,000団体」) lies away from the row's 基準値, else from the earliest value;
    without either it is the level itself."""
    target = line.reading
    if target.kind == "ratio_change" or not is_figure(target.value):
        return None
    own = [ActualReading(line.baseline.value, line.baseline.unit)] if line.baseline else []
    points = sorted(series.points, key=lambda point: point.day or date.max)
    known = [*own, *(point.reading for point in (*series.baselines, *points))]
    start = next((reading.value for reading in known if _is_start_of(target, reading)), None)
    return goal_of(target, start, None) or Goal(target.value, target.value)


def _is_start_of(target: TargetReading, reading: ActualReading) -> bool:
    same_component = comparison_key(reading.component) in ("", comparison_key(target.component))
    same_unit = comparison_key(reading.unit) == comparison_key(target.unit)
    return same_component and same_unit and reading.kind != "reference" and is_figure(reading.value)


def baseline_of(target: TargetReading, series: Series) -> ActualReading | None:
    """The 初期値 of the target's own cell, else the registered one, else None."""
    if target.baseline and is_figure(target.baseline.value):
        return ActualReading(target.baseline.value, target.baseline.unit)
    known = series.baseline
    return known.reading if known and is_figure(known.reading.value) else None


def told_if_lowered(bars: list[Bar]) -> tuple[Bar, ...]:
    """The bars of a lane, oldest edition first, each told whether a later one asks for less."""
    return tuple(
        replace(bar, was_lowered=True) if any(_asks_less(later, bar) for later in bars[place + 1 :]) else bar
        for place, bar in enumerate(bars)
    )


def _asks_less(later: Bar, earlier: Bar) -> bool:
    """True where a later edition of the same programme asks less for the same year, or less for a later one."""
    if later.bound == earlier.bound or later.line.programme != earlier.line.programme:
        return False
    if (later.line.deadline or date.max) < (earlier.line.deadline or date.max):
        return False
    if later.line.reading.fiscal_year != earlier.line.reading.fiscal_year or later.goal.better != earlier.goal.better:
        return False
    return later.bound > earlier.bound if later.goal.better == "down" else later.bound < earlier.bound
