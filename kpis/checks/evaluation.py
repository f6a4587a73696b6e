"""政策評価: the mark of an indicator against its targets and actuals, and its yearly targets against each other."""

from __future__ import annotations

from itertools import pairwise

from kpi_tracker.lib.readings import TargetReading
from kpis.checks.comparing import goal_in
from kpis.checks.facts import Check, Facts, Finding, KpiFacts
from kpis.checks.quoting import cells, named, quote
from kpis.grading import Judgement
from kpis.grading.evaluation import MARKS
from kpis.levels import Goal

_NOT_OVER = "―"
"""目標期間が終了していない."""


def _mark_against_figures(facts: Facts) -> list[Finding]:
    return [
        _of_mark("mark_against_figures", row, row.judgement)
        for row in facts.kpis
        if row.judgement and _is_ruled_out(row, row.judgement) and not _is_of_period(row, row.judgement)
    ]


def _mark_against_period(facts: Facts) -> list[Finding]:
    """Judged though the target's period is not over, or 「―」 though it is."""
    return [
        _of_mark("mark_against_period", row, row.judgement)
        for row in facts.kpis
        if row.judgement and _is_ruled_out(row, row.judgement) and _is_of_period(row, row.judgement)
    ]


def _is_ruled_out(row: KpiFacts, judgement: Judgement) -> bool:
    return row.grade in MARKS and judgement.contradicts(row.grade)


def _is_of_period(row: KpiFacts, judgement: Judgement) -> bool:
    return row.grade == _NOT_OVER or judgement.suggested == _NOT_OVER


def _of_mark(check: str, row: KpiFacts, judgement: Judgement) -> Finding:
    message = (
        f"{row.edition_name}の{named(row)}の達成は「{row.grade}」ですが、記載の目標と実績からはそうなりません。"
        f"{judgement.explanation}"
    )
    places = (*cells([row], "grade"), *cells([row], "actual"), *cells([row], "target"))
    return Finding(check, places, message, kpi=row.kpi)


def _yearly_target_eased(facts: Facts) -> list[Finding]:
    findings = []
    for row in facts.kpis:
        yearly = [t for t in row.targets if not t.final and t.fiscal_year and t.value is not None and not t.component]
        for before, after in pairwise(sorted(yearly, key=lambda target: target.fiscal_year or 0)):
            goals = goal_in(row, before), goal_in(row, after)
            if goals[0] and goals[1] and _is_easier(goals[1], goals[0]):
                message = (
                    f"{row.edition_name}の{named(row)}の年度ごとの目標が、{before.fiscal_year}年度の"
                    f"{_resolved(before)}から{after.fiscal_year}年度の{_resolved(after)}に緩められています。"
                )
                about = str(after.fiscal_year)
                findings.append(
                    Finding("yearly_target_eased", cells([row], "target"), message, about=about, kpi=row.kpi)
                )
    return findings


def _is_easier(goal: Goal, than: Goal) -> bool:
    if goal.better != than.better or goal.better is None:
        return False
    if goal.lower is not None and than.lower is not None:
        return goal.lower < than.lower
    return goal.upper is not None and than.upper is not None and goal.upper > than.upper


def _resolved(target: TargetReading) -> str:
    """The target as printed and, where it points to another value, that value: 「平成26年度値以上」（4位）."""
    value = (
        f"（{target.value:f}{target.unit or ''}）" if target.kind == "reference" and target.value is not None else ""
    )
    return f"{quote(target.raw)}{value}"


CHECKS = (
    Check(
        "mark_against_figures",
        "達成の印が数値から導かれない",
        "目標年度の実績と逆の印は、別の年度の値で判断したか、誤記です。",
        "どの時点の値で判断したかを評価の理由で確かめ、記載がなければ担当に尋ねます。",
        _mark_against_figures,
    ),
    Check(
        "mark_against_period",
        "達成の印が目標期間と合わない",
        "期間の終わらない目標は「―」、終わった目標はイ・ロ・ハと凡例が定めています。",
        "早く達成した旨などの説明を確かめ、説明がなければ印の訂正を依頼します。",
        _mark_against_period,
    ),
    Check(
        "yearly_target_eased",
        "年度ごとの目標が途中で緩められた",
        "前の年度より易しい目標に付け替えれば、後退していても達成になります。",
        "目標を置き直した理由を担当に確かめ、元の目標に照らした達成も併せて見ます。",
        _yearly_target_eased,
    ),
)
