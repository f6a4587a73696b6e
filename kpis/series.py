"""The history of one KPI across editions and documents, as plain records that know nothing of the database.

Selectors build a Series; grading takes its points as earlier measurements, charts draw it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Literal

from kpi_tracker.lib.fiscal_year import fiscal_year_window
from kpi_tracker.lib.readings import ActualReading, Baseline, TargetReading

Direction = Literal["up", "down"]
"""Which way is better: "up" 大きいほどよい, "down" 小さいほどよい."""
Window = tuple[date, date]
"""First and last day between which a value was measured; the last is the day that counts."""

AS_OF = re.compile(r"(?P<fy>FY)?(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
"""The forms of ActualReading.as_of."""


def dated(as_of: str | None, document_date: date) -> Window | None:
    """First day and the day that counts; None for a date that is missing or none.

    A date known only as a fiscal year, a year or a month counts as its last day, never later than the document's own
    date (DOMAIN §2 "Dates"). A period that begins after the document, a forecast, keeps its last day.

    >>> dated("FY2016", date(2016, 12, 21))
    (datetime.date(2016, 4, 1), datetime.date(2016, 12, 21))
    >>> dated("2017-04", date(2017, 12, 21))[1]
    datetime.date(2017, 4, 30)
    """
    period = _period(as_of or "")
    if period is None:
        return None
    first, last = period
    return (first, min(last, document_date)) if first <= document_date else (first, last)


@lru_cache(maxsize=4_096)  # a page asks for the same few dates thousands of times
def _period(as_of: str) -> Window | None:
    found = AS_OF.fullmatch(as_of)
    if found is None or (found["fy"] and found["month"]):
        return None
    year = int(found["year"])
    try:
        if found["fy"]:
            return fiscal_year_window(year)
        if found["day"]:
            day = date(year, int(found["month"]), int(found["day"]))
            return day, day
        if found["month"]:
            first = date(year, int(found["month"]), 1)
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return date(year, 1, 1), date(year, 12, 31)
    except (ValueError, OverflowError):
        return None


def fiscal_year_end(fiscal_year: int | None) -> date | None:
    """31 March that ends the fiscal year (2017 → 2018-03-31); None for None and for a year no calendar has."""
    window = _period(f"FY{fiscal_year:04d}") if fiscal_year is not None and fiscal_year > 0 else None
    return window[1] if window else None


def as_of_of(reading: ActualReading) -> str | None:
    """The reading's as_of, or its fiscal year where a table's column gives only that: "FY2016"."""
    if reading.as_of:
        return reading.as_of
    return f"FY{reading.fiscal_year:04d}" if reading.fiscal_year is not None and reading.fiscal_year > 0 else None


def deadline_of(target: TargetReading) -> date | None:
    """The last day of the fiscal year the target is to be reached in, None where it prints none."""
    return fiscal_year_end(target.deadline_fy or target.fiscal_year)


@dataclass(frozen=True)
class StartValue:
    """初期値: 計画開始時の数値 as the KPI整理表 gives it."""

    reading: ActualReading
    source: str = "KPI整理表"


@dataclass(frozen=True)
class Point:
    """One measured value of the KPI, with the document that prints it and where (place: 「37行」, 「KPI!D7」)."""

    reading: ActualReading
    document: str
    document_date: date
    place: str | None = None

    @cached_property
    def window(self) -> Window | None:
        """First day and the day that counts."""
        return dated(as_of_of(self.reading), self.document_date)

    @property
    def day(self) -> date | None:
        """The day that counts."""
        return self.window[1] if self.window else None


@dataclass(frozen=True)
class TargetLine:
    """A target as one edition prints it. baseline: the 基準値 of its row, apart from one in the target's own cell, and
    where it is printed; programme: whose editions follow each other, so that a later one takes the place of an earlier.
    """

    reading: TargetReading
    edition: str
    edition_date: date
    place: str | None = None
    baseline: Baseline | None = None
    programme: str = ""
    baseline_place: str | None = None

    @cached_property
    def deadline(self) -> date | None:
        """The last day of the fiscal year the target is to be reached in."""
        return deadline_of(self.reading)


@dataclass(frozen=True)
class PrintedGrade:
    """The grade that a row of a round bears, and where. shape, role: how a badge draws it, as `reforms.models.Rating`
    has them."""

    fiscal_year: int
    code: str
    label: str
    shape: str = ""
    role: str = ""
    place: str | None = None


@dataclass(frozen=True)
class Listing:
    """Where an edition prints the KPI, with the words of its grade (None: none printed) and the name of its scale.

    grade: None where the words are no grade of the scale.
    """

    edition: str
    edition_date: date
    item: str
    printed: str | None = None
    item_no: str | None = None
    tier: Literal[1, 2] | None = None
    label: str | None = None
    is_relisted: bool = False
    place: str | None = None
    scale: str | None = None
    grade: PrintedGrade | None = None


@dataclass(frozen=True)
class Series:
    """One KPI and all that is known of it, in no particular order."""

    name: str
    unit: str = ""
    direction: Direction | None = None
    baseline: StartValue | None = None
    programme_start: date | None = None
    points: tuple[Point, ...] = ()
    targets: tuple[TargetLine, ...] = ()
    listings: tuple[Listing, ...] = ()

    @property
    def baselines(self) -> tuple[Point, ...]:
        """The printed 基準値 as points, one that several rows print alike taken once, of the oldest edition.

        A 基準値 prints no component: it is taken for that of the row's target in the same unit.
        """
        found: dict[Baseline, Point] = {}
        for line in sorted(self.targets, key=lambda line: (not _is_in_unit_of_target(line), line.edition_date)):
            if line.baseline and line.baseline.value.is_finite():
                found.setdefault(line.baseline, _baseline_point(line.baseline, line))
        return tuple(found.values())


def _is_in_unit_of_target(line: TargetLine) -> bool:
    return line.baseline is not None and line.baseline.unit == line.reading.unit


def _baseline_point(baseline: Baseline, line: TargetLine) -> Point:
    component = line.reading.component if _is_in_unit_of_target(line) else None
    reading = ActualReading(baseline.value, baseline.unit, fiscal_year=baseline.fy, component=component)
    return Point(reading, line.edition, line.edition_date, line.baseline_place or line.place)
