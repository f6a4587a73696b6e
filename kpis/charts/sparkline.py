"""A small line of target against actual for a table cell, drawn by the server as inline SVG."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from kpis.charts.bars import Bar
from kpis.charts.goals import goal_bar
from kpis.charts.lanes import Dot, Lane, lanes_of
from kpis.charts.plane import Plane, Size, lead_lane, plane_of
from kpis.series import Series
from kpis.wording import amount

_SIZE = Size(160, 40)


def sparkline_svg(series: Series) -> str:
    """An inline SVG of 160 × 40 with the target's line, the values and a title that says them.

    Of several components it shows the first. Colours and widths stand in charts.css: sixty of them weigh little.
    Empty text where nothing has both a figure and a date.
    """
    lanes = lanes_of(series)
    lane = lead_lane(lanes)
    if lane is None:
        return ""
    bar = goal_bar(lane, lanes)
    days = [dot.day for dot in lane.own_dots if dot.day] + ([bar.line.deadline] if bar and bar.line.deadline else [])
    plane = plane_of(lane, _SIZE, days, [dot.level for dot in lane.own_dots] + ([bar.bound] if bar else []))
    shapes = _target_line(plane, bar) + _values(plane, lane)
    return (
        f'<svg class="sparkline" role="img" viewBox="0 0 {_SIZE.width} {_SIZE.height}">'
        f"<title>{escape(course_in_words(lane, bar))}</title>{shapes}</svg>"
    )


def course_in_words(lane: Lane, bar: Bar | None) -> str:
    """「実績 278団体→301団体、目標 416団体」: from the first value to the last."""
    first, last = lane.own_dots[0], [dot for dot in lane.measured if dot.day][-1]
    values = amount(last.level, last.unit)
    if first.is_baseline:
        values = f"基準値 {amount(first.level, first.unit)}→実績 {values}"
    else:
        values = f"実績 {f'{amount(first.level, first.unit)}→' if first is not last else ''}{values}"
    return f"{values}、目標 {bar.in_words}" if bar else f"{values}、数値の目標なし"


def _target_line(plane: Plane, bar: Bar | None) -> str:
    if bar is None:
        return ""
    size = plane.size
    return f'<path class="promised" d="M{size.margin} {plane.y(bar.bound)}H{size.width - size.margin}"/>'


def _values(plane: Plane, lane: Lane) -> str:
    """The line through the values, and their marks: a square for the 基準値, a circle for what was measured, hollow
    unless it is final."""
    dots = lane.own_dots
    joined = f'<path d="M{" ".join(_place(plane, dot) for dot in dots)}"/>' if len(dots) > 1 else ""
    measured = [dot for dot in dots if not dot.is_baseline]
    return joined + "".join(
        (
            _marks("start", plane, (dot for dot in dots if dot.is_baseline)),
            _marks("mark", plane, measured),
            _marks("hole", plane, (dot for dot in measured if dot.point.reading.kind != "final")),
        )
    )


def _marks(name: str, plane: Plane, dots: Iterable[Dot]) -> str:
    """All marks of one kind as one path: strokes without length, of which only the ends are drawn."""
    places = "".join(f"M{_place(plane, dot)}h0" for dot in dots)
    return f'<path class="{name}" d="{places}"/>' if places else ""


def _place(plane: Plane, dot: Dot) -> str:
    return f"{plane.x(dot.day or date.min)} {plane.y(dot.level)}"
