"""The axis of fiscal years that every panel of a figure shares."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kpi_tracker.lib.fiscal_year import era_label, fiscal_year_of, fiscal_year_window

_GRID = "#E6E6E6"
_MOST_NAMED = 8


def midst_of(fiscal_year: int) -> date:
    """The day beneath which the name of a fiscal year stands.

    >>> midst_of(2017)
    datetime.date(2017, 10, 1)
    """
    return date(fiscal_year, 10, 1)


def fiscal_year_axis(days: Sequence[date]) -> dict[str, Any]:
    """A line where each fiscal year begins, its name 西暦 and 和暦 in the midst; of many years only some are named."""
    axis: dict[str, Any] = {"type": "date", "automargin": True, "zerolinecolor": _GRID, "showgrid": False}
    if not days:
        return axis
    first, last = fiscal_year_of(min(days)), fiscal_year_of(max(days))
    begins, ends = fiscal_year_window(first)[0], fiscal_year_window(last)[1]
    named = range(first, last + 1, (last - first) // _MOST_NAMED + 1)
    return {
        **axis,
        "range": [begins.isoformat(), ends.isoformat()],
        "tickmode": "array",
        "tickvals": [midst_of(year).isoformat() for year in named],
        "ticktext": [f"{year}年度<br>{era_label(year)}" for year in named],
        "minor": {"tick0": begins.isoformat(), "dtick": "M12", "showgrid": True, "gridcolor": _GRID},
    }
