"""A panel of the figure: the lanes of one unit on one vertical axis."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

from kpis.charts.lanes import Lane

Trace = dict[str, Any]

DASHES = ("solid", "longdash", "dashdot", "longdashdot")
"""What parts the lines of several lanes beside their colour. 「dash」 and 「dot」 have meanings of their own."""


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


def named(lane: Lane, name: str) -> str:
    """The name of a trace, with the lane's component before it."""
    return escape(f"{lane.component}：{name}" if lane.component else name, quote=False)
