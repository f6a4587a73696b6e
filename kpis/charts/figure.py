"""The figure of a KPI: one panel for each unit, above one another on a common axis of fiscal years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from kpi_tracker.lib.fiscal_year import fiscal_year_of
from kpis.charts.lanes import Lane, lanes_of
from kpis.charts.traces import Panel, Trace, panel_traces
from kpis.levels import comparison_key
from kpis.series import Series

_GRID, _TEXT = "#E6E6E6", "#1A1A1C"
_GAP_BETWEEN_PANELS = 0.12
_MOST_TICKS = 8


def kpi_figure(series: Series) -> dict[str, Any]:
    """The figure as plotly reads it: {"data": [trace, …], "layout": {…}}, numbers as floats and days as ISO text.

    A round without a value is a gap in the line, never a zero. The layout's template is empty: plotly's own would add
    seven kilobytes to each figure.
    """
    lanes = lanes_of(series)
    panels = _panels(lanes)
    data = [trace for panel in panels for trace in panel_traces(panel, lanes, series)]
    return {"data": data, "layout": _layout(panels, _days(data))}


def _panels(lanes: tuple[Lane, ...]) -> tuple[Panel, ...]:
    units: dict[str, list[Lane]] = {}
    for lane in lanes:
        units.setdefault(comparison_key(lane.unit), []).append(lane)
    panels = []
    for number, same in enumerate(units.values(), start=1):
        levels = [dot.level for lane in same for dot in lane.dots] + [bar.bound for lane in same for bar in lane.bars]
        factor, word = _scale(max(map(abs, levels)))
        unit = "％" if same[0].unit == "%" else same[0].unit
        panels.append(Panel(number, tuple(same), factor, f"{word}{escape(unit)}"))
    return tuple(panels)


def _scale(largest: Decimal) -> tuple[Decimal, str]:
    """What the axis counts in: 億 and 万 from the sizes on at which bare digits are hard to read."""
    if largest >= Decimal(10) ** 9:
        return Decimal(10) ** 8, "億"
    return (Decimal(10) ** 4, "万") if largest >= Decimal(10) ** 6 else (Decimal(1), "")


def _days(data: list[Trace]) -> list[date]:
    return [date.fromisoformat(day) for trace in data for day in trace["x"]]


def _layout(panels: tuple[Panel, ...], days: list[date]) -> dict[str, Any]:
    layout: dict[str, Any] = {
        "template": {},
        "font": {"color": _TEXT},
        "paper_bgcolor": "#FFFFFF",
        "plot_bgcolor": "#FFFFFF",
        "hovermode": "closest",
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "y": -0.15, "yanchor": "top"},
        "margin": {"l": 72, "r": 16, "t": 32, "b": 48},
        "xaxis": {**_fiscal_year_ticks(days), "anchor": panels[-1].axis if panels else "y"},
    }
    share = 1 / max(len(panels), 1)
    for panel in panels:
        top = 1 - share * (panel.number - 1)
        bottom = top - share + (_GAP_BETWEEN_PANELS if panel.number < len(panels) else 0)
        layout["yaxis" if panel.number == 1 else f"yaxis{panel.number}"] = {
            "title": {"text": panel.title},
            "domain": [max(bottom, 0), top],
            "gridcolor": _GRID,
            "zerolinecolor": _GRID,
            "automargin": True,
            "tickformat": ",",
        }
    return layout


def _fiscal_year_ticks(days: list[date]) -> dict[str, Any]:
    """The horizontal axis, a tick where a fiscal year begins; of many years only every second, third … is named."""
    axis: dict[str, Any] = {"type": "date", "gridcolor": _GRID, "zerolinecolor": _GRID, "automargin": True}
    if not days:
        return axis
    first, last = fiscal_year_of(min(days)), fiscal_year_of(max(days))
    years = range(first, last + 2, (last + 1 - first) // _MOST_TICKS + 1)
    begins = [date(year, 4, 1).isoformat() for year in years]
    return {**axis, "tickmode": "array", "tickvals": begins, "ticktext": [f"{year}年度" for year in years]}
