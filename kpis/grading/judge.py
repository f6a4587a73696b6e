"""The order of judgement, from the printed row to one grade."""

from __future__ import annotations

from kpi_tracker.lib.records import replace
from kpis.grading.evaluation import MARKS, judge_mark
from kpis.grading.records import Grade, Input, Judgement, Question
from kpis.grading.strands import Strand, own_readings, strands_of
from kpis.grading.verdicts import judge_strand, no_own_figure
from kpis.levels import is_figure
from kpis.wording import amount

_NEEDED_CODES = {"A", "B", "N"}
_MARKS = set(MARKS)


def judge(question: Question) -> Judgement:
    """The grade that the row's own numbers give on the scale of its edition, with reasons; raises on no reading."""
    refused = _without_grade(question)
    if refused:
        return Judgement(None, refused)
    # What is no number cannot be compared, nor shown: the reader's issue tells of it.
    legible = replace(question, actuals=tuple(a for a in question.actuals if is_figure(a.value)))
    judgement = judge_mark(legible) if _MARKS.issubset(question.codes) else _by_order(legible)
    if judgement.suggested is not None and judgement.suggested not in question.codes:
        unprinted = f"この版の区分には{judgement.suggested}がないため、区分を計算しない。"
        return Judgement(None, judgement.explanation + unprinted, judgement.inputs, judgement.missing)
    return judgement


def _without_grade(question: Question) -> str | None:
    if question.is_heading:
        return "見出し行であり、それ自身の目標値と実績値を持たないため、区分しない。"
    if not question.codes:
        return "この版は区分を記載していないため、区分を計算しない。"
    if not _NEEDED_CODES.issubset(question.codes) and not _MARKS.issubset(question.codes):
        return f"この版の区分（{'・'.join(question.codes)}）の判定方法が分からないため、区分を計算しない。"
    return None


def _by_order(question: Question) -> Judgement:
    """Steps 2 to 7 of the order: not set → F; no figure → N; figure without target → F; then each strand."""
    strands = strands_of(question)
    if not strands and any(t.kind == "undetermined" for t in question.targets):
        return Judgement("F", "目標値がまだ設定されていない（検討中・未設定）のでF。", missing=("目標値",))
    if strands:
        return _together([judge_strand(strand, question) for strand in strands], strands)
    return _without_target(question)


def _without_target(question: Question) -> Judgement:
    own = own_readings(question)
    worded = [t for t in question.targets if t.kind == "qualitative"]
    if worded:
        # 「各圏域において設定」 beside a count of those that have set one: the count measures another thing.
        own = tuple(a for a in own if not a.component)
    if not own:
        return no_own_figure(question.actuals)
    inputs = tuple(Input("現在値", a.value, a.unit, None, question.source, reading=a) for a in own)
    values = "、".join(amount(a.value, a.unit) for a in own)
    lacking = "定量的な目標値が設定されていない"
    return Judgement("F", f"実績値（{values}）はあるが、{lacking}のでF。", inputs, ("定量的な目標値",))


def _together(parts: list[Judgement], strands: tuple[Strand, ...]) -> Judgement:
    """All components of a KPI as one: unknown if one is unknown, N if one is N, A only if all are A."""
    if len(parts) == 1:
        return parts[0]
    grades = [part.suggested for part in parts]
    suggested: Grade | None = None if None in grades else "N" if "N" in grades else "B" if "B" in grades else "A"
    sentences = [f"【{_name(strand)}】{part.explanation}" for strand, part in zip(strands, parts, strict=True)]
    return Judgement(
        suggested,
        "".join(sentences) + _conclusion(suggested),
        inputs=tuple(given for part in parts for given in part.inputs),
        missing=tuple(dict.fromkeys(lack for part in parts for lack in part.missing)),
        break_even=next((part.break_even for part in parts if part.break_even), None),
        is_tie=any(part.is_tie for part in parts),
        window_sensitive=any(part.window_sensitive for part in parts),
    )


def _conclusion(suggested: Grade | None) -> str:
    if suggested is None:
        return "判定できない構成要素があるため、全体の区分を計算できない。"
    return {
        "A": "すべての構成要素がAなのでA。",
        "B": "Aでない構成要素があるのでB。",
        "N": "実績値のない構成要素があるのでN。",
        "F": "",
    }[suggested]


def _name(strand: Strand) -> str:
    if strand.component:
        return strand.component
    return strand.target.unit or "構成要素の記載なし"
