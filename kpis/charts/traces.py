"""The traces of a panel: what was promised, then the values by kind, the 基準値 and where documents disagree."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from kpi_tracker.lib.readings import MeasurementKind
from kpis.charts.lanes import Dot, Lane, course_of, disagreements
from kpis.charts.panels import DASHES, Panel, Trace, named
from kpis.charts.target_traces import path_traces, target_traces
from kpis.series import Series, as_of_of
from kpis.wording import KIND_NAMES, amount, as_of_text, kind_in_sentence

BASELINE_NAME = "基準値"
# デジタル庁デザインシステム: one hue in steps for what was measured, red for what a person has to settle.
_VALUES = ("#0017C1", "#3460FB", "#7096F8")
_DISAGREEING = "#CE0000"
_SYMBOLS: dict[MeasurementKind, str] = {
    "final": "circle",
    "preliminary": "circle-open",
    "forecast": "diamond-open",
    "reference": "x-thin-open",
}


def panel_traces(panel: Panel, lanes: tuple[Lane, ...], series: Series) -> list[Trace]:
    """The traces of all lanes of the panel; lanes: of the whole figure, among them the target a lane has no own of."""
    traces = target_traces(panel)
    for place, lane in enumerate(panel.lanes):
        color = _VALUES[place % len(_VALUES)]
        traces += path_traces(panel, lane, lanes, series)
        traces += _line_trace(
            panel, lane, series, {"color": color, "dash": DASHES[place // len(_VALUES) % len(DASHES)]}
        )
        traces += _dot_traces(panel, lane, color) + _disagreement_trace(panel, lane)
    return traces


def _line_trace(panel: Panel, lane: Lane, series: Series, style: dict[str, str]) -> list[Trace]:
    """The thin line that joins the values, with its breaks; none of a single day."""
    course = course_of(lane, series)
    if sum(dot is not None for _, dot in course) < 2:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": named(lane, "実績の推移"),
            "x": [day.isoformat() for day, _ in course],
            "y": [panel.height(dot.level) if dot else None for _, dot in course],
            "yaxis": panel.axis,
            "connectgaps": False,
            "hoverinfo": "skip",
            "showlegend": False,
            "line": {"width": 1.5, **style},
        }
    ]


def _dot_traces(panel: Panel, lane: Lane, color: str) -> list[Trace]:
    baselines = [dot for dot in lane.dots if dot.is_baseline]
    parts = [(BASELINE_NAME, "square", baselines)]
    for kind, name in KIND_NAMES.items():
        same = [dot for dot in lane.dots if not dot.is_baseline and dot.point.reading.kind == kind]
        parts.append((name, _SYMBOLS[kind], same))
    return [
        {
            **_markers(panel, lane, name, dots),
            "marker": {"symbol": symbol, "size": 11, "color": color, "line": {"width": 2, "color": color}},
        }
        for name, symbol, dots in parts
        if any(dot.day for dot in dots)
    ]


def _disagreement_trace(panel: Panel, lane: Lane) -> list[Trace]:
    """A ring about the values that two documents print differently for one date."""
    dots = [dot for same in disagreements(lane) for dot in same]
    if not dots:
        return []
    ring = {"symbol": "circle-open", "size": 20, "color": _DISAGREEING, "line": {"width": 2, "color": _DISAGREEING}}
    return [{**_markers(panel, lane, "文書によって値が違う", dots), "marker": ring}]


def _markers(panel: Panel, lane: Lane, name: str, dots: Sequence[Dot]) -> Trace:
    days = [(dot.day, dot) for dot in dots if dot.day]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": named(lane, name),
        "x": [day.isoformat() for day, _ in days],
        "y": [panel.height(dot.level) for _, dot in days],
        "yaxis": panel.axis,
        "text": [dot_text(dot) for _, dot in days],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def dot_text(dot: Dot) -> str:
    """What hovering over a value tells: when, of which kind, how much, and the document that prints it."""
    reading = dot.point.reading
    kind = BASELINE_NAME if dot.is_baseline else kind_in_sentence(reading.kind)
    text = f"{as_of_text(as_of_of(reading))}の{kind} {amount(reading.value, reading.unit)}"
    if dot.is_converted:
        text += f"（水準に直すと{amount(dot.level, dot.unit)}）"
    place = f" {dot.point.place}" if dot.point.place else ""
    return "<br>".join(escape(line, quote=False) for line in (text, f"出典：{dot.point.document}{place}"))
