"""Targets against the calendar: the deadline is past, or the target is reached long before it."""

from __future__ import annotations

import re
from fractions import Fraction

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.checks.comparing import baseline_of, final_targets, goal_in, matching_actuals, point_of
from kpis.checks.facts import Check, Facts, Finding, KpiFacts
from kpis.checks.ordering import newest_rows
from kpis.checks.quoting import actual_text, cells, named, target_text
from kpis.grading.evaluation import MARKS
from kpis.levels import comparison_key, level_of
from kpis.series import deadline_of
from kpis.wording import percent

_RESULT_WORDS = re.compile(
    "(?<!未)達成(?!時期|に向|状況|度|予定|見込|目標|期限|を目指|すべき|のため|でき(?:る|ない)見)|未達|目標[にを][^。]{0,6}(?:届|及|上回|下回)"
)
"""The words by which a row says whether its target was reached."""


def _deadline_without_result(facts: Facts) -> list[Finding]:
    findings = []
    for row in newest_rows(facts):
        passed = [target for target in final_targets(row) if _is_past(row, target)]
        if row.grade in MARKS or not passed or _says_result(row):
            continue
        open_ended = [target for target in passed if not _is_reached_in_time(row, target)]
        if open_ended:
            figures = "、".join(f"{target_text(t)}に対し実績{_latest_text(row, t)}" for t in open_ended)
            message = (
                f"{row.edition_name}の{named(row)}は達成時期を過ぎていますが、"
                f"期限内に達成したか未達かが書かれていません。{figures}です。"
            )
            places = (*cells([row], "actual"), *cells([row], "target"))
            findings.append(Finding("deadline_without_result", places, message, kpi=row.kpi))
    return findings


def _is_past(row: KpiFacts, target: TargetReading) -> bool:
    deadline = deadline_of(target)
    return target.value is not None and deadline is not None and deadline < row.published_on


def _says_result(row: KpiFacts) -> bool:
    return any(_RESULT_WORDS.search(row.words.get(field, "")) for field in ("actual", "note"))


def _is_reached_in_time(row: KpiFacts, target: TargetReading) -> bool:
    """Whether a figure of a day within the deadline says by itself that the target was reached."""
    deadline = deadline_of(target)
    for actual in matching_actuals(row, target):
        day = point_of(row, actual).day
        if day and deadline and day <= deadline and _reaches(row, target, actual):
            return True
    return False


def _reaches(row: KpiFacts, target: TargetReading, actual: ActualReading) -> bool:
    goal, baseline = goal_in(row, target), baseline_of(row, target)
    level = level_of(actual, target, baseline.value if baseline else None)
    return goal is not None and level is not None and goal.is_reached_by(level)


def _latest_text(row: KpiFacts, target: TargetReading) -> str:
    matching = matching_actuals(row, target)
    return actual_text(matching[-1]) if matching else "の記載なし"


def _reached_early(facts: Facts) -> list[Finding]:
    findings = []
    for row in newest_rows(facts):
        for target in final_targets(row):
            matching, deadline = matching_actuals(row, target), deadline_of(target)
            if matching and deadline and deadline >= row.published_on and _reaches(row, target, matching[-1]):
                message = (
                    f"{row.edition_name}の{named(row)}は、目標{target_text(target)}に対し"
                    f"実績が既に{actual_text(matching[-1])}{_share(target, matching[-1])}ですが、"
                    "目標が見直されていません。"
                )
                places = (*cells([row], "target"), *cells([row], "actual"))
                about = comparison_key(target.component)
                findings.append(Finding("reached_early", places, message, about=about, kpi=row.kpi))
    return findings


def _share(target: TargetReading, actual: ActualReading) -> str:
    """「で目標の144％」, where more is better and both count the same."""
    if target.kind != "numeric" or target.comparator == "<=" or not target.value or target.value < 0:
        return ""
    return f"で目標の{percent(Fraction(actual.value) / Fraction(target.value), 0)}"


CHECKS = (
    Check(
        "deadline_without_result",
        "期限を過ぎても達成・未達の記載がない",
        "期限の時点で達成したかどうかは、計画の最も基本的な結果です。",
        "期限時点の値を担当に確かめ、達成か未達かと、未達ならその理由と次の目標の記載を求めます。",
        _deadline_without_result,
    ),
    Check(
        "reached_early",
        "目標を早く達成し、見直されていない",
        "既に超えた目標は、これ以上の進捗を測れません。",
        "定義の変更で値が増えたのでないかを確かめ、そうでなければ目標の引上げを検討してもらいます。",
        _reached_early,
    ),
)
