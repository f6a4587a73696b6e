"""The values of a 政策評価 row by fiscal year, and those that a target refers to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kpi_tracker.lib.fiscal_year import find_dates, fiscal_year_of
from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpi_tracker.lib.records import replace
from kpis.grading.records import Question
from kpis.grading.strands import Strand, own_readings
from kpis.levels import Goal, comparison_key, goal_of, is_figure
from kpis.series import as_of_of, dated

_PREVIOUS_YEAR = re.compile("前年")
_PREVIOUS = re.compile("前回")
_BASELINE = re.compile("基準|初期値|現状")


@dataclass(frozen=True)
class YearValue:
    """A measured value and the fiscal year it counts for, None where no date is printed."""

    reading: ActualReading
    fiscal_year: int | None


def measured(question: Question) -> tuple[YearValue, ...]:
    """The row's own measured values; what is only expected (見込み) is no 実績."""
    return tuple(
        YearValue(reading, _year_of(reading, question))
        for reading in own_readings(question)
        if reading.kind != "forecast"
    )


def measured_alongside(question: Question) -> tuple[YearValue, ...]:
    """The same of the indicator's other rows."""
    return measured(replace(question, actuals=tuple(a for a in question.alongside if is_figure(a.value))))


def latest_of(values: tuple[YearValue, ...], question: Question) -> YearValue:
    """The latest of one or more values; of one day the final before the preliminary, then the last printed."""

    def order(place: int) -> tuple[int, int, bool, int]:
        value = values[place]
        window = dated(as_of_of(value.reading), question.document_date)
        day = window[1].toordinal() if window else 0
        return value.fiscal_year or 0, day, value.reading.kind == "final", place

    return values[max(range(len(values)), key=order)]


def resolved(target: TargetReading, question: Question) -> TargetReading:
    """「平成26年度値以上」 with the value it refers to, found in the row itself; unchanged where the row has none.

    Two different values for the year meant (基準値 and 実績値) leave it unresolved.
    """
    if target.kind != "reference" or target.value is not None:
        return target
    found = {(value, unit) for value, unit in _values_meant(target, question)}
    if len(found) != 1:
        return target
    value, unit = found.pop()
    return replace(target, value=value, unit=unit)


def goal_for(strand: Strand, question: Question) -> Goal | None:
    """The goal of the strand's target, which must be resolved; its side, where none is printed, away from the 基準値.

    A change in percent is taken only of a baseline that the target itself prints: 「対前年度比」 is not the row's.
    """
    target = strand.target
    start = own_start(target) if target.kind == "ratio_change" else start_value(strand, question)
    return goal_of(target, start, question.direction)


def own_start(target: TargetReading) -> Decimal | None:
    """The baseline that the target itself prints, None where that is no number."""
    return target.baseline.value if target.baseline and is_figure(target.baseline.value) else None


def start_value(strand: Strand, question: Question) -> Decimal | None:
    """The 基準値 of the row in the strand's unit, else the registered 初期値, else None."""
    printed, registered = question.printed_baseline, question.baseline
    known = [(printed.value, printed.unit)] if printed else []
    known += [(registered.reading.value, registered.reading.unit)] if registered else []
    units = {comparison_key(strand.target.unit), *(comparison_key(reading.unit) for reading in strand.readings)}
    return next((value for value, unit in known if is_figure(value) and comparison_key(unit) in units), None)


def _year_of(reading: ActualReading, question: Question) -> int | None:
    if reading.fiscal_year is not None:
        return reading.fiscal_year
    window = dated(as_of_of(reading), question.document_date)
    return fiscal_year_of(window[1]) if window else None


def _values_meant(target: TargetReading, question: Question) -> list[tuple[Decimal, str]]:
    words = comparison_key(target.raw)
    own_year = target.fiscal_year or target.deadline_fy
    baseline = question.printed_baseline
    known = [
        (value.fiscal_year, value.reading.value, value.reading.unit)
        for value in measured(question)
        if value.fiscal_year is not None and comparison_key(value.reading.component) == comparison_key(target.component)
    ]
    if baseline and is_figure(baseline.value) and baseline.fy:
        known.append((baseline.fy, baseline.value, baseline.unit))
    years = {date.fiscal_year for date in find_dates(target.raw)}
    # The deadline can stand in the same words: 「平成26年度値以上（平成30年度）」.
    years = years - {own_year} if len(years) > 1 else years
    if not years and _PREVIOUS_YEAR.search(words) and own_year:
        years = {own_year - 1}
    elif not years and _PREVIOUS.search(words) and own_year:
        years = {max((year for year, *_ in known if year < own_year), default=own_year)}
    elif not years and _BASELINE.search(words) and baseline and is_figure(baseline.value):
        return [(baseline.value, baseline.unit)]
    return [(value, unit) for year, value, unit in known if years == {year}]
