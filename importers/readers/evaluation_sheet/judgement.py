"""Where a printed mark does not follow from the numbers beside it, and numbers from each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from importers.document import KpiRow
from importers.issues import Issue
from importers.readers.evaluation_sheet.marks import MET, NOT_OVER
from kpi_tracker.lib.japanese_text import normalise
from kpi_tracker.lib.readings import ActualReading, Severity, TargetReading
from kpi_tracker.lib.records import replace

_TIMES = re.compile(r"比\s*(?P<times>[0-9０-９.．]+)\s*倍")
_ROUNDING = Decimal(1)


def judged(rows: Sequence[KpiRow], last_year: int | None) -> list[KpiRow]:
    """The rows of one indicator with an issue where a mark or a number contradicts the others.

    last_year: the last fiscal year of the table. The lines of one indicator report one quantity, so a line without an
    actual of its own takes it from its sister.
    """
    actuals = [actual for row in rows for actual in row.actuals]
    return [
        replace(row, issues=(*row.issues, *_mark_issues(row, actuals, last_year), *_number_issues(row))) for row in rows
    ]


def is_reached(target: TargetReading, value: Decimal, row: KpiRow) -> bool | None:
    """Whether a value reaches the target; None where the target is no number.

    Without 以上 or 以内 the direction is that from the baseline to the target.
    """
    if target.value is None or target.kind == "ratio_change":
        return None
    comparator = target.comparator
    if comparator is None:
        falls = row.baseline is not None and row.baseline.value > target.value
        comparator = "<=" if falls else ">="
    return value <= target.value if comparator == "<=" else value >= target.value


def _mark_issues(row: KpiRow, actuals: Sequence[ActualReading], last_year: int | None) -> list[Issue]:
    finals = [target for target in row.targets if target.final]
    if row.status is None or len(finals) != 1:
        return []
    deadline = finals[0].deadline_fy
    if deadline is None or last_year is None:
        return []
    if deadline > last_year:
        if row.status == NOT_OVER:
            return []
        return [_issue(row, f"目標年度（{deadline}年度）がまだ終わっていないのに「{row.status}」です。")]
    if row.status == NOT_OVER:
        return [_issue(row, f"目標年度（{deadline}年度）は終わっていますが「{NOT_OVER}」です。")]
    found = [
        one for one in actuals if one.fiscal_year == deadline and one.unit == finals[0].unit and one.component is None
    ]
    reached = is_reached(finals[0], found[-1].value, row) if found else None
    if reached is None or reached == (row.status == MET):
        return []
    said = "達している" if reached else "達していない"
    value = f"{found[-1].value}{found[-1].unit}"
    return [_issue(row, f"{deadline}年度の実績{value}は目標に{said}のに「{row.status}」です。")]


def _number_issues(row: KpiRow) -> list[Issue]:
    return [*_ratio_issues(row), *_year_issues(row), *_unit_issues(row)]


def _ratio_issues(row: KpiRow) -> list[Issue]:
    """「1,154,547千件 (平成28年度実績値比2倍)」: the number beside its ratio to the baseline."""
    found = _TIMES.search(row.target_raw or "")
    final = next((target for target in row.targets if target.final and target.value is not None), None)
    if found is None or final is None or final.value is None or row.baseline is None or final.kind == "ratio_change":
        return []
    expected = row.baseline.value * Decimal(normalise(found["times"]).text)
    difference = final.value - expected
    if difference == 0 or row.baseline.unit != final.unit:
        return []
    severity: Severity = "note" if abs(difference) <= _ROUNDING else "warning"
    message = f"目標{final.value}は基準値の{found['times']}倍（{expected}）と合いません（差{difference}）。"
    return [_issue(row, message, "ratio_differs", "target_raw", severity)]


def _year_issues(row: KpiRow) -> list[Issue]:
    """The final target printed as a yearly one, but not in its own year: a cell that stands a column off."""
    final = next((target for target in row.targets if target.final and target.value is not None), None)
    if final is None or final.deadline_fy is None:
        return []
    yearly = {target.fiscal_year: target.value for target in row.targets if not target.final}
    same = [year for year, value in yearly.items() if value == final.value]
    if not same or final.deadline_fy in yearly or len(yearly) > 1:
        return []
    message = f"目標（値）は{final.deadline_fy}年度のものですが、同じ値が{same[0]}年度の欄にあります。"
    return [_issue(row, message, "target_year_doubtful", "target_raw")]


def _unit_issues(row: KpiRow) -> list[Issue]:
    """All numbers of a row count the same thing; another unit hints at a misread or misplaced cell."""
    units: dict[str, str] = {}
    if row.baseline:
        units[row.baseline.unit] = "baseline"
    for target in row.targets:
        if target.value is not None and target.kind != "ratio_change":
            units.setdefault(target.unit or "", "target_raw")
    for actual in row.actuals:
        units.setdefault(actual.unit, "actual_raw")
    if len(units) < 2:
        return []
    listed = "、".join(f"「{unit}」" for unit in units)
    message = f"数値の単位が{listed}と分かれています。"
    return [_issue(row, message, "units_differ", field) for field in ("baseline", "target_raw", "actual_raw")]


def _issue(
    row: KpiRow,
    message: str,
    code: str = "mark_contradicts_numbers",
    field: str = "status",
    severity: Severity = "warning",
) -> Issue:
    where = f"{row.lines[0]}行：{message}原本で確かめてください。"
    raw = row.status if field == "status" else row.target_raw
    return Issue(code, severity, field, where, raw, row.lines)
