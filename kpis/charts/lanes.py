"""What of a series can be drawn: values and targets as levels, parted into lanes.

A lane is one component of the KPI in one unit. Its dots are the measured values, its bars the targets of the editions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from kpi_tracker.lib.readings import MeasurementKind, TargetReading
from kpis.charts.bars import Bar, bars_of, baseline_of, told_if_lowered
from kpis.levels import change_sign, comparison_key, is_figure, level_of
from kpis.series import Point, Series, as_of_of

_SOUNDNESS: dict[MeasurementKind, int] = {"forecast": 1, "preliminary": 2, "final": 3}
_BASELINE_SOUNDNESS = 0


@dataclass(frozen=True)
class Dot:
    """A measured value as a level. day: None where no date is printed; is_converted: printed as an amount of change;
    is_baseline: the 基準値 of a row."""

    point: Point
    component: str | None
    unit: str
    level: Decimal
    is_converted: bool = False
    is_baseline: bool = False

    @property
    def day(self) -> date | None:
        """The day that counts."""
        return self.point.day

    @property
    def is_own(self) -> bool:
        """False for a 参考 value, which measures something else."""
        return self.point.reading.kind != "reference"


@dataclass(frozen=True)
class Lane:
    """dots by day, those without one first; bars by edition, oldest first."""

    component: str | None
    unit: str
    dots: tuple[Dot, ...]
    bars: tuple[Bar, ...]

    @cached_property
    def measured(self) -> tuple[Dot, ...]:
        """The KPI's own 実績値, with or without a date."""
        return tuple(dot for dot in self.dots if dot.is_own and not dot.is_baseline)

    @cached_property
    def own_dots(self) -> tuple[Dot, ...]:
        """The KPI's own values with a date, its 基準値 among them: what a line may join."""
        return tuple(dot for dot in self.dots if dot.is_own and dot.day)


def lanes_of(series: Series) -> tuple[Lane, ...]:
    """The lanes in the order in which the targets, then the values, name them."""
    change = _change_target(series)
    # Two rows of one edition, 再掲, print the same target: one bar.
    bars = list({(bar.line.edition, bar.goal, _key(bar), bar.line.deadline): bar for bar in bars_of(series)}.values())
    dots = [_baseline_dot(point) for point in series.baselines if is_figure(point.reading.value)]
    dots += [_dot(point, change, series) for point in series.points if is_figure(point.reading.value)]
    drawn: list[Dot | Bar] = [*bars, *dots]
    lanes: dict[tuple[str, str], list[Dot | Bar]] = {}
    for part in drawn:
        key = _key(part)
        lanes[key] = [*lanes.pop(key, ()), part]  # at the end again: the last of a lane tells its place
    return tuple(_lane(parts) for parts in lanes.values())


def course_of(lane: Lane, series: Series) -> list[tuple[date, Dot | None]]:
    """The values that a line joins, by day: of one day the soundest. None where an edition lists the KPI without a
    value for this lane: a gap, never a zero."""
    speaking = {dot.point.document for dot in lane.dots if dot.is_own}
    course: dict[date, Dot | None] = {
        listing.edition_date: None for listing in series.listings if listing.edition not in speaking
    }
    course |= {dot.day: dot for dot in sorted(lane.own_dots, key=_soundness) if dot.day}
    return sorted(course.items(), key=lambda one: one[0])


def _soundness(dot: Dot) -> int:
    return _BASELINE_SOUNDNESS if dot.is_baseline else _SOUNDNESS[dot.point.reading.kind]


def disagreements(lane: Lane) -> tuple[tuple[Dot, ...], ...]:
    """The final values of one date that differ, by date; what is printed as 約 may differ by its rounding."""
    by_date: dict[str, list[Dot]] = {}
    for dot in lane.measured:
        reading = dot.point.reading
        as_of = as_of_of(reading)
        if as_of and reading.kind == "final" and not reading.approx:
            by_date.setdefault(as_of, []).append(dot)
    return tuple(tuple(same) for _, same in sorted(by_date.items()) if len({dot.level for dot in same}) > 1)


def _lane(parts: Sequence[Dot | Bar]) -> Lane:
    return Lane(
        parts[0].component,
        parts[0].unit,
        tuple(sorted((part for part in parts if isinstance(part, Dot)), key=lambda dot: dot.day or date.min)),
        told_if_lowered(sorted((part for part in parts if isinstance(part, Bar)), key=_by_edition)),
    )


def _by_edition(bar: Bar) -> tuple[date, bool, date]:
    """Oldest edition first, within it the yearly targets before the final one."""
    return bar.line.edition_date, bar.line.reading.final, bar.line.deadline or date.max


def _key(part: Dot | Bar) -> tuple[str, str]:
    return comparison_key(part.component), comparison_key(part.unit)


def _change_target(series: Series) -> TargetReading | None:
    """The latest target that asks for a change of a baseline, against which amounts of change are turned to levels."""
    changes = [line for line in series.targets if line.reading.kind == "ratio_change"]
    return max(changes, key=lambda line: line.edition_date).reading if changes else None


def _baseline_dot(point: Point) -> Dot:
    return Dot(point, point.reading.component, point.reading.unit, point.reading.value, is_baseline=True)


def _dot(point: Point, change: TargetReading | None, series: Series) -> Dot:
    reading = point.reading
    baseline = baseline_of(change, series) if change and change_sign(reading) else None
    level = level_of(reading, change, baseline.value) if change and baseline else None
    if baseline is None or level is None:
        return Dot(point, reading.component, reading.unit, reading.value)
    return Dot(point, None, baseline.unit, level, is_converted=True)
