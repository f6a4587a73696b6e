"""年度ごとの達成: each yearly target of a 政策評価 row beside the value of the same fiscal year."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpi_tracker.lib.records import replace
from kpis.grading.evaluation.values import goal_for, latest_of, measured, own_start, resolved
from kpis.grading.records import Question
from kpis.grading.strands import Strand, compared
from kpis.levels import Goal, is_figure, level_of
from kpis.wording import amount

_NUMERIC = ("numeric", "percent", "ratio_change", "reference")


@dataclass(frozen=True)
class YearResult:
    """One yearly target and what became of it.

    target: as printed, a reference with the value it refers to; reading: of that fiscal year, None where none is
    printed; is_met: None where the numbers do not tell; sentence: why, in Japanese.
    """

    fiscal_year: int
    target: TargetReading
    reading: ActualReading | None
    is_met: bool | None
    sentence: str


def yearly_results(question: Question) -> tuple[YearResult, ...]:
    """The yearly targets by fiscal year, one for each component; a year without a target has none."""
    question = replace(question, actuals=tuple(a for a in question.actuals if is_figure(a.value)))
    yearly = [t for t in question.targets if t.fiscal_year is not None and not t.final and t.kind != "none"]
    results: list[YearResult] = []
    for year in sorted({t.fiscal_year for t in yearly if t.fiscal_year is not None}):
        same = [resolved(t, question) for t in yearly if t.fiscal_year == year]
        for target in same:
            results += _results(year, target, same, question)
    return tuple(results)


def goal_text(target: TargetReading, goal: Goal, unit: str) -> str:
    """「約1,000団体以上」; of a reference with the words printed: 「4位以内、平成26年度値以上」."""
    approx = "約" if target.approx else ""
    words = f"、{target.raw}" if target.kind == "reference" else ""
    return f"{approx}{goal.in_words(unit)}{words}"


def _results(year: int, target: TargetReading, same: list[TargetReading], question: Question) -> list[YearResult]:
    if target.kind not in _NUMERIC:
        text = f"{year}年度：目標が数値でないため、達成を数値から判定できない。"
        return [YearResult(year, target, None, None, text)]
    values = tuple(value for value in measured(question) if value.fiscal_year == year)
    readings = tuple(value.reading for value in values)
    return [_result(year, strand, question) for strand in compared(target, same, readings)]


def _result(year: int, strand: Strand, question: Question) -> YearResult:
    target = strand.target
    name = f"{year}年度{f'（{strand.component}）' if strand.component else ''}：目標"
    goal = goal_for(strand, question)
    if goal is None:
        text = f"{name}の基準となる値か向きが分からず、達成を判定できない。"
        return YearResult(year, target, None, None, text)
    unit = target.unit or ""
    if not strand.readings:
        text = f"{name}（{goal_text(target, goal, unit)}）と比べられる実績値の記載がない。"
        return YearResult(year, target, None, None, text)
    values = tuple(value for value in measured(question) if value.reading in strand.readings)
    reading = latest_of(values, question).reading
    level = level_of(reading, target, own_start(target))
    if level is None:
        return YearResult(year, target, reading, None, f"{name}と実績値を同じ水準で比べられない。")
    is_met = goal.is_reached_by(level)
    doubt = _doubt(target, question) if not is_met else ""
    outcome = f"に達{'した' if is_met else 'していない'}。"
    text = (
        f"{name}（{goal_text(target, goal, unit)}）に対し実績値{amount(reading.value, reading.unit)}で、目標{outcome}"
    )
    return YearResult(year, target, reading, None if doubt else is_met, text + doubt)


def _doubt(target: TargetReading, question: Question) -> str:
    """Why an unmet target may be no yearly one: the final target of a later year, printed once and in this column."""
    yearly = [t for t in question.targets if not t.final and t.value is not None]
    final = [t for t in question.targets if t.final and t.value is not None and t.value == target.value]
    later = [
        t.deadline_fy for t in final if t.deadline_fy and target.fiscal_year and t.deadline_fy > target.fiscal_year
    ]
    if len(yearly) > 1 or not later:
        return ""
    return f"ただし同じ値が{later[0]}年度の最終目標にもあり、この年度の目標かどうかは印字から決められない。"
