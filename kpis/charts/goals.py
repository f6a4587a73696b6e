"""Which of the drawn targets are in force, and where the way to them begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from kpi_tracker.lib.readings import Baseline
from kpis.charts.bars import Bar
from kpis.charts.lanes import Lane
from kpis.levels import comparison_key, is_figure
from kpis.series import Series, as_of_of, dated, fiscal_year_end

_PATH_NAMES = {
    "start": "必要な経路（初期値から）",
    "baseline": "必要な経路（基準値から）",
    "stand_in": "必要な経路（最も古い値から）",
}


@dataclass(frozen=True)
class PathStart:
    """Where the required path begins. origin: a 初期値, of the target's own cell or of the KPI整理表; the 基準値 of a
    row; or, for want of either, the earliest value known."""

    day: date
    level: Decimal
    origin: Literal["start", "baseline", "stand_in"]


@dataclass(frozen=True)
class RequiredPath:
    """The straight way from the start to the target due last."""

    bar: Bar
    start: PathStart
    deadline: date

    @property
    def name(self) -> str:
        """With what it starts from."""
        return _PATH_NAMES[self.start.origin]

    @property
    def end(self) -> Decimal:
        """The level to be reached: of a range the end that is reached first."""
        return self.bar.goal.bound_from(self.start.level)


def goal_bars(lane: Lane, lanes: tuple[Lane, ...]) -> tuple[Bar, ...]:
    """The targets in force, by deadline: of each programme those of its latest edition, the final ones if it has any.

    A lane without targets takes those in its unit that name no component.
    """
    general = [other for other in lanes if not other.component and other.unit == lane.unit]
    bars = next((candidate.bars for candidate in (lane, *general) if candidate.bars), ())
    kept: list[Bar] = []
    for programme in dict.fromkeys(bar.line.programme for bar in bars):
        same = [bar for bar in bars if bar.line.programme == programme]
        latest = [bar for bar in same if bar.line.edition == same[-1].line.edition]
        kept += [bar for bar in latest if bar.line.reading.final] or latest[-1:]
    return tuple(sorted(kept, key=lambda bar: bar.line.deadline or date.max))


def goal_bar(lane: Lane, lanes: tuple[Lane, ...]) -> Bar | None:
    """Of the targets in force the one due last, None where there is none."""
    bars = goal_bars(lane, lanes)
    return bars[-1] if bars else None


def required_path(lane: Lane, lanes: tuple[Lane, ...], series: Series) -> RequiredPath | None:
    """The way required of a lane; None without a start or without a deadline after it.

    lanes: of the whole figure, among them the target that a lane has none of its own of.
    """
    bar = goal_bar(lane, lanes)
    start = _path_start(lane, bar, series) if bar else None
    deadline = bar.line.deadline if bar else None
    if bar is None or start is None or deadline is None or deadline <= start.day:
        return None
    return RequiredPath(bar, start, deadline)


def _path_start(lane: Lane, bar: Bar, series: Series) -> PathStart | None:
    """The start of the way to the target: its own 初期値 or 基準値, the registered 初期値, or the earliest value."""
    known = series.baseline
    own, of_row = bar.line.reading.baseline, bar.line.baseline
    printed = own if own and _is_of(lane, own) else of_row
    if printed and _is_of(lane, printed):
        day = fiscal_year_end(printed.fy) or series.programme_start
        return PathStart(day, printed.value, "start" if printed is own else "baseline") if day else None
    if known and _is_of(lane, Baseline(known.reading.value, known.reading.unit, None)):
        window = dated(as_of_of(known.reading), bar.line.edition_date)
        day = window[1] if window else series.programme_start
        return PathStart(day, known.reading.value, "start") if day else None
    first = next((dot for dot in lane.own_dots if dot.point.reading.kind != "forecast"), None)
    if first is None or first.day is None:
        return None
    return PathStart(first.day, first.level, "baseline" if first.is_baseline else "stand_in")


def _is_of(lane: Lane, baseline: Baseline) -> bool:
    return is_figure(baseline.value) and comparison_key(baseline.unit) == comparison_key(lane.unit)
