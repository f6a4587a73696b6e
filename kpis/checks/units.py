"""What a KPI is counted in: from edition to edition, and against its own name."""

from __future__ import annotations

import re

from kpis.checks.comparing import own_actuals
from kpis.checks.facts import Check, Facts, Finding, KpiFacts, RowField
from kpis.checks.ordering import grouped, successions
from kpis.checks.quoting import actual_text, cell_text, cells, named, side_by_side
from kpis.levels import change_sign, comparison_key

_BRACKETS = re.compile(r"[(（【\[〔][^)）】\]〕]*[)）】\]〕]")
_RATIOS = frozenset({"%", "ポイント", "割"})
_FITTING = {
    "回数": ("回", "度"),
    "人数": ("人", "名", "者"),
    "者数": ("人", "名", "者", "社", "法人", "事業者", "団体", "機関", "世帯"),
}
"""How a name ends → how the units begin that fit it."""
_OF_COUNTS = frozenset({"件", "団体", "自治体", "社", "校", "機関", "箇所", "か所"})
"""Units that no 率 is measured in; some are per head (人口10万対), others in 倍 or 回."""
_COUNTS = re.compile("(?:数|団体|自治体|市町村|都道府県)$")
"""Names of things that are counted, never measured in percent."""
_POWERS = "千万億兆百"


def _unit_changed(facts: Facts) -> list[Finding]:
    findings = []
    for earlier, later in successions(facts):
        for what, before, after in (
            ("単位", _units(earlier), _units(later)),
            ("内訳", _components(earlier), _components(later)),
        ):
            if before and after and before.isdisjoint(after):
                pair = [later, earlier]
                printed = side_by_side(pair, [_figures(row) for row in pair])
                message = f"{named(later)}の実績値の{what}が、版の間で変わっています。{printed}です。"
                findings.append(Finding("unit_changed", cells(pair, "actual"), message, about=what, kpi=later.kpi))
    return findings


def _figures(row: KpiFacts) -> str:
    return "・".join(actual_text(actual) for actual in own_actuals(row))


def _units(row: KpiFacts) -> set[str]:
    """Units of levels; an amount by which the level fell has the unit of its own (「27％減」)."""
    return {unit for a in own_actuals(row) if change_sign(a) == 0 and (unit := comparison_key(a.unit))}


def _components(row: KpiFacts) -> set[str]:
    return {component for a in own_actuals(row) if change_sign(a) == 0 and (component := comparison_key(a.component))}


def _unit_against_name(facts: Facts) -> list[Finding]:
    """One finding for a KPI whose rows all print the odd unit."""
    odd = [(row, unit) for row in facts.kpis for unit in _odd_units(row)]
    findings = []
    for unit in dict.fromkeys(unit for _, unit in odd):
        for rows in grouped([row for row, of_row in odd if of_row == unit], lambda row: row.kpi):
            field: RowField = "actual" if any(comparison_key(a.unit) == unit for a in rows[-1].actuals) else "target"
            row, places = rows[-1], cells(rows[::-1], field)
            printed = cell_text(row, field)
            message = f"{row.edition_name}の{named(row)}は、名称と単位「{unit}」が合いません（{printed}）。"
            findings.append(Finding("unit_against_name", places, message, about=unit, kpi=row.kpi))
    return findings


def _odd_units(row: KpiFacts) -> list[str]:
    name = _BRACKETS.sub("", comparison_key(row.name))
    levels = [t.unit for t in row.targets if t.kind in ("numeric", "percent") and not t.component]
    levels += [actual.unit for actual in own_actuals(row) if change_sign(actual) == 0 and not actual.component]
    return [unit for unit in dict.fromkeys(map(comparison_key, levels)) if unit and not _fits(name, unit)]


def _fits(name: str, unit: str) -> bool:
    if unit in _RATIOS:
        return not _COUNTS.search(name)
    if name.endswith(("率", "割合")):
        return unit not in _OF_COUNTS
    fitting = next((units for ending, units in _FITTING.items() if name.endswith(ending)), ("",))
    return unit.lstrip(_POWERS).startswith(fitting)


CHECKS = (
    Check(
        "unit_changed",
        "単位または内訳が変わった",
        "単位や数える対象が変わると、年度の間の比較ができません。",
        "定義の変更かを担当に確かめ、変更であれば別のKPI（後継）として扱います。",
        _unit_changed,
    ),
    Check(
        "unit_against_name",
        "名称と単位が合わない",
        "数なのか割合なのか、回数なのか件数なのかが分からない値は、比べることができません。",
        "指標の定義を担当に確かめ、名称か単位の訂正を依頼します。",
        _unit_against_name,
    ),
)
