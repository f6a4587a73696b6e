"""What extraction does to the rows of an invented evaluation sheet: cells joined, lost, shifted or put in."""

from __future__ import annotations

from collections.abc import Callable

from kpi_tracker.lib.records import replace
from tests.importers.readers.rows_evaluation import Layout, Printed, Row, era_year


def damaged(layout: Layout, printed: Printed) -> list[str]:
    """The lines of a record, most often whole; the answer loses what the damage takes away."""
    rows = layout.chance.choice((*[_whole] * 6, *DAMAGES))(layout, printed)
    return ["\t".join(row).rstrip("\t") if layout.chance.random() < 0.3 else "\t".join(row) for row in rows]


def _whole(layout: Layout, printed: Printed) -> list[Row]:
    return [layout.row(printed), layout.below(printed.actuals)]


def _fused(layout: Layout, printed: Printed) -> list[Row]:
    both = [
        f"{target} {actual}".strip() for target, actual in zip(printed.cells["years"], printed.actuals, strict=True)
    ]
    return [layout.row(replace(printed, cells={**printed.cells, "years": both}))]


def _shifted_actuals(layout: Layout, printed: Printed) -> list[Row]:
    upper, lower = _whole(layout, printed)
    return [upper, [*lower[1:], ""]]


def _dated_actuals(layout: Layout, printed: Printed) -> list[Row]:
    dated = [
        f"{actual} ({era_year(year)}末時点)" if actual and actual[0].isnumeric() else actual
        for actual, year in zip(printed.actuals, layout.years, strict=True)
    ]
    return _shifted_actuals(layout, replace(printed, actuals=dated))


def _without_final(layout: Layout, printed: Printed) -> list[Row]:
    upper, lower = _whole(layout, printed)
    at = layout.order.index("final")
    final_cell = layout.values(printed.cells, printed.answer.status)["final"][0]
    del upper[
        len(upper) - 1 - upper[::-1].index(final_cell) if at > layout.order.index("years") else upper.index(final_cell)
    ]
    printed.answer.final = None
    return [upper, lower]


def _joined_final(layout: Layout, printed: Printed) -> list[Row]:
    """The last year's target and the final one in one cell."""
    years = printed.cells["years"]
    joined = {**printed.cells, "years": years[:-1], "final": f"{years[-1]} {printed.cells['final']}".strip()}
    upper = layout.row(replace(printed, cells=joined))
    return [upper, layout.below(printed.actuals)]


def _shifted_row(layout: Layout, printed: Printed) -> list[Row]:
    upper, lower = _whole(layout, printed)
    return [["", *upper] if not printed.goal else upper, lower]


def _lost_year(layout: Layout, printed: Printed) -> list[Row]:
    upper, lower = _whole(layout, printed)
    lost = layout.chance.randrange(len(layout.years))
    start = upper.index(printed.cells["years"][0]) if printed.cells["years"][0] else None
    if start is not None:
        del upper[start + lost]
        printed.answer.targets.pop(layout.years[lost], None)
    return [upper, lower]


def _blank_between(layout: Layout, printed: Printed) -> list[Row]:
    upper, lower = _whole(layout, printed)
    return [upper, [""], lower]


def _extra_cell(layout: Layout, printed: Printed) -> list[Row]:
    upper, lower = _whole(layout, printed)
    at = upper.index(layout.values(printed.cells, printed.answer.status)["baseline"][0]) + 1
    return [[*upper[:at], "", *upper[at:]], lower]


DAMAGES: tuple[Callable[[Layout, Printed], list[Row]], ...] = (
    _fused,
    _shifted_actuals,
    _dated_actuals,
    _without_final,
    _joined_final,
    _shifted_row,
    _lost_year,
    _blank_between,
    _extra_cell,
)
