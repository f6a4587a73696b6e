"""The plane of a small drawing: days from left to right, levels from bottom to top."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kpis.charts.lanes import Dot, Lane
from kpis.levels import RANK, comparison_key


@dataclass(frozen=True)
class Size:
    """Of the drawing, in pixels. foot: what is left free beneath it."""

    width: int
    height: int
    margin: int = 5
    foot: int = 0


@dataclass(frozen=True)
class Plane:
    """first, last: days at the left and right margin; low, high: the levels at the lower and the upper one."""

    size: Size
    first: date
    last: date
    low: Decimal
    high: Decimal

    def x(self, day: date) -> int:
        """How far from the left."""
        span = max((self.last - self.first).days, 1)
        return self.size.margin + round((self.size.width - 2 * self.size.margin) * (day - self.first).days / span)

    def y(self, level: Decimal) -> int:
        """How far from the top."""
        drawn = self.size.height - self.size.foot - 2 * self.size.margin
        share = (level - self.low) / (self.high - self.low) if self.high != self.low else Decimal("0.5")
        return self.size.margin + drawn - round(drawn * share)


def plane_of(lane: Lane, size: Size, days: Iterable[date], levels: Iterable[Decimal]) -> Plane:
    """The plane in which all of these days and levels lie; of ranks the first is on top."""
    known, reached = list(days), list(levels)
    low, high = min(reached), max(reached)
    if comparison_key(lane.unit) == RANK:
        low, high = high, low
    return Plane(size, min(known), max(known), low, high)


def lead_lane(lanes: Iterable[Lane]) -> Lane | None:
    """The lane that a small drawing shows: the first with a dated value; None where nothing has one."""
    return next((lane for lane in lanes if any(dot.day for dot in lane.measured)), None)


def mark(plane: Plane, dot: Dot) -> str:
    """A square for the 基準値, a circle for what was measured, hollow unless it is final."""
    x, y = plane.x(dot.day or date.min), plane.y(dot.level)
    if dot.is_baseline:
        return f'<rect x="{x - 3}" y="{y - 3}" width="6" height="6"/>'
    hollow = "" if dot.point.reading.kind == "final" else ' fill="#FFF"'
    return f'<circle cx="{x}" cy="{y}" r="3"{hollow}/>'
