"""Several KPIs on one axis: only where all count in one unit, and no more than can be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from kpis.charts.bars import Bar
from kpis.charts.figure import layout_of, panels_of
from kpis.charts.goals import goal_bars
from kpis.charts.grade_strip import GradeStrip
from kpis.charts.lanes import Lane, course_of, lanes_of
from kpis.charts.panels import Panel, Trace
from kpis.charts.plane import lead_lane
from kpis.charts.steps import steps_of
from kpis.charts.traces import dot_text
from kpis.levels import comparison_key
from kpis.series import Series

# デジタル庁デザインシステム: hues that differ from each other and from white; each with a symbol of its own besides.
_COLORS = ("#0017C1", "#C74700", "#197A4B", "#5C10BE", "#AA00AA", "#006F83", "#8B3200", "#414143")
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "triangle-down", "pentagon", "hexagon", "star")
MOST_TOGETHER = len(_COLORS)
_LONGEST_LINE = 24
"""Characters of a name on one line of the legend: a phone cuts what is longer."""


def why_apart(shown: Sequence[Series]) -> str:
    """Why these KPIs are not drawn on one axis, "" where they are."""
    units = list(dict.fromkeys(comparison_key(lane.unit) for lane in _leading(shown)))
    if len(units) > 1:
        told = "、".join(unit or "単位の記載なし" for unit in units)
        return f"単位が異なる（{told}）ため、一つの図に重ねず、KPIごとに並べます。"
    if len(shown) > MOST_TOGETHER:
        return f"{MOST_TOGETHER}件を超えると線を見分けられないため、一つの図に重ねず、KPIごとに並べます。"
    if len(_leading(shown)) < len(shown):
        return "時点のある数値を持たないKPIがあるため、一つの図に重ねず、KPIごとに並べます。"
    return ""


def together_figure(shown: Sequence[Series]) -> dict[str, Any]:
    """The figure as plotly reads it: of each KPI the values of its first component and, dashed, the target in force.

    shown: KPIs of which `why_apart` says nothing.
    """
    (panel,) = panels_of(_leading(shown))
    data = [trace for place, series in enumerate(shown) for trace in _traces(panel, place, series)]
    return {"data": data, "layout": layout_of([panel], data, GradeStrip("y2"))}


def _leading(shown: Sequence[Series]) -> list[Lane]:
    return [lane for series in shown if (lane := lead_lane(lanes_of(series)))]


def _traces(panel: Panel, place: int, series: Series) -> list[Trace]:
    lanes = lanes_of(series)
    (lane,) = _leading([series])
    style = {"color": _COLORS[place], "width": 2}
    return [*_target(panel, series, goal_bars(lane, lanes), style), _values(panel, series, lane, place, style)]


def _target(panel: Panel, series: Series, bars: Sequence[Bar], style: dict[str, Any]) -> list[Trace]:
    if not bars:
        return []
    corners = steps_of(bars)
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": escape(f"{series.name}の目標", quote=False),
            "showlegend": False,
            "x": [corner.day.isoformat() for corner in corners],
            "y": [panel.height(corner.bar.bound) if corner.bar else None for corner in corners],
            "yaxis": panel.axis,
            "connectgaps": False,
            "text": [
                escape(f"{series.name}の目標 {corner.bar.in_words}", quote=False) if corner.bar else ""
                for corner in corners
            ],
            "hovertemplate": "%{text}<extra></extra>",
            "line": {**style, "dash": "dash"},
        }
    ]


def _values(panel: Panel, series: Series, lane: Lane, place: int, style: dict[str, Any]) -> Trace:
    course = course_of(lane, series)
    name = f"{series.name}（{lane.component}）" if lane.component else series.name
    is_final = [dot is None or dot.is_baseline or dot.point.reading.kind == "final" for _, dot in course]
    symbol = _SYMBOLS[place]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": "<br>".join(
            escape(name[start : start + _LONGEST_LINE], quote=False) for start in range(0, len(name), _LONGEST_LINE)
        ),
        "x": [day.isoformat() for day, _ in course],
        "y": [panel.height(dot.level) if dot else None for _, dot in course],
        "yaxis": panel.axis,
        "connectgaps": False,
        "text": [f"{escape(name, quote=False)}<br>{dot_text(dot)}" if dot else "" for _, dot in course],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
        "line": style,
        "marker": {"symbol": [symbol if final else f"{symbol}-open" for final in is_final], "size": 10},
    }
