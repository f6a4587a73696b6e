"""The line of a target: level up to its deadline, in steps where an edition sets a target for each year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kpi_tracker.lib.fiscal_year import fiscal_year_of, fiscal_year_window
from kpis.charts.bars import Bar


@dataclass(frozen=True)
class Corner:
    """A point of a target's line. bar: None where the line breaks off; is_end: the day by which it is to be reached."""

    day: date
    bar: Bar | None
    is_end: bool = False


def steps_of(bars: Sequence[Bar]) -> list[Corner]:
    """Level lines up to the deadlines; where the edition sets yearly targets a step along each target's fiscal year."""
    is_yearly = any(not bar.line.reading.final for bar in bars)
    corners: list[Corner] = []
    for bar in bars:
        ends = _ends(bar)
        begins = fiscal_year_window(fiscal_year_of(ends))[0]
        if not is_yearly and not corners and bar.line.edition_date < ends:
            begins = bar.line.edition_date
        elif not is_yearly and corners:
            begins = corners[-1].day
        if corners and (begins - corners[-1].day).days > 1:
            corners.append(Corner(corners[-1].day, None))
        corners += [Corner(begins, bar), Corner(ends, bar, is_end=True)]
    return corners


def _ends(bar: Bar) -> date:
    """The deadline; where none is printed, the end of the fiscal year the edition was published in."""
    return bar.line.deadline or fiscal_year_window(fiscal_year_of(bar.line.edition_date))[1]
