"""Judging by pace: 進捗率 against 経過率, with the days that the known dates allow."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

from kpis.grading.cases import Case
from kpis.grading.figures import Start
from kpis.grading.pace import Periods, grade_of, progress
from kpis.grading.records import Grade, Judgement
from kpis.levels import Goal
from kpis.series import Window
from kpis.wording import amount, day_text, percent, percents_apart

# Days between the shortest month and the longest.
_MONTHS_DIFFER_BY = 3
_UNDATED_START = "初期値の時点が分からないため、計画の開始日から数えた。"


def judge_pace(case: Case, start: Start, goal: Goal, level: Decimal) -> Judgement:
    """The grade of a value short of its goal before the deadline."""
    reached = progress(goal, start.value, level)
    if reached is None:
        text = f"初期値{amount(start.value, start.unit)}は目標（{goal.in_words(case.unit)}）を満たしていたが、"
        text += f"現在値{amount(level, case.unit)}は満たしていないのでB。{start.sentence}"
        return Judgement("B", text, missing=case.missing)
    periods = _periods(case, start, start.day)
    elapsed = periods.elapsed_at(case.current.day) if periods and case.current.day else None
    if periods is None or elapsed is None:
        text = f"進捗率は{percent(reached)}だが、経過率の計算に要る時点が分からず、区分を計算できない。{start.sentence}"
        return Judgement(None, text, missing=case.missing or ("目標達成期間の始まり",), progress=reached)
    if elapsed <= 0:
        text = f"初期値より後の実績値がまだないためN。{start.sentence}"
        return Judgement("N", text, missing=("初期値より後の実績値",), progress=reached, elapsed=elapsed)
    grade = grade_of(reached, elapsed)
    other = _other_grade(case, start, reached, grade)
    text = _comparison(case, start, goal, level, reached, elapsed) + f"{_periods_text(case, periods)}なので{grade}。"
    text += start.sentence + ("" if start.day else _UNDATED_START)
    text += _tie_text(reached == elapsed, grade) + _window_text(other)
    return Judgement(
        grade,
        text,
        missing=case.missing,
        is_tie=reached == elapsed,
        window_sensitive=other is not None,
        progress=reached,
        elapsed=elapsed,
    )


def _periods(case: Case, start: Start, start_day: date | None) -> Periods | None:
    """Both periods from the start's own day where the row prints it or it stands in; of a registered 初期値 the
    目標達成期間 begins with the programme, as the official formula has it."""
    programme = case.question.programme_start
    elapsed_from = start_day or programme
    period_from = (programme or start_day) if start.origin == "registered" else elapsed_from
    if elapsed_from is None or period_from is None or case.deadline is None:
        return None
    return Periods(elapsed_from, period_from, case.deadline)


def _other_grade(case: Case, start: Start, reached: Fraction, grade: Grade) -> Grade | None:
    """The other grade that another day within the known months or years would give, None where all days agree."""
    for start_day, day in _possible_days(start.window, case.current.window):
        periods = _periods(case, start, start_day)
        elapsed = periods.elapsed_at(day) if periods else None
        if elapsed is not None and grade_of(reached, elapsed) != grade:
            return grade_of(reached, elapsed)
    return None


def _possible_days(start: Window | None, current: Window | None) -> list[tuple[date | None, date]]:
    """Where the two dates can lie. Two fiscal years, or two months, are taken at the same point of each, as a KPI is
    collected at the same time each year; dates known to different precision vary on their own."""
    if current is None:
        return []
    if start is None:
        return [(None, day) for day in current]
    if _is_alike(start, current):
        return list(zip(start, current, strict=True))
    return list(product(start, current))


def _is_alike(start: Window, current: Window) -> bool:
    """True where both windows are as long as each other, leap days and the ends of months apart."""
    return abs((start[1] - start[0]).days - (current[1] - current[0]).days) <= _MONTHS_DIFFER_BY


def _comparison(case: Case, start: Start, goal: Goal, level: Decimal, reached: Fraction, elapsed: Fraction) -> str:
    sign = "＝" if reached == elapsed else "＞" if reached > elapsed else "＜"
    made, passed = percents_apart(reached, elapsed)
    bound = amount(goal.bound_from(start.value), case.unit)
    return f"進捗率 {made}（{amount(start.value)}→{amount(level)}／{bound}）{sign} 経過率 {passed}"


def _periods_text(case: Case, periods: Periods) -> str:
    day = case.current.day
    until = day_text(day) if day else ""
    gone = f"経過期間 {day_text(periods.elapsed_from)}～{until}"
    return f"（{gone}／目標達成期間 {day_text(periods.period_from)}～{day_text(periods.deadline)}）"


def _tie_text(is_tie: bool, grade: Grade) -> str:
    if not is_tie:
        return ""
    return f"進捗率と経過率が等しい。公式の定めは「割合以上」とも「上回っている」ともいうため、{grade}とした。"


def _window_text(other: Grade | None) -> str:
    if other is None:
        return ""
    return f"時点が月・年度までしか分からず、その期間のどの日かによっては{other}になる。"
