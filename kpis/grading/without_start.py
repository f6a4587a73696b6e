"""Without 初期値: no grade, but the start value that separates A from B."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from kpis.grading.cases import Case
from kpis.grading.pace import Periods, break_even_of_change, break_even_of_level, no_break_even
from kpis.grading.records import Judgement
from kpis.levels import Goal, change_sign
from kpis.wording import amount, day_text, percent


def judge_without_start(case: Case, goal: Goal, level: Decimal) -> Judgement:
    """No grade for a value short of its goal before the deadline; both periods count from the programme's start."""
    elapsed = _elapsed(case)
    text = f"現在値{amount(level, case.unit)}は目標（{goal.in_words(case.unit)}）に達しておらず、"
    text += "初期値がないため、区分を計算できない。"
    if elapsed is None:
        separating = no_break_even("経過率が分からないため、AとBを分ける基準値も示せない。")
    else:
        separating = break_even_of_level(goal, level, elapsed, case.unit)
        text += _elapsed_text(case, elapsed) if separating.value is not None else ""
    text += separating.sentence
    return Judgement(None, text, missing=case.missing, break_even=separating, elapsed=elapsed)


def judge_unknown_change(case: Case) -> Judgement:
    """No grade where the target is a change in percent of a baseline that is nowhere known."""
    target, reading = case.strand.target, case.current.reading
    elapsed = Fraction(1) if case.is_past else _elapsed(case)
    separating = no_break_even("AとBを分ける基準値も示せない。")
    if target.value is not None and elapsed is not None and change_sign(reading) == 0:
        separating = break_even_of_change(target.value, reading.value, elapsed, reading.unit)
    change = target.value or Decimal()
    wanted = f"{amount(abs(change), '%')}{'減' if change < 0 else '増'}"
    text = f"目標は基準値から{wanted}だが、基準値が分からず、区分を計算できない。{separating.sentence}"
    return Judgement(None, text, missing=case.missing, break_even=separating, elapsed=elapsed)


def _elapsed(case: Case) -> Fraction | None:
    start, day = case.question.programme_start, case.current.day
    if start is None or day is None or case.deadline is None:
        return None
    return Periods(start, start, case.deadline).elapsed_at(day)


def _elapsed_text(case: Case, elapsed: Fraction) -> str:
    start, deadline = case.question.programme_start, case.deadline
    begins, ends = day_text(start) if start else "", day_text(deadline) if deadline else ""
    return f"経過率 {percent(elapsed)}（目標達成期間 {begins}～{ends}）で計算すると、"
