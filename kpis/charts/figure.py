"""The figure of a KPI: a panel for each unit and a strip of the printed grades, on a common axis of fiscal years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from kpis.charts.grade_strip import GradeStrip, grade_strip
from kpis.charts.lanes import Lane, lanes_of
from kpis.charts.panels import Panel, Trace
from kpis.charts.traces import panel_traces
from kpis.charts.years import fiscal_year_axis
from kpis.levels import RANK, comparison_key
from kpis.series import Series
from kpis.wording import counts_in_thousands

_TEXT = "#1A1A1C"
_LINES = {"gridcolor": "#E6E6E6", "zerolinecolor": "#E6E6E6", "automargin": True}
_MARGIN = 0.08
_GAP_BETWEEN_PANELS = 0.12


def kpi_figure(series: Series) -> dict[str, Any]:
    """The figure as plotly reads it: {"data": [trace, …], "layout": {…}}, numbers as floats and days as ISO text.

    A round without a value is a gap in the line, never a zero. The layout's template is empty: plotly's own would add
    seven kilobytes to each figure.
    """
    lanes = lanes_of(series)
    panels = panels_of(lanes)
    strip = grade_strip(series, len(panels) + 1)
    data = [trace for panel in panels for trace in panel_traces(panel, lanes, series)] + strip.traces
    return {"data": data, "layout": layout_of(panels, data, strip)}


def panels_of(lanes: Sequence[Lane]) -> tuple[Panel, ...]:
    """A panel for each unit, in the order of the lanes."""
    units: dict[str, list[Lane]] = {}
    for lane in lanes:
        units.setdefault(comparison_key(lane.unit), []).append(lane)
    panels = []
    for number, same in enumerate(units.values(), start=1):
        levels = [dot.level for lane in same for dot in lane.dots] + [bar.bound for lane in same for bar in lane.bars]
        factor, word = _scale(max(map(abs, levels)), same[0].unit)
        unit = "％" if same[0].unit == "%" else same[0].unit
        note = "（上ほどよい）" if comparison_key(unit) == RANK else ""
        panels.append(Panel(number, tuple(same), factor, f"{word}{escape(unit)}{note}"))
    return tuple(panels)


def _scale(largest: Decimal, unit: str) -> tuple[Decimal, str]:
    """What the axis counts in: 億 and 万 from the sizes on at which bare digits are hard to read."""
    if counts_in_thousands(unit):
        return Decimal(1), ""
    if largest >= Decimal(10) ** 9:
        return Decimal(10) ** 8, "億"
    return (Decimal(10) ** 4, "万") if largest >= Decimal(10) ** 6 else (Decimal(1), "")


def _days(data: list[Trace]) -> list[date]:
    return [date.fromisoformat(day) for trace in data for day in trace["x"]]


def layout_of(panels: Sequence[Panel], data: list[Trace], strip: GradeStrip) -> dict[str, Any]:
    """The layout of panels above one another, the strip at their foot."""
    axes = [*(panel.axis for panel in panels), *([strip.axis] if strip.traces else [])]
    layout: dict[str, Any] = {
        "template": {},
        "font": {"color": _TEXT},
        "paper_bgcolor": "#FFFFFF",
        "plot_bgcolor": "#FFFFFF",
        "hovermode": "closest",
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "y": -0.15, "yanchor": "top", "itemsizing": "constant"},
        "margin": {"l": 72, "r": 16, "t": 32, "b": 48},
        "xaxis": {**fiscal_year_axis(_days(data)), "anchor": axes[-1] if axes else "y"},
    }
    for panel in panels:
        heights = [y for trace in data if trace["yaxis"] == panel.axis for y in trace["y"] if y is not None]
        layout[_named_axis(panel.axis)] = {
            **_LINES,
            "title": {"text": panel.title},
            "domain": _share_of_height(panel.number, len(panels), strip.height),
            "range": _with_margin(heights)[:: -1 if _is_of_ranks(panel) else 1],
            "tickformat": ",",
        }
    return layout | ({_named_axis(strip.axis): strip.layout} if strip.traces else {})


def _named_axis(axis: str) -> str:
    """How the layout names what traces refer to as 「y2」."""
    return axis.replace("y", "yaxis")


def _is_of_ranks(panel: Panel) -> bool:
    """The first rank is drawn on top."""
    return comparison_key(panel.lanes[0].unit) == RANK


def _share_of_height(number: int, panels: int, foot: float) -> list[float]:
    """From bottom to top, the first panel on top; foot: what lies beneath all of them."""
    share = (1 - foot) / panels
    bottom = 1 - share * number + (_GAP_BETWEEN_PANELS if number < panels else 0)
    return [max(bottom, foot), 1 - share * (number - 1)]


def _with_margin(heights: list[float]) -> list[float]:
    """Room above and below, so that no line lies on the frame; any axis will do where nothing has a date."""
    if not heights:
        return [0.0, 1.0]
    low, high = min(heights), max(heights)
    margin = (high - low) * _MARGIN or abs(high) * _MARGIN or 1
    return [low - margin, high + margin]
