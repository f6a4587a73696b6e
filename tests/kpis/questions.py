"""Readings and questions for tests of grading and charts. Every figure a test speaks of is given by the test."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from kpi_tracker.lib.readings import ActualReading, Baseline, TargetReading
from kpis.grading import Question
from kpis.series import Point, StartValue

PROGRAMME = {"programme_start": date(2016, 4, 1), "programme_end": date(2021, 3, 31)}
PUBLISHED_2016, PUBLISHED_2017 = date(2016, 12, 21), date(2017, 12, 21)


def target(value: str | None = None, fy: int | None = None, unit: str = "団体", **other: Any) -> TargetReading:
    """A numeric target, at least the value; without a value one of kind none."""
    kind = "numeric" if value is not None else "none"
    given = {"kind": kind, "comparator": ">=" if value is not None else None, **other}
    return TargetReading(value=None if value is None else Decimal(value), unit=unit, deadline_fy=fy, **given)


def words(raw: str) -> TargetReading:
    """A target in words."""
    return TargetReading(kind="qualitative", raw=raw)


def change(percent: str, fy: int | None, baseline: tuple[str, str, int | None] | None = None) -> TargetReading:
    """A target that asks for a change in percent; baseline: value, unit, fiscal year."""
    printed = Baseline(Decimal(baseline[0]), baseline[1], baseline[2]) if baseline else None
    return TargetReading(kind="ratio_change", value=Decimal(percent), unit="%", deadline_fy=fy, baseline=printed)


def actual(value: str, as_of: str | None = None, unit: str = "団体", **other: Any) -> ActualReading:
    """A measured value."""
    return ActualReading(Decimal(value), unit, as_of=as_of, **other)


def point(reading: ActualReading, document: str = "2016年末", document_date: date = PUBLISHED_2016) -> Point:
    """A measured value of an earlier document."""
    return Point(reading, document, document_date)


def start(value: str, as_of: str | None = None, unit: str = "団体", component: str | None = None) -> StartValue:
    """初期値 of the KPI整理表."""
    return StartValue(actual(value, as_of, unit, component=component))


def question(*readings: TargetReading | ActualReading, **other: Any) -> Question:
    """A row of the 2017 edition with these targets and actuals."""
    given = {"document_date": PUBLISHED_2017, "codes": ("A", "B", "N", "F"), **PROGRAMME, **other}
    return Question(
        targets=tuple(r for r in readings if isinstance(r, TargetReading)),
        actuals=tuple(r for r in readings if isinstance(r, ActualReading)),
        **given,
    )
