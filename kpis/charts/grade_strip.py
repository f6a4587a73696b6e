"""The printed grades as a strip of letters beneath the panels: a row for each scale, as letters of two scales never
share an axis."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any

from kpis.charts.panels import Trace
from kpis.charts.years import midst_of
from kpis.series import Listing, PrintedGrade, Series

_ROW, _GAP = 0.11, 0.05
_LONGEST_LINE = 6
"""Characters of a scale's name on one line: the names stand left of the axis."""
_SYMBOLS = {"circle": "circle", "triangle": "triangle-up", "dashed": "circle-open-dot", "square": "square-open"}
_CROSS = "x"
_INKS = {"good": "#115A36", "behind": "#8B3200", "neutral": "#0017C1"}
_INK = "#626264"
"""Shapes and colours of the badges; the letter beside the mark says the same."""


Graded = tuple[Listing, PrintedGrade]


@dataclass(frozen=True)
class GradeStrip:
    """traces: empty where no grade is printed; axis: 「y3」; height: share of the figure; layout: of the axis."""

    axis: str
    traces: list[Trace] = field(default_factory=list)
    height: float = 0.0
    layout: dict[str, Any] = field(default_factory=dict)


def grade_strip(series: Series, number: int) -> GradeStrip:
    """The strip as the axis of this number."""
    axis = "y" if number == 1 else f"y{number}"
    scales = grades_by_scale(series)
    if not scales:
        return GradeStrip(axis)
    share = _ROW * len(scales)
    names = list(scales) if len(scales) > 1 else ["区分"]
    layout = {
        "domain": [0, share],
        "range": [len(scales) - 0.5, -0.5],
        "tickvals": list(range(len(scales))),
        "ticktext": [_broken(name) for name in names],
        "tickfont": {"size": 12},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
    }
    traces = [_trace(scale, years, row, axis) for row, (scale, years) in enumerate(scales.items())]
    return GradeStrip(axis, traces, share + _GAP, layout)


def grades_by_scale(series: Series) -> dict[str, dict[int, list[Graded]]]:
    """The graded listings by scale and fiscal year, oldest first; of rows that print one letter twice the first."""
    found: dict[str, dict[int, list[Graded]]] = {}
    for listing in sorted(series.listings, key=lambda listing: listing.edition_date):
        if listing.grade is None:
            continue
        same = found.setdefault(listing.scale or "", {}).setdefault(listing.grade.fiscal_year, [])
        if listing.grade.code not in [grade.code for _, grade in same]:
            same.append((listing, listing.grade))
    return found


def _trace(scale: str, years: dict[int, list[Graded]], row: int, axis: str) -> Trace:
    grades = [[grade for _, grade in same] for same in years.values()]
    first = [same[0] for same in grades]
    colors = [_INKS.get(grade.role, _INK) for grade in first]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": escape(f"区分（{scale}）", quote=False),
        "showlegend": False,
        "x": [midst_of(year).isoformat() for year in years],
        "y": [row] * len(years),
        "yaxis": axis,
        "text": [escape("・".join(grade.code for grade in same), quote=False) for same in grades],
        "textposition": "middle right",
        "textfont": {"color": colors, "size": 15},
        "hovertext": [_hover(scale, same) for same in years.values()],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "marker": {"symbol": [_SYMBOLS.get(grade.shape, _CROSS) for grade in first], "size": 12, "color": colors},
    }


def _hover(scale: str, same: list[Graded]) -> str:
    lines = [f"{listing.edition}：{grade.code} {grade.label} {grade.place or ''}".rstrip() for listing, grade in same]
    return "<br>".join(escape(line, quote=False) for line in [*lines, f"体系：{scale}"])


def _broken(name: str) -> str:
    lines = [name[start : start + _LONGEST_LINE] for start in range(0, len(name), _LONGEST_LINE)]
    return "<br>".join(escape(line, quote=False) for line in lines)
