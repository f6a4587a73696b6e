"""達成 イ・ロ・ハ・―: the mark of a 政策評価 row from its final target and the value of that fiscal year.

Source: the legend of the 政策評価書: イ 目標達成, ロ 未達成であるが目標（値）に近い実績, ハ 近い実績を示していない,
― 目標期間が終了していない. It gives no threshold for 「近い」: between ロ and ハ the mark stays open, but where the
value moved away from the goal. To call that ハ is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kpi_tracker.lib.readings import TargetReading
from kpi_tracker.lib.records import replace
from kpis.grading.evaluation.comparison import Outcome, outcome_of
from kpis.grading.evaluation.values import measured, measured_alongside, resolved
from kpis.grading.evaluation.yearly import yearly_results
from kpis.grading.records import Input, Judgement, Mark, Question
from kpis.grading.strands import compared
from kpis.series import deadline_of
from kpis.wording import day_text

MARKS: tuple[Mark, ...] = ("イ", "ロ", "ハ", "―")
_AFTER_ITS_END: tuple[Mark, ...] = ("イ", "ロ", "ハ")
_MISSED: tuple[Mark, ...] = ("ロ", "ハ")
_NUMERIC = ("numeric", "percent", "ratio_change", "reference")


@dataclass(frozen=True)
class _Final:
    """The target that decides. is_stand_in: a yearly one, where the row prints no final target; may_go_on: its deadline
    is only that of the yearly one, so that the period may not be over."""

    target: TargetReading
    deadline: date | None
    is_stand_in: bool = False
    may_go_on: bool = False


def judge_mark(question: Question) -> Judgement:
    """The mark that the row's own numbers give; None with the marks left open and what is missing otherwise."""
    finals = _finals(question)
    if not finals:
        return Judgement(None, "目標の記載がなく、達成を判定できない。", missing=("目標（値）",))
    targets = [final.target for final in finals]
    parts = [_left_open(final, part) for final in finals for part in _judged(final, targets, question)]
    judgement = _together(parts)
    return replace(judgement, explanation=judgement.explanation + _missed_years(question, finals))


def _finals(question: Question) -> list[_Final]:
    """The final targets; where none says anything the last yearly ones stand in, with the final deadline if printed."""
    finals = [t for t in question.targets if t.final]
    told = [t for t in finals if t.kind != "none"]
    if told:
        return [_Final(resolved(t, question), deadline_of(t)) for t in told]
    yearly = [t for t in question.targets if not t.final and t.fiscal_year is not None and t.kind != "none"]
    last = max((t.fiscal_year or 0 for t in yearly), default=0)
    deadline = next((day for t in finals if (day := deadline_of(t))), None)
    standing = [t for t in yearly if t.fiscal_year == last]
    return [_Final(resolved(t, question), deadline or deadline_of(t), True, deadline is None) for t in standing]


def _left_open(final: _Final, part: tuple[str, Judgement]) -> tuple[str, Judgement]:
    """With ― among the possible marks where the period may go on beyond the years of the table."""
    name, judgement = part
    left = {*judgement.possible, "―"} if final.may_go_on else set(judgement.possible)
    return name, replace(judgement, possible=tuple(mark for mark in MARKS if mark in left))


def _judged(final: _Final, targets: list[TargetReading], question: Question) -> list[tuple[str, Judgement]]:
    """Name and judgement of each component that the target is asked of."""
    note = _stand_in_text(final)
    if final.target.kind not in _NUMERIC:
        return [(final.target.component or "", _without_number(final, question, note))]
    values = measured(question)
    others = () if any(v.fiscal_year == final.target.deadline_fy for v in values) else measured_alongside(question)
    readings = tuple(value.reading for value in (*values, *others))
    judged = []
    for strand in compared(final.target, targets, readings):
        outcome = outcome_of(strand, (*values, *others), final.deadline, question)
        judgement = _by_outcome(outcome, final.deadline, question)
        told = judgement.explanation + note + outcome.remarks
        inputs = (*outcome.inputs, *_borrowed(final))
        missing = (*judgement.missing, *(("最終の目標（値）",) if final.is_stand_in else ()))
        judged.append((strand.component or "", replace(judgement, explanation=told, inputs=inputs, missing=missing)))
    return judged


