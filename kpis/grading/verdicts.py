"""The judgement of one strand: without a reading, by direction, by the goal reached or missed, or by pace."""

from __future__ import annotations

from kpi_tracker.lib.readings import ActualReading
from kpi_tracker.lib.records import replace
from kpis.grading.by_pace import judge_pace
from kpis.grading.cases import BASELINE_MISSING, Case, case_of, remarks
from kpis.grading.pace import progress
from kpis.grading.records import BreakEven, Grade, Judgement, Question
from kpis.grading.strands import Strand, direction_of
from kpis.grading.without_start import judge_unknown_change, judge_without_start
from kpis.series import Direction
from kpis.wording import amount, day_text


def judge_strand(strand: Strand, question: Question) -> Judgement:
    """N without a comparable figure; else by direction or by figures, with the remarks and inputs of the case."""
    if not strand.readings:
        return _without_reading(strand, question)
    case = case_of(strand, question)
    direction = direction_of(strand.target, question.direction)
    judgement = _by_direction(case, direction) if direction else _by_figures(case)
    return replace(judgement, explanation=judgement.explanation + remarks(case), inputs=case.inputs)


def no_own_figure(printed: tuple[ActualReading, ...]) -> Judgement:
    """N for a row without a figure of its own; says what the figures are that the cell prints instead."""
    text = "KPI自身の実績値がまだないためN。"
    if printed:
        values = "、".join(amount(a.value, a.unit) for a in printed)
        text += f"記載の{values}は参考値・将来の見込み・別の事項の値なので、判定に使わない。"
    return Judgement("N", text, missing=("KPI自身の実績値",))


def _without_reading(strand: Strand, question: Question) -> Judgement:
    if not strand.unfit:
        return no_own_figure(question.actuals)
    wanted = "・".join(filter(None, (strand.component, strand.target.unit))) or "単位・構成要素の記載なし"
    printed = "、".join(amount(a.value, a.unit) + (f"（{a.component}）" if a.component else "") for a in strand.unfit)
    text = f"目標値（{wanted}）と同じ単位・構成要素の実績値がなく（記載は{printed}）、比べられないためN。"
    return Judgement("N", text, missing=(f"目標値と比べられる実績値（{wanted}）",))


def _by_direction(case: Case, direction: Direction) -> Judgement:
    """A = moved toward the target; B = unchanged or away."""
    reading, start = case.current.reading, case.start
    word = "増える" if direction == "up" else "減る"
    now = amount(reading.value, reading.unit)
    if start is None:
        side = "以上" if direction == "up" else "以下"
        separating = BreakEven(
            reading.value, "above" if direction == "up" else "below", f"基準値が{now}{side}の場合だけB。"
        )
        text = f"目標は{word}方向だが、現在値{now}と比べる初期値がなく、区分を計算できない。{separating.sentence}"
        return Judgement(None, text, missing=(BASELINE_MISSING,), break_even=separating)
    moved = reading.value - start.value
    grade: Grade = "A" if (moved > 0 if direction == "up" else moved < 0) else "B"
    change = "のまま変わらない" if moved == 0 else "に増えた" if moved > 0 else "に減った"
    text = f"目標は{word}方向で、{amount(start.value, start.unit)}から{now}{change}ので{grade}。{start.sentence}"
    return Judgement(grade, text, missing=_start_missing(case))


def _by_figures(case: Case) -> Judgement:
    goal, level = case.goal, case.level
    if goal is None or level is None:
        return _without_goal(case)
    now, wanted = amount(level, case.unit), goal.in_words(case.unit)
    made = progress(goal, case.start.value, level) if case.start else None
    missing, told = _borrowed(case)
    if goal.is_reached_by(level):
        return Judgement("A", f"現在値{now}は目標（{wanted}）に達しているのでA。{told}", missing=missing, progress=made)
    if case.deadline is None:
        text = f"現在値{now}は目標（{wanted}）に達していない。達成期限が分からず、区分を計算できない。"
        return Judgement(None, text + told, missing=(*missing, "達成期限"))
    if case.is_past:
        text = f"達成期限（{day_text(case.deadline)}）を過ぎ、現在値{now}は目標（{wanted}）に達していないのでB。"
        return Judgement("B", text + told, missing=missing)
    if case.start is None:
        return judge_without_start(case, goal, level)
    return judge_pace(case, case.start, goal, level)


def _without_goal(case: Case) -> Judgement:
    """The target refers to another value, is a change of an unknown baseline, or does not say which way is better."""
    if case.strand.target.kind == "ratio_change":
        return judge_unknown_change(case)
    now = amount(case.current.reading.value, case.current.reading.unit)
    if case.strand.target.value is None:
        text, lacking = f"目標が参照する値が分からず、現在値{now}の区分を計算できない。", "目標が参照する値"
    else:
        text, lacking = f"目標の向きが分からず、現在値{now}の区分を計算できない。", "KPIの向き（大きいほどよいか）"
    return Judgement(None, text, missing=(lacking,))


def _borrowed(case: Case) -> tuple[tuple[str, ...], str]:
    """What is missing and to be told where the goal itself, not the pace, was made from the start value."""
    if case.start is None or case.strand.target.kind != "ratio_change":
        return (), ""
    return _start_missing(case), case.start.sentence


def _start_missing(case: Case) -> tuple[str, ...]:
    return tuple(lack for lack in case.missing if lack == BASELINE_MISSING)
