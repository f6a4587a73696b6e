"""The numbers of a chart as rows, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from kpi_tracker.lib.fiscal_year import fiscal_year_of
from kpis.series import Point, Series, TargetLine, as_of_of, deadline_of
from kpis.wording import KIND_NAMES, as_of_text


@dataclass(frozen=True)
class TableRow:
    """One figure. when: the date as known, in words; kind: 速報 and its like, of a target the comparator in words.

    value is None for a target without a figure, whose words then say it.
    """

    role: Literal["初期値", "実績値", "目標値"]
    fiscal_year: int | None
    when: str
    value: Decimal | None
    unit: str
    kind: str
    component: str
    words: str
    document: str
    place: str


_COMPARATORS = {">=": "以上", "<=": "以下", "=": "ちょうど", None: ""}


def kpi_table(series: Series) -> tuple[TableRow, ...]:
    """All figures of the series: 初期値, then the actuals by date, then the targets by edition."""
    points = sorted(series.points, key=lambda point: (point.day or date.min, point.document_date))
    targets = sorted(series.targets, key=lambda line: (line.edition_date, line.deadline or date.max))
    start = series.baseline
    starts = [_row("初期値", Point(start.reading, start.source, date.max))] if start else []
    return (*starts, *(_row("実績値", point) for point in points), *map(_target_row, targets))


def _row(role: Literal["初期値", "実績値"], point: Point) -> TableRow:
    reading = point.reading
    return TableRow(
        role=role,
        fiscal_year=fiscal_year_of(point.day) if point.day else None,
        when=as_of_text(as_of_of(reading)),
        value=reading.value,
        unit=reading.unit,
        kind=KIND_NAMES[reading.kind],
        component=reading.component or "",
        words=reading.raw,
        document=point.document,
        place=point.place or "",
    )


def _target_row(line: TargetLine) -> TableRow:
    target, deadline = line.reading, deadline_of(line.reading)
    return TableRow(
        role="目標値",
        fiscal_year=fiscal_year_of(deadline) if deadline else None,
        when=f"{fiscal_year_of(deadline)}年度まで" if deadline else target.deadline_raw or "期限の記載なし",
        value=target.value,
        unit=target.unit or "",
        kind=_COMPARATORS[target.comparator],
        component=target.component or "",
        words=target.raw,
        document=line.edition,
        place=line.place or "",
    )
