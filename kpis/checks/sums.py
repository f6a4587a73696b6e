"""Arithmetic that a table does itself: totals, and targets printed as a multiple of the baseline."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from kpi_tracker.lib.fiscal_year import find_dates
from kpi_tracker.lib.readings import Baseline, TargetReading
from kpis.checks.comparing import final_targets, last_digit, may_be_one_unit
from kpis.checks.facts import BudgetFacts, Cell, Check, Facts, Finding, KpiFacts
from kpis.checks.quoting import cells, named, target_text
from kpis.levels import is_figure
from kpis.wording import amount

_MULTIPLE = re.compile(r"[(](?P<base>[^()]{2,20}?)比?の?(?P<times>\d+(?:\.\d+)?)倍")
"""「1,154,547千件 (平成28年度実績値比2倍)」."""
_ROUNDING = "端数処理で説明できる差です"
_BEYOND = "端数処理では説明できない差です"


def _budget_not_adding_up(facts: Facts) -> list[Finding]:
    findings = []
    for line in facts.budgets:
        parts = [part for part in (line.initial, line.supplementary, line.carried_over) if is_figure(part)]
        if is_figure(line.total) and len(parts) > 1 and sum(parts) != line.total:
            findings.append(_wrong_total(line, line.total, parts))
    return findings


def _wrong_total(line: BudgetFacts, total: Decimal, parts: list[Decimal]) -> Finding:
    added = sum(parts, Decimal())
    # Each part and the total are rounded on their own: with n parts the sum is off by less than (n + 1) halves.
    step = min(last_digit(figure, approx=False) for figure in (*parts, total))
    rounding = _ROUNDING if abs(added - total) <= step * (len(parts) + 1) / 2 else _BEYOND
    message = (
        f"{line.edition_name}の{line.fiscal_year}年度の予算は、内訳の合計"
        f"{' ＋ '.join(f'{part:,f}' for part in parts)} ＝ {added:,f}{line.unit}が、"
        f"記載の合計{total:,f}{line.unit}と{abs(added - total):,f}{line.unit}違います。{rounding}。"
    )
    return Finding("budget_not_adding_up", (Cell(line.key, "budget"),), message)


def _multiple_not_reckoned(facts: Facts) -> list[Finding]:
    findings = []
    for row in facts.kpis:
        said = _MULTIPLE.search(unicodedata.normalize("NFKC", row.words.get("target", "")))
        if said and row.baseline and _names(said["base"], row.baseline):
            findings += _wrong_multiple(row, row.baseline, Decimal(said["times"]))
    return findings


def _names(base: str, baseline: Baseline) -> bool:
    """Whether the multiple is one of the row's baseline: its year is named, or 基準値 itself."""
    return "基準" in base or baseline.fy in {found.fiscal_year for found in find_dates(base)}


def _wrong_multiple(row: KpiFacts, baseline: Baseline, times: Decimal) -> list[Finding]:
    targets = [t for t in final_targets(row) if t.kind == "numeric" and may_be_one_unit(t.unit, baseline.unit)]
    value = targets[0].value if len(targets) == 1 else None
    if value is None:
        return []
    product = baseline.value * times
    return [] if product == value else [_multiple(row, targets[0], value, product, times)]


def _multiple(row: KpiFacts, target: TargetReading, value: Decimal, product: Decimal, times: Decimal) -> Finding:
    # The baseline may be off by half of its last digit before it is multiplied, the target by half of its own.
    rounding = _ROUNDING if abs(product - value) <= (times + 1) / 2 else _BEYOND
    message = (
        f"{row.edition_name}の{named(row)}の目標{target_text(target)}は基準値の{times:f}倍とされていますが、"
        f"記載の基準値の{times:f}倍は{amount(product, target.unit)}です。{rounding}。"
    )
    return Finding("multiple_not_reckoned", cells([row], "target"), message, kpi=row.kpi)


CHECKS = (
    Check(
        "budget_not_adding_up",
        "予算の内訳と合計が合わない",
        "合計の合わない表は、どの数値が誤っているかを読む人に残します。",
        "端数処理による差なら確認済みとし、それより大きければ原本の数値の訂正を依頼します。",
        _budget_not_adding_up,
    ),
    Check(
        "multiple_not_reckoned",
        "「何倍」の目標が基準値から計算できない",
        "倍率と基準値から計算した目標と違うと、丸める前の値か別の基準が使われた疑いがあります。",
        "端数処理による差なら確認済みとし、それより大きければ基準値と目標のどちらが正しいかを確かめます。",
        _multiple_not_reckoned,
    ),
)
