"""A small line of target against actual for a table cell, drawn by the server as inline SVG."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import escape

from kpis.charts.bars import Bar
from kpis.charts.goals import goal_bar
from kpis.charts.lanes import Dot, Lane, lanes_of
from kpis.series import Series
from kpis.wording import amount

_WIDTH, _HEIGHT, _MARGIN = 160, 40, 5


def sparkline_svg(series: Series) -> str:
    """An inline SVG of 160 × 40 with the target's line, the values and a title that says them.

    Of several components it shows the first. Presentation attributes only: a strict CSP refuses style attributes.
    Empty text where nothing has both a figure and a date.
    """
    lanes = lanes_of(series)
    lane = next((lane for lane in lanes if any(dot.day for dot in lane.measured)), None)
    if lane is None:
        return ""
    bar = goal_bar(lane, lanes)
    shapes = _target_line(lane, bar) + _values(lane, bar)
    return (
        f'<svg class="sparkline" role="img" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}">'
        f"<title>{escape(_title(lane, bar))}</title>{shapes}</svg>"
    )


def _title(lane: Lane, bar: Bar | None) -> str:
    first, last = lane.own_dots[0], [dot for dot in lane.measured if dot.day][-1]
    values = amount(last.level, last.unit)
    if first.is_baseline:
        values = f"基準値 {amount(first.level, first.unit)}→実績 {values}"
    else:
        values = f"実績 {f'{amount(first.level, first.unit)}→' if first is not last else ''}{values}"
    return f"{values}、目標 {bar.in_words}" if bar else f"{values}、数値の目標なし"


def _target_line(lane: Lane, bar: Bar | None) -> str:
    if bar is None:
        return ""
    y = _y(bar.bound, lane, bar)
    return f'<path d="M{_MARGIN} {y}H{_WIDTH - _MARGIN}" stroke="#C74700" stroke-dasharray="4 3"/>'


def _values(lane: Lane, bar: Bar | None) -> str:
    places = [(_x(dot, lane, bar), _y(dot.level, lane, bar), dot) for dot in lane.own_dots]
    line = " ".join(f"{x} {y}" for x, y, _ in places)
    joined = f'<polyline points="{line}" fill="none" stroke="#0017C1"/>' if len(places) > 1 else ""
    marks = "".join(_mark(x, y, dot) for x, y, dot in places)
    return f'{joined}<g fill="#0017C1" stroke="#0017C1">{marks}</g>'


def _mark(x: int, y: int, dot: Dot) -> str:
    """A square for the 基準値, a circle for what was measured, hollow unless it is final."""
    if dot.is_baseline:
        return f'<rect x="{x - 3}" y="{y - 3}" width="6" height="6"/>'
    hollow = "" if dot.point.reading.kind == "final" else ' fill="#FFF"'
    return f'<circle cx="{x}" cy="{y}" r="3"{hollow}/>'


def _x(dot: Dot, lane: Lane, bar: Bar | None) -> int:
    """Days from the first value to the deadline, or to the last value where that is later."""
    days = [known.day for known in lane.own_dots if known.day]
    deadline = bar.line.deadline if bar else None
    first, last = min(days), max([*days, *([deadline] if deadline else [])])
    span = max((last - first).days, 1)
    return _MARGIN + round((_WIDTH - 2 * _MARGIN) * ((dot.day or date.min) - first).days / span)


def _y(level: Decimal, lane: Lane, bar: Bar | None) -> int:
    levels = [dot.level for dot in lane.own_dots] + ([bar.bound] if bar else [])
    low, high = min(levels), max(levels)
    share = (level - low) / (high - low) if high > low else Decimal("0.5")
    return _HEIGHT - _MARGIN - round((_HEIGHT - 2 * _MARGIN) * share)
