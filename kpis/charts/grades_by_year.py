"""How many KPIs bore each grade in each year, as a stacked bar, a sentence and a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from kpi_tracker.lib.fiscal_year import era_label

_TEXT = "#1A1A1C"
_GRID = "#E6E6E6"
_FILLS = {
    "good": ("#197A4B", "#FFFFFF", ""),
    "behind": ("#C74700", "#FFFFFF", "/"),
    "unknown": ("#FFFFFF", _TEXT, "."),
    "neutral": ("#C5D7FB", _TEXT, "x"),
    "": (_GRID, _TEXT, ""),
}
"""Fill, ink and hatching by the role of a grade: none is told from another by colour alone."""


@dataclass(frozen=True)
class Share:
    """How many KPIs bear a grade. code: "" for those without one; role: of the colour, as the badge has it."""

    code: str
    label: str
    role: str
    count: int

    @property
    def name(self) -> str:
        """「A 目安以上」."""
        return f"{self.code} {self.label}".strip() if self.code != self.label else self.label


@dataclass(frozen=True)
class YearOfGrades:
    """A year with its shares, each year having the same grades in the same order."""

    fiscal_year: int
    shares: tuple[Share, ...]

    @property
    def total(self) -> int:
        """All KPIs of the year."""
        return sum(share.count for share in self.shares)


def grades_figure(years: Sequence[YearOfGrades]) -> dict[str, Any]:
    """The figure as plotly reads it: one bar a year, earliest first, a piece for each grade with letter and number."""
    names = [f"{year.fiscal_year}年度<br>{era_label(year.fiscal_year)}" for year in years]
    pieces = list(zip(*(year.shares for year in years), strict=True)) if years else []
    return {
        "data": [_piece(names, shares) for shares in pieces],
        "layout": {
            "template": {},
            "barmode": "stack",
            "bargap": 0.4,
            "font": {"color": _TEXT},
            "paper_bgcolor": "#FFFFFF",
            "plot_bgcolor": "#FFFFFF",
            "showlegend": True,
            "legend": {"orientation": "h", "x": 0, "y": -0.15, "yanchor": "top", "traceorder": "normal"},
            "margin": {"l": 48, "r": 16, "t": 16, "b": 48},
            "xaxis": {"type": "category", "automargin": True},
            "yaxis": {"title": {"text": "KPIの数"}, "gridcolor": _GRID, "rangemode": "tozero", "automargin": True},
        },
    }


def _piece(names: list[str], shares: tuple[Share, ...]) -> dict[str, Any]:
    first = shares[0]
    fill, ink, hatch = _FILLS.get(first.role, _FILLS[""])
    return {
        "type": "bar",
        "name": escape(first.name, quote=False),
        "x": names,
        "y": [share.count for share in shares],
        "text": [escape(f"{share.code or 'なし'} {share.count}") if share.count else "" for share in shares],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"color": ink},
        "hovertemplate": "%{x}<br>%{fullData.name} %{y}件<extra></extra>",
        "marker": {
            "color": fill,
            "line": {"color": _TEXT, "width": 1},
            "pattern": {"shape": hatch, "fillmode": "overlay", "fgcolor": ink, "fgopacity": 0.4, "size": 6},
        },
    }


def grades_sentence(years: Sequence[YearOfGrades]) -> str:
    """What the figure shows, in words.

    >>> shares = lambda a, b: (Share("A", "目安以上", "good", a), Share("B", "目安未満", "behind", b))
    >>> grades_sentence([YearOfGrades(2017, shares(6, 3)), YearOfGrades(2018, shares(7, 3))])
    '2017年度は9件のうちA 6件、B 3件。2018年度は10件のうちA 7件、B 3件。'
    """
    return "".join(f"{year.fiscal_year}年度は{_counted(year)}。" for year in years)


def _counted(year: YearOfGrades) -> str:
    shares = "、".join(f"{share.code or share.label} {share.count}件" for share in year.shares if share.count)
    return f"{year.total}件のうち{shares}" if shares else "0件"
