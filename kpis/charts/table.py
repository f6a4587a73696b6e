"""The numbers of a chart as rows, each with its source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from kpi_tracker.lib.fiscal_year import fiscal_year_of
from kpi_tracker.lib.readings import TargetReading
from kpis.levels import RANK, comparison_key
from kpis.series import Point, Series, TargetLine, as_of_of, deadline_of
from kpis.wording import KIND_NAMES, as_of_text

Role = Literal["初期値", "基準値", "実績値", "目標値"]


@dataclass(frozen=True)
class TableRow:
    """One figure. when: the date as known, in words; kind: 速報 and its like, of a target the comparator in words.

    value is None for a target without a figure, whose words then say it.
    """

    role: Role
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
    """All figures of the series: 初期値 and 基準値, then the actuals by date, then the targets by edition."""
    points = sorted(series.points, key=lambda point: (point.day or date.min, point.document_date))
    targets = sorted(series.targets, key=lambda line: (line.edition_date, line.deadline or date.max))
    start = series.baseline
    starts = [_row("初期値", Point(start.reading, start.source, date.max))] if start else []
    starts += [replace(_row("基準値", point), kind="") for point in series.baselines]
    return (*starts, *(_row("実績値", point) for point in points), *map(_target_row, targets))


def _row(role: Role, point: Point) -> TableRow:
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
        when=_due(target, deadline),
        value=target.value,
        unit=target.unit or "",
        kind=f"{'約' if target.approx else ''}{_comparator(target)}",
        component=target.component or "",
        words=target.raw,
        document=line.edition,
        place=line.place or "",
    )


def _due(target: TargetReading, deadline: date | None) -> str:
    """「2020年度まで」, of a yearly target 「2018年度」."""
    if deadline is None:
        return target.deadline_raw or "期限の記載なし"
    return f"{fiscal_year_of(deadline)}年度{'まで' if target.final else ''}"


def _comparator(target: TargetReading) -> str:
    if comparison_key(target.unit) == RANK:
        return "以内"
    return _COMPARATORS[target.comparator]
