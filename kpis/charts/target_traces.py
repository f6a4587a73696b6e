"""What was promised: a line for each edition's target, steps for yearly ones, and the way required to the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from kpi_tracker.lib.fiscal_year import fiscal_year_of, fiscal_year_window
from kpis.charts.bars import Bar
from kpis.charts.drawn_targets import DrawnTarget, drawn_targets, short_names
from kpis.charts.goals import goal_bar, path_start
from kpis.charts.lanes import Lane
from kpis.charts.panels import DASHES, Panel, Trace, named
from kpis.series import Series
from kpis.wording import amount, day_text

# デジタル庁デザインシステム: the one colour that contrasts with the values. Dash and symbol part lines of one colour.
_PROMISED = "#C74700"
_SYMBOLS = ("diamond", "triangle-up", "square", "triangle-down", "pentagon", "hexagon", "star", "cross")
_SYMBOL_SIZE = 10
_PATH_NAMES = {
    "start": "必要な経路（初期値から）",
    "baseline": "必要な経路（基準値から）",
    "stand_in": "必要な経路（最も古い値から）",
}


@dataclass(frozen=True)
class _Corner:
    """A point of a target's line. bar: None where the line breaks off; is_end: the day by which it is to be reached."""

    day: date
    bar: Bar | None
    is_end: bool = False


def target_traces(panel: Panel) -> list[Trace]:
    """One line for each lane and for the editions that ask the same of it, no two alike in dash and symbol."""
    targets = drawn_targets(panel)
    names = short_names(bar.line.edition for lane in panel.lanes for bar in lane.bars)
    return [
        _target_trace(panel, target, names, _style(target, number, len(targets)))
        for number, target in enumerate(targets)
    ]


def _style(target: DrawnTarget, number: int, lines: int) -> Trace:
    """The lane gives the dash, a target lowered later 「dash」; of several lines each ends in its own symbol."""
    dash = "dash" if _was_lowered(target) else DASHES[target.place % len(DASHES)]
    line = {"color": _PROMISED, "width": 2, "dash": dash}
    if lines == 1 and len(target.bars) == 1:
        return {"mode": "lines", "line": line}
    symbol = _SYMBOLS[number % len(_SYMBOLS)]
    return {"mode": "lines+markers", "line": line, "marker": {"symbol": symbol, "color": _PROMISED, "opacity": 1}}


def _was_lowered(target: DrawnTarget) -> bool:
    return any(bar.was_lowered for bar in target.bars)


def _target_trace(panel: Panel, target: DrawnTarget, names: dict[str, str], style: Trace) -> Trace:
    corners = _corners(target.bars)
    # One line of the legend for each edition: a phone cuts what is longer.
    editions = "・<br>".join(escape(names[edition], quote=False) for edition in target.editions)
    lowered = "・後に引下げ" if _was_lowered(target) else ""
    if "marker" in style:
        style["marker"]["size"] = [_SYMBOL_SIZE if corner.is_end else 0 for corner in corners]
    return {
        "type": "scatter",
        "name": f"{named(target.lane, '目標（')}{editions}{lowered}）",
        "x": [corner.day.isoformat() for corner in corners],
        "y": [panel.height(corner.bar.bound) if corner.bar else None for corner in corners],
        "yaxis": panel.axis,
        "connectgaps": False,
        "text": [_target_text(corner.bar, target.editions) if corner.bar else "" for corner in corners],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
        **style,
    }


def _corners(bars: Sequence[Bar]) -> list[_Corner]:
    """Level lines up to the deadlines; where the edition sets yearly targets a step along each target's fiscal year."""
    is_yearly = any(not bar.line.reading.final for bar in bars)
    corners: list[_Corner] = []
    for bar in bars:
        ends = _ends(bar)
        begins = fiscal_year_window(fiscal_year_of(ends))[0]
        if not is_yearly and not corners and bar.line.edition_date < ends:
            begins = bar.line.edition_date
        elif not is_yearly and corners:
            begins = corners[-1].day
        if corners and (begins - corners[-1].day).days > 1:
            corners.append(_Corner(corners[-1].day, None))
        corners += [_Corner(begins, bar), _Corner(ends, bar, is_end=True)]
    return corners


def _ends(bar: Bar) -> date:
    """The deadline; where none is printed, the end of the fiscal year the edition was published in."""
    return bar.line.deadline or fiscal_year_window(fiscal_year_of(bar.line.edition_date))[1]


def _target_text(bar: Bar, editions: Sequence[str]) -> str:
    line = bar.line
    until = f"{day_text(line.deadline)}まで" if line.deadline else "期限の記載なし"
    if line.deadline and not line.reading.final:
        until = f"{fiscal_year_of(line.deadline)}年度の目標"
    return escape(f"{'・'.join(editions)}の目標 {bar.in_words}、{until}", quote=False)


def path_traces(panel: Panel, lane: Lane, lanes: tuple[Lane, ...], series: Series) -> list[Trace]:
    """The way required to reach the target due last; none without a start or without a deadline after it.

    lanes: of the whole figure, among them the target that a lane has none of its own of.
    """
    bar = goal_bar(lane, lanes)
    start = path_start(lane, bar, series) if bar else None
    deadline = bar.line.deadline if bar else None
    if bar is None or start is None or deadline is None or deadline <= start.day:
        return []
    bound = bar.goal.bound_from(start.level)
    ends = (
        f"{day_text(start.day)} {amount(start.level, lane.unit)}",
        f"{day_text(deadline)} {amount(bound, lane.unit)}",
    )
    path = {
        "type": "scatter",
        "mode": "lines",
        "name": named(lane, _PATH_NAMES[start.origin]),
        "x": [start.day.isoformat(), deadline.isoformat()],
        "y": [panel.height(start.level), panel.height(bound)],
        "yaxis": panel.axis,
        "text": [escape(end, quote=False) for end in ends],
        "hovertemplate": "%{text}<extra></extra>",
        "line": {"color": _PROMISED, "width": 1.5, "dash": "dot"},
    }
    if len(panel.lanes) == 1:
        return [path]
    symbol = f"{_SYMBOLS[panel.lanes.index(lane) % len(_SYMBOLS)]}-open"
    return [{**path, "mode": "lines+markers", "marker": {"symbol": symbol, "size": 7, "color": _PROMISED}}]
