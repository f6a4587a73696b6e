"""The latest value and the target of a KPI in a few words, for a list of many."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_tracker.lib.fiscal_year import fiscal_year_of
from kpi_tracker.lib.records import replace
from kpis.charts.goals import goal_bar
from kpis.charts.lanes import Dot, Lane
from kpis.charts.plane import lead_lane
from kpis.series import as_of_of
from kpis.wording import KIND_NAMES, amount, as_of_text


@dataclass(frozen=True)
class Gist:
    """component: of which one tells, "" of the whole; value, target: "" where none is known as a figure; due: the
    fiscal year by whose end the target is to be reached."""

    component: str = ""
    value: str = ""
    as_of: str = ""
    kind: str = ""
    target: str = ""
    due: int | None = None


def gist_of(lanes: tuple[Lane, ...]) -> Gist:
    """What the lanes of a KPI say: of the component that the small chart shows; without a dated value of the first
    with any value or target."""
    lane = lead_lane(lanes) or next((lane for lane in lanes if lane.measured or lane.bars), None)
    if lane is None:
        return Gist()
    bar = goal_bar(lane, lanes)
    gist = Gist(
        component=lane.component or "",
        target=bar.in_words if bar else "",
        due=fiscal_year_of(bar.line.deadline) if bar and bar.line.deadline else None,
    )
    return _with_value(gist, lane.measured[-1]) if lane.measured else gist


def _with_value(gist: Gist, dot: Dot) -> Gist:
    reading = dot.point.reading
    return replace(
        gist,
        value=amount(dot.level, dot.unit),
        as_of=as_of_text(as_of_of(reading)),
        kind=KIND_NAMES[reading.kind],
    )
