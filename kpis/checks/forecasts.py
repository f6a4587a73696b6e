"""Forecasts in the notes, against the target of the same year."""

from __future__ import annotations

import re

from kpi_tracker.lib.fiscal_year import find_dates
from kpi_tracker.lib.quantities import Quantity, find_quantities
from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.checks.comparing import agree, baseline_of, final_targets, goal_in
from kpis.checks.facts import Check, Facts, Finding, KpiFacts
from kpis.checks.quoting import cells, named, quote, target_text
from kpis.levels import change_sign, comparison_key, is_figure, level_of

_SENTENCE = re.compile(r"[^。\n]+")
_FORECAST = re.compile("見込")
_OF_PART = re.compile("うち|内訳|その他|除く")
"""Words by which a sentence may speak of a part only."""


def _forecast_misses_target(facts: Facts) -> list[Finding]:
    findings = []
    for row in facts.kpis:
        for target in final_targets(row):
            said = next((s for s in _SENTENCE.findall(row.words.get("note", "")) if _misses(row, target, s)), None)
            if said:
                despite = f"が、区分は「{row.grade}」です" if row.grade else ""
                message = (
                    f"{row.edition_name}の{named(row)}の見込み{quote(said.strip())}は、"
                    f"目標{target_text(target)}に届きません{despite}。"
                )
                about = comparison_key(target.component)
                places = (*cells([row], "note"), *cells([row], "target"))
                findings.append(Finding("forecast_misses_target", places, message, about=about, kpi=row.kpi))
    return findings


def _misses(row: KpiFacts, target: TargetReading, sentence: str) -> bool:
    """Whether the sentence forecasts figures for the target's year that all lie short of it."""
    if not _FORECAST.search(sentence) or _OF_PART.search(sentence):
        return False
    if target.deadline_fy not in {d.fiscal_year for d in find_dates(sentence)}:
        return False
    outcomes = [_falls_short(row, target, forecast) for forecast in _forecasts(target, sentence)]
    return bool(outcomes) and all(outcomes)


def _forecasts(target: TargetReading, sentence: str) -> list[ActualReading]:
    """The sentence's figures in the target's own unit, with the words of change that follow each."""
    return [
        ActualReading(quantity.value, quantity.unit, approx=quantity.approx, raw=_with_change(quantity, sentence))
        for quantity in find_quantities(sentence)
        if is_figure(quantity.value) and comparison_key(quantity.unit) == comparison_key(target.unit) != ""
    ]


def _with_change(quantity: Quantity, sentence: str) -> str:
    return sentence[quantity.span[0] : quantity.span[1] + len("の削減")]


def _falls_short(row: KpiFacts, target: TargetReading, forecast: ActualReading) -> bool:
    # Of a level an increase is forecast (「100団体増加」), or of a change the level: neither is comparable.
    if target.value is None or (target.kind == "ratio_change") == (change_sign(forecast) == 0):
        return False
    if agree(forecast, ActualReading(abs(target.value), target.unit or "", approx=target.approx)):
        return False
    goal, baseline = goal_in(row, target), baseline_of(row, target)
    level = level_of(forecast, target, baseline.value if baseline else None)
    return goal is not None and level is not None and not goal.is_reached_by(level)


CHECKS = (
    Check(
        "forecast_misses_target",
        "見込みが目標に届かない",
        "届かないと見込んでいるのに目標も区分もそのままでは、対応の要否が読み取れません。",
        "見込みの前提を担当に確かめ、目標を達成するための追加の取組か、目標の見直しの記載を求めます。",
        _forecast_misses_target,
    ),
)
