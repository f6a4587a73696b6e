"""進捗率 against 経過率: the arithmetic of the official formula, exact, in fractions.

A when (現在数値 − 初期数値) / (目標数値 − 初期数値) ≥ 経過期間 / 目標達成期間.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kpis.grading.records import TIE_GRADE, BreakEven, Grade
from kpis.levels import Goal
from kpis.wording import amount


@dataclass(frozen=True)
class Periods:
    """経過期間 begins on elapsed_from, 目標達成期間 on period_from: the two days can differ."""

    elapsed_from: date
    period_from: date
    deadline: date

    def elapsed_at(self, day: date) -> Fraction | None:
        """経過率 on that day, 1 = the whole period; None where the period has no length."""
        length = (self.deadline - self.period_from).days
        return Fraction((day - self.elapsed_from).days, length) if length > 0 else None


def progress(goal: Goal, start: Decimal, current: Decimal) -> Fraction | None:
    """進捗率: 1 = goal reached, below 0 = moved away; None where the start lies within the goal.

    Past the far end of a range what lies beyond counts against it.
    """
    bound = goal.bound_from(start)
    way = Fraction(bound) - Fraction(start)
    if goal.is_reached_by(start) or way == 0:
        return None
    far = goal.upper if way > 0 else goal.lower
    if far is not None and (current > far if way > 0 else current < far):
        return 1 - abs(Fraction(current) - Fraction(far)) / abs(way)
    return (Fraction(current) - Fraction(start)) / way


def grade_of(reached: Fraction, elapsed: Fraction) -> Grade:
    """A, B, or the TIE_GRADE where both ratios are equal."""
    if reached == elapsed:
        return TIE_GRADE
    return "A" if reached > elapsed else "B"


def break_even_of_level(goal: Goal, current: Decimal, elapsed: Fraction, unit: str) -> BreakEven:
    """The start value b at which (current − b) / (goal − b) equals the elapsed share; for a goal not yet reached."""
    bound = goal.lower if goal.better == "up" else goal.upper
    if goal.better is None or bound is None:
        return no_break_even("目標値に上限と下限があるため、AとBを分ける基準値は一つに定まらない。")
    if not 0 < elapsed < 1:
        return no_break_even("実績値の時点が目標達成期間の中にないため、AとBを分ける基準値はない。")
    value = (Fraction(current) - elapsed * Fraction(bound)) / (1 - elapsed)
    return _break_even(value, goal.better == "up", current, unit)


def break_even_of_change(percent_change: Decimal, current: Decimal, elapsed: Fraction, unit: str) -> BreakEven:
    """The same where the goal is a change in percent of the unknown start: b = current / (1 + change × elapsed)."""
    factor = 1 + Fraction(percent_change) / 100 * elapsed
    if not 0 < elapsed <= 1 or factor <= 0 or percent_change == 0:
        return no_break_even("AとBを分ける基準値を計算できない。")
    return _break_even(Fraction(current) / factor, percent_change > 0, current, unit)


def no_break_even(sentence: str) -> BreakEven:
    """Says why there is none."""
    return BreakEven(None, None, sentence)


def _break_even(exact: Fraction, rising: bool, current: Decimal, unit: str) -> BreakEven:
    value = Decimal(exact.numerator) / Decimal(exact.denominator)
    if rising and value < 0 <= current:
        return BreakEven(value, "above", "基準値が負でないかぎりB。")
    side = "大きい" if rising else "小さい"
    text = amount(_rounded(value, current), unit)
    return BreakEven(value, "above" if rising else "below", f"基準値が約{text}より{side}場合だけB。")


def _rounded(value: Decimal, current: Decimal) -> Decimal:
    """Rounded to the largest power of ten within a third of its distance to the current value: fine enough to tell
    the two apart, coarse enough to read."""
    distance = abs(value - current) / 3
    if not distance:
        return value
    step = Decimal(1).scaleb(distance.adjusted())
    return (value / step).quantize(Decimal(1)) * step