def _without_number(final: _Final, question: Question, note: str) -> Judgement:
    if final.deadline is not None and final.deadline >= question.document_date:
        return Judgement(
            "―", f"目標の期間（{day_text(final.deadline)}まで）が終わっていないので―。{note}", possible=("―",)
        )
    if final.target.kind == "undetermined":
        return Judgement(None, f"目標がまだ設定されていないため、達成を判定できない。{note}", missing=("目標（値）",))
    possible = _AFTER_ITS_END if final.deadline else MARKS
    text = f"目標が数値でないため、達成を数値から判定できない。{note}"
    return Judgement(None, text, missing=("数値の目標",), possible=possible)


def _by_outcome(outcome: Outcome, deadline: date | None, question: Question) -> Judgement:
    if deadline is None:
        text = f"目標の年度が分からず、期間が終わったか判定できない。{outcome.sentence}"
        left: tuple[Mark, ...] = MARKS if outcome.is_met is None else ("イ", "―") if outcome.is_met else (*_MISSED, "―")
        return Judgement(None, text, missing=("目標の年度",), possible=left)
    if deadline >= question.document_date:
        text = f"目標の期間（{day_text(deadline)}まで）が終わっていないので―。{outcome.sentence}"
        return Judgement("―", text, possible=("―",), progress=outcome.progress)
    if outcome.is_met is None:
        return Judgement(None, outcome.sentence, missing=outcome.missing, possible=_AFTER_ITS_END)
    if outcome.is_met:
        return Judgement("イ", f"{outcome.sentence}よってイ。", possible=("イ",), progress=outcome.progress)
    if outcome.progress is not None and outcome.progress < 0:
        text = f"{outcome.sentence}基準値より目標から遠ざかっており、目標に近い実績とはいえないとみてハ。"
        return Judgement("ハ", text, possible=_MISSED, progress=outcome.progress)
    text = f"{outcome.sentence}「近い実績」の公式な基準がないため、ロかハかは計算できない。"
    return Judgement(
        None, text, missing=("「目標（値）に近い実績」の基準",), possible=_MISSED, progress=outcome.progress
    )


def _together(parts: list[tuple[str, Judgement]]) -> Judgement:
    """All targets and components of a row as one mark; what cannot be one stays open between their marks."""
    if len(parts) == 1:
        return parts[0][1]
    judgements = [judgement for _, judgement in parts]
    text = "".join(f"【{name}】{j.explanation}" if name else j.explanation for name, j in parts)
    marks = {judgement.suggested for judgement in judgements}
    left = {mark for judgement in judgements for mark in (judgement.possible or MARKS)}
    suggested = marks.pop() if len(marks) == 1 else None
    is_missed = any(j.possible and set(j.possible) <= set(_MISSED) for j in judgements) and "―" not in left
    if suggested is None:
        text += "一つの達成の印にまとめられない。" if not is_missed else "達していない目標があるので、イではない。"
    possible = tuple(mark for mark in MARKS if mark in (set(_MISSED) if is_missed else left))
    return Judgement(
        suggested,
        text,
        inputs=tuple(dict.fromkeys(given for j in judgements for given in j.inputs)),
        missing=tuple(dict.fromkeys(lack for j in judgements for lack in j.missing)),
        possible=possible,
    )


def _stand_in_text(final: _Final) -> str:
    if not final.is_stand_in:
        return ""
    return f"最終の目標（値）の記載がないため、{final.target.fiscal_year}年度の目標で代用。"


def _borrowed(final: _Final) -> tuple[Input, ...]:
    if not final.is_stand_in:
        return ()
    return (Input("目標の年度", None, "", final.deadline, "最後の年度ごとの目標", True),)


def _missed_years(question: Question, finals: list[_Final]) -> str:
    """The yearly targets before the final one that were missed: the mark does not show them."""
    last = max((final.deadline for final in finals if final.deadline), default=None)
    missed = [
        f"{result.fiscal_year}年度"
        for result in yearly_results(question)
        if result.is_met is False and (last is None or (deadline_of(result.target) or last) < last)
    ]
    return f"途中の目標のうち{'・'.join(dict.fromkeys(missed))}は未達成。" if missed else ""
