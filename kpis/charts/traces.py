"""The traces of a panel: the targets, the way required to the latest of them, and the values by kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from kpi_tracker.lib.fiscal_year import fiscal_year_of, fiscal_year_window
from kpi_tracker.lib.readings import MeasurementKind
from kpis.charts.lanes import Bar, Dot, Lane, goal_bar, path_start
from kpis.series import Series, as_of_of
from kpis.wording import KIND_NAMES, amount, as_of_text, day_text, kind_in_sentence

Trace = dict[str, Any]

# デジタル庁デザインシステム: one hue in steps for what was measured, one colour that contrasts for what was promised.
_VALUES = ("#0017C1", "#3460FB", "#7096F8")
_PROMISED = "#C74700"
_SYMBOLS: dict[MeasurementKind, str] = {
    "final": "circle",
    "preliminary": "circle-open",
    "forecast": "diamond-open",
    "reference": "x-thin-open",
}


@dataclass(frozen=True)
class Panel:
    """The lanes of one unit, drawn on one vertical axis. factor: what a level is divided by; title: of the axis."""

    number: int
    lanes: tuple[Lane, ...]
    factor: Decimal
    title: str

    @property
    def axis(self) -> str:
        """「y」, 「y2」: the axis a trace refers to."""
        return "y" if self.number == 1 else f"y{self.number}"

    def height(self, level: Decimal) -> float:
        """Where a level stands on the axis."""
        return float(level / self.factor)


def panel_traces(panel: Panel, lanes: tuple[Lane, ...], series: Series) -> list[Trace]:
    """The traces of all lanes of the panel; lanes: of the whole figure, among them the target a lane has no own of."""
    traces: list[Trace] = []
    for place, lane in enumerate(panel.lanes):
        color = _VALUES[place % len(_VALUES)]
        traces += _target_traces(panel, lane)
        bar_ahead = goal_bar(lane, lanes)
        path = _path_trace(panel, lane, bar_ahead, series) if bar_ahead else None
        traces += [path] if path else []
        traces += _line_trace(panel, lane, series, color) + _kind_traces(panel, lane, color)
    return traces


def _named(lane: Lane, name: str) -> str:
    return escape(f"{lane.component}：{name}" if lane.component else name, quote=False)


def _line_trace(panel: Panel, lane: Lane, series: Series, color: str) -> list[Trace]:
    """The thin line that joins the values; of one day only the soundest, and a break where an edition has none."""
    soundest: dict[date, Dot] = {}
    order: list[MeasurementKind] = ["forecast", "preliminary", "final"]
    for dot in sorted(lane.own_dots, key=lambda d: order.index(d.point.reading.kind)):
        if dot.day:
            soundest[dot.day] = dot
    heights: dict[date, float | None] = dict.fromkeys(_silent_editions(lane, series))
    heights |= {day: panel.height(dot.level) for day, dot in soundest.items()}
    if len(soundest) < 2:
        return []
    days = sorted(heights)
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": _named(lane, "実績の推移"),
            "x": [day.isoformat() for day in days],
            "y": [heights[day] for day in days],
            "yaxis": panel.axis,
            "connectgaps": False,
            "hoverinfo": "skip",
            "showlegend": False,
            "line": {"color": color, "width": 1.5},
        }
    ]


def _silent_editions(lane: Lane, series: Series) -> Iterable[date]:
    """The days of the editions that list the KPI without a value for this lane."""
    speaking = {dot.point.document for dot in lane.dots if dot.is_own}
    return [listing.edition_date for listing in series.listings if listing.edition not in speaking]


def _kind_traces(panel: Panel, lane: Lane, color: str) -> list[Trace]:
    traces = []
    for kind, name in KIND_NAMES.items():
        dots = [dot for dot in lane.dots if dot.point.reading.kind == kind and dot.day]
        if dots:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "name": _named(lane, name),
                    "x": [dot.day.isoformat() for dot in dots if dot.day],
                    "y": [panel.height(dot.level) for dot in dots],
                    "yaxis": panel.axis,
                    "text": [_dot_text(dot) for dot in dots],
                    "hovertemplate": "%{text}<extra></extra>",
                    "cliponaxis": False,
                    "marker": {
                        "symbol": _SYMBOLS[kind],
                        "size": 11,
                        "color": color,
                        "line": {"width": 2, "color": color},
                    },
                }
            )
    return traces


def _dot_text(dot: Dot) -> str:
    reading = dot.point.reading
    text = f"{as_of_text(as_of_of(reading))}の{kind_in_sentence(reading.kind)} {amount(reading.value, reading.unit)}"
    if dot.is_converted:
        text += f"（水準に直すと{amount(dot.level, dot.unit)}）"
    place = f" {dot.point.place}" if dot.point.place else ""
    return "<br>".join(escape(line, quote=False) for line in (text, f"出典：{dot.point.document}{place}"))


def _target_traces(panel: Panel, lane: Lane) -> list[Trace]:
    """One line for each edition: level up to the deadline, or through its yearly targets where it sets several."""
    editions = dict.fromkeys(bar.line.edition for bar in lane.bars)
    return [
        _target_trace(panel, lane, [bar for bar in lane.bars if bar.line.edition == edition]) for edition in editions
    ]


def _target_trace(panel: Panel, lane: Lane, bars: list[Bar]) -> Trace:
    corners = _level_line(bars[0]) if len(bars) == 1 else [(_ends(bar), bar) for bar in bars]
    was_lowered = any(bar.was_lowered for bar in bars)
    edition = f"{bars[0].line.edition}{'・後に引下げ' if was_lowered else ''}"
    return {
        "type": "scatter",
        "mode": "lines" if len(bars) == 1 else "lines+markers",
        "name": _named(lane, f"目標（{edition}）"),
        "x": [day.isoformat() for day, _ in corners],
        "y": [panel.height(bar.bound) for _, bar in corners],
        "yaxis": panel.axis,
        "text": [_target_text(bar) for _, bar in corners],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
        "line": {"color": _PROMISED, "width": 2, "dash": "dash" if was_lowered else "solid"},
    }


def _level_line(bar: Bar) -> list[tuple[date, Bar]]:
    """From the day of the edition to the deadline; of a deadline before the edition, along the year it falls in."""
    ends = _ends(bar)
    year_begins = fiscal_year_window(fiscal_year_of(ends))[0]
    begins = year_begins if ends <= bar.line.edition_date else bar.line.edition_date
    return [(begins, bar), (ends, bar)]


def _ends(bar: Bar) -> date:
    """The deadline; where none is printed, the end of the fiscal year the edition was published in."""
    return bar.line.deadline or fiscal_year_window(fiscal_year_of(bar.line.edition_date))[1]


def _target_text(bar: Bar) -> str:
    until = f"{day_text(bar.line.deadline)}まで" if bar.line.deadline else "期限の記載なし"
    return escape(f"{bar.line.edition}の目標 {bar.goal.in_words(bar.unit)}、{until}", quote=False)


def _path_trace(panel: Panel, lane: Lane, bar: Bar, series: Series) -> Trace | None:
    """The way required to reach the latest target in time; None without a start or a deadline after it."""
    start, deadline = path_start(lane, bar, series), bar.line.deadline
    if start is None or deadline is None or deadline <= start.day:
        return None
    bound = bar.goal.bound_from(start.level)
    name = "必要な経路（最も古い値から）" if start.is_stand_in else "必要な経路（初期値から）"
    ends = (
        f"{day_text(start.day)} {amount(start.level, lane.unit)}",
        f"{day_text(deadline)} {amount(bound, lane.unit)}",
    )
    return {
        "type": "scatter",
        "mode": "lines",
        "name": _named(lane, name),
        "x": [start.day.isoformat(), deadline.isoformat()],
        "y": [panel.height(start.level), panel.height(bound)],
        "yaxis": panel.axis,
        "text": [escape(end, quote=False) for end in ends],
        "hovertemplate": "%{text}<extra></extra>",
        "line": {"color": _PROMISED, "width": 1.5, "dash": "dot"},
    }
