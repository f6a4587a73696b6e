"""What of a series can be drawn: values and targets as levels, parted into lanes.

A lane is one component of the KPI in one unit. Its dots are the measured values, its bars the targets of the editions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.levels import Goal, change_sign, comparison_key, goal_of, is_figure, level_of
from kpis.series import Point, Series, TargetLine, as_of_of, dated, fiscal_year_end


@dataclass(frozen=True)
class Dot:
    """A measured value as a level. day: None where no date is printed; is_converted: printed as an amount of change."""

    point: Point
    component: str | None
    unit: str
    level: Decimal
    is_converted: bool = False

    @property
    def day(self) -> date | None:
        """The day that counts."""
        return self.point.day

    @property
    def is_own(self) -> bool:
        """False for a 参考 value, which measures something else."""
        return self.point.reading.kind != "reference"


@dataclass(frozen=True)
class Bar:
    """The target of one edition as a level. was_lowered: a later edition asks for less."""

    line: TargetLine
    component: str | None
    unit: str
    goal: Goal
    was_lowered: bool = False

    @property
    def bound(self) -> Decimal:
        """Where its line is drawn: of a range, the end that is reached first."""
        return self.goal.bound_from(self.goal.lower if self.goal.lower is not None else self.goal.upper or Decimal())


@dataclass(frozen=True)
class Lane:
    """dots by day, those without one first; bars by edition, oldest first."""

    component: str | None
    unit: str
    dots: tuple[Dot, ...]
    bars: tuple[Bar, ...]

    @property
    def own_dots(self) -> tuple[Dot, ...]:
        """The KPI's own values with a date: what a line may join."""
        return tuple(dot for dot in self.dots if dot.is_own and dot.day)


@dataclass(frozen=True)
class PathStart:
    """Where the required path begins. is_stand_in: the earliest value known, for want of a 初期値."""

    day: date
    level: Decimal
    is_stand_in: bool


def lanes_of(series: Series) -> tuple[Lane, ...]:
    """The lanes in the order in which the targets, then the values, name them."""
    change = _change_target(series)
    # Two rows of one edition, 再掲, print the same target: one bar.
    bars = list({(line.edition, bar.goal, _key(bar), line.deadline): bar for line, bar in _bars(series)}.values())
    dots = [_dot(point, change, series) for point in series.points if is_figure(point.reading.value)]
    parts: list[Dot | Bar] = [*bars, *dots]
    return tuple(_lane(part, bars, dots) for part in {_key(part): part for part in reversed(parts)}.values())[::-1]


def _lane(named: Dot | Bar, bars: list[Bar], dots: list[Dot]) -> Lane:
    key = _key(named)
    return Lane(
        named.component,
        named.unit,
        tuple(sorted((dot for dot in dots if _key(dot) == key), key=lambda dot: dot.day or date.min)),
        _told_if_lowered(sorted((bar for bar in bars if _key(bar) == key), key=_by_edition)),
    )


def _by_edition(bar: Bar) -> tuple[date, bool, date]:
    """Oldest edition first, within it the yearly targets before the final one."""
    return bar.line.edition_date, bar.line.reading.final, bar.line.deadline or date.max


def goal_bar(lane: Lane, lanes: tuple[Lane, ...]) -> Bar | None:
    """The latest edition's target for the lane: its own, else one in its unit that names no component."""
    general = [other for other in lanes if not other.component and other.unit == lane.unit]
    return next((candidate.bars[-1] for candidate in (lane, *general) if candidate.bars), None)


def path_start(lane: Lane, bar: Bar, series: Series) -> PathStart | None:
    """The start of the way to the target: its printed 基準値, the registered 初期値, or the earliest value known."""
    printed, known = bar.line.reading.baseline, series.baseline
    if printed and is_figure(printed.value) and comparison_key(printed.unit) == comparison_key(lane.unit):
        day = fiscal_year_end(printed.fy) or series.programme_start
        return PathStart(day, printed.value, False) if day else None
    if known and is_figure(known.reading.value) and comparison_key(known.reading.unit) == comparison_key(lane.unit):
        window = dated(as_of_of(known.reading), bar.line.edition_date)
        day = window[1] if window else series.programme_start
        return PathStart(day, known.reading.value, False) if day else None
    first = next((dot for dot in lane.own_dots if dot.point.reading.kind != "forecast"), None)
    return PathStart(first.day, first.level, True) if first and first.day else None


def _key(part: Dot | Bar) -> tuple[str, str]:
    return comparison_key(part.component), comparison_key(part.unit)


def _change_target(series: Series) -> TargetReading | None:
    """The latest target that asks for a change of a baseline, against which amounts of change are turned to levels."""
    changes = [line for line in series.targets if line.reading.kind == "ratio_change"]
    return max(changes, key=lambda line: line.edition_date).reading if changes else None


def _baseline(target: TargetReading, series: Series) -> ActualReading | None:
    if target.baseline and is_figure(target.baseline.value):
        return ActualReading(target.baseline.value, target.baseline.unit)
    known = series.baseline
    return known.reading if known and is_figure(known.reading.value) else None


def _dot(point: Point, change: TargetReading | None, series: Series) -> Dot:
    reading = point.reading
    baseline = _baseline(change, series) if change and change_sign(reading) else None
    level = level_of(reading, change, baseline.value) if change and baseline else None
    if baseline is None or level is None:
        return Dot(point, reading.component, reading.unit, reading.value)
    return Dot(point, None, baseline.unit, level, is_converted=True)


def _bars(series: Series) -> list[tuple[TargetLine, Bar]]:
    return [(line, bar) for line in series.targets if (bar := _bar(line, series))]


def _bar(line: TargetLine, series: Series) -> Bar | None:
    target = line.reading
    baseline = _baseline(target, series)
    goal = goal_of(target, baseline.value if baseline else None, series.direction)
    if goal is None:
        return None
    unit = baseline.unit if target.kind == "ratio_change" and baseline else target.unit
    return Bar(line, target.component, unit or "", goal)


def _told_if_lowered(bars: list[Bar]) -> tuple[Bar, ...]:
    return tuple(
        replace(bar, was_lowered=any(_asks_less(later, bar) for later in bars[place + 1 :]))
        for place, bar in enumerate(bars)
    )


def _asks_less(later: Bar, earlier: Bar) -> bool:
    if later.line.reading.fiscal_year != earlier.line.reading.fiscal_year or later.goal.better != earlier.goal.better:
        return False
    return later.bound > earlier.bound if later.goal.better == "down" else later.bound < earlier.bound
