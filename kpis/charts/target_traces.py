"""What was promised: a line for each edition's target, steps for yearly ones, and the way required to the last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from kpi_tracker.lib.fiscal_year import fiscal_year_of
from kpis.charts.bars import Bar
from kpis.charts.drawn_targets import DrawnTarget, drawn_targets, lines_over, short_names
from kpis.charts.goals import required_path
from kpis.charts.lanes import Lane
from kpis.charts.panels import DASHES, Panel, Trace, named
from kpis.charts.steps import steps_of
from kpis.series import Series
from kpis.wording import amount, day_text

# デジタル庁デザインシステム: the one colour that contrasts with the values. Dash and symbol part lines of one colour.
_PROMISED, _BENEATH = "#C74700", "#FF8D44"
_SYMBOLS = ("diamond", "triangle-up", "square", "triangle-down", "pentagon", "hexagon", "star", "cross")
_SYMBOL_SIZE = 12
_LINE, _WIDER = 2, 5
"""Pixels: of a line, and how much wider it is drawn for each later line that lies on it, to be seen on both sides."""


def target_traces(panel: Panel) -> list[Trace]:
    """One line for each lane and for the editions that ask the same of it, no two alike in dash and symbol."""
    targets = drawn_targets(panel.lanes)
    names = short_names(bar.line.edition for lane in panel.lanes for bar in lane.bars)
    lines = [_target_trace(panel, target, names, _style(targets, number)) for number, target in enumerate(targets)]
    return lines + _repeats(panel, targets)


def _style(targets: list[DrawnTarget], number: int) -> Trace:
    """The lane gives the dash, a target lowered later 「dash」; of several lines each ends in its own symbol, and one
    that others lie on is wider and paler than they are."""
    target, over = targets[number], lines_over(targets, number)
    dash = "dash" if target.was_lowered else DASHES[target.place % len(DASHES)]
    line = {"color": _BENEATH if over else _PROMISED, "width": _LINE + _WIDER * over, "dash": dash}
    if len(targets) == 1 and len(target.bars) == 1:
        return {"mode": "lines", "line": line}
    symbol = _SYMBOLS[number % len(_SYMBOLS)]
    return {"mode": "lines+markers", "line": line, "marker": {"symbol": symbol, "color": _PROMISED, "opacity": 1}}


def _target_trace(panel: Panel, target: DrawnTarget, names: dict[str, str], style: Trace) -> Trace:
    corners = steps_of(target.bars)
    # One line of the legend for each edition: a phone cuts what is longer.
    editions = "・<br>".join(escape(names[edition], quote=False) for edition in target.editions)
    lowered = "・後に引下げ" if target.was_lowered else ""
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


def _repeats(panel: Panel, targets: list[DrawnTarget]) -> list[Trace]:
    """A stroke across a line on the day from which a later edition asks the same."""
    level = [target for target in targets if len(target.bars) == 1]
    again = [
        bar for target in level for bar in target.again if bar.line.edition_date <= (bar.line.deadline or date.max)
    ]
    if not again:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": "同じ目標を載せた後の版",
            "x": [bar.line.edition_date.isoformat() for bar in again],
            "y": [panel.height(bar.bound) for bar in again],
            "yaxis": panel.axis,
            "text": [_target_text(bar, [bar.line.edition]) for bar in again],
            "hovertemplate": "%{text}<extra></extra>",
            "cliponaxis": False,
            "marker": {"symbol": "line-ns", "size": 14, "line": {"width": 2, "color": _PROMISED}},
        }
    ]


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
    required = required_path(lane, lanes, series)
    if required is None:
        return []
    ends = ((required.start.day, required.start.level), (required.deadline, required.end))
    path = {
        "type": "scatter",
        "mode": "lines",
        "name": named(lane, required.name),
        "x": [day.isoformat() for day, _ in ends],
        "y": [panel.height(level) for _, level in ends],
        "yaxis": panel.axis,
        "text": [escape(f"{day_text(day)} {amount(level, lane.unit)}", quote=False) for day, level in ends],
        "hovertemplate": "%{text}<extra></extra>",
        "line": {"color": _PROMISED, "width": 1.5, "dash": "dot"},
    }
    if len(panel.lanes) == 1:
        return [path]
    symbol = f"{_SYMBOLS[panel.lanes.index(lane) % len(_SYMBOLS)]}-open"
    return [{**path, "mode": "lines+markers", "marker": {"symbol": symbol, "size": 7, "color": _PROMISED}}]
