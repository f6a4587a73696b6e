"""Targets that point to an earlier value: 「平成26年度値以上」, 「前年度実績以上」, 「基準値以上」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from importers.issues import Issue
from importers.readers.evaluation_sheet.records import Record
from importers.readers.evaluation_sheet.value_readings import RANK, BaselineRead
from kpi_tracker.lib.fiscal_year import find_dates
from kpi_tracker.lib.japanese_text import normalise
from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpi_tracker.lib.records import replace

_PREVIOUS = re.compile("前年度?|前回")
_BASELINE = re.compile("基準|初期値|現状")

Values = dict[int, tuple[Decimal, str]]


def resolved(
    targets: Sequence[TargetReading], actuals: Sequence[ActualReading], baseline: BaselineRead, record: Record
) -> tuple[tuple[TargetReading, ...], list[Issue]]:
    """The targets, each reference with the value it points to where the row prints that value; the kind stays."""
    values: Values = {
        actual.fiscal_year: (actual.value, actual.unit)
        for actual in reversed(actuals)
        if actual.fiscal_year is not None and actual.kind == "final" and actual.component is None
    }
    if baseline.value and baseline.fy:
        values[baseline.fy] = (baseline.value.value, baseline.value.unit)
    made: list[TargetReading] = []
    issues: list[Issue] = []
    for target in targets:
        if target.kind == "reference":
            target, issue = _resolve(target, values, baseline, record)
            issues.append(issue)
        made.append(target)
    return tuple(made), issues


def _resolve(
    target: TargetReading, values: Values, baseline: BaselineRead, record: Record
) -> tuple[TargetReading, Issue]:
    cell = record.name.cell
    year = _year_meant(target, baseline)
    found = values.get(year) if year is not None else None
    if found is None:
        message = f"目標「{target.raw}」の指す値がこの表にありません。値を調べて入力してください。"
        return target, cell.issue("reference_unresolved", "warning", "target_raw", message)
    value, unit = found
    message = f"目標「{target.raw}」は{year}年度の値{value}{unit}を指すとみて読みました。"
    comparator = "<=" if unit == RANK else target.comparator
    return (
        replace(target, value=value, unit=unit, comparator=comparator),
        cell.issue("reference_resolved", "note", "target_raw", message),
    )


def _year_meant(target: TargetReading, baseline: BaselineRead) -> int | None:
    """The one year that the words name; None where they name none or several."""
    text = normalise(target.raw).text
    years = {date.fiscal_year for date in find_dates(text)}
    if _PREVIOUS.search(text) and not years:
        year = target.fiscal_year or target.deadline_fy
        return year - 1 if year else None
    if _BASELINE.search(text) and not years:
        return baseline.fy
    return years.pop() if len(years) == 1 else None
