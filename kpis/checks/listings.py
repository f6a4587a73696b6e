"""The same indicator in two places of one edition that does not say 再掲."""

from __future__ import annotations

from kpi_tracker.lib.japanese_text import name_key
from kpis.checks.comparing import final_targets
from kpis.checks.facts import Check, Facts, Finding, KpiFacts
from kpis.checks.ordering import order_of
from kpis.checks.quoting import cell_text, cells, named
from kpis.levels import comparison_key


def _unmarked_relisting(facts: Facts) -> list[Finding]:
    """Rows of different items with one name and one target in figures, none of them marked 【再掲】."""
    found: dict[object, list[KpiFacts]] = {}
    for row in sorted(facts.kpis, key=order_of):
        asked = _asked(row)
        if asked and row.name:
            found.setdefault((row.edition, _plain(row.name), asked), []).append(row)
    return [
        _finding(rows)
        for rows in found.values()
        if len({row.item_key for row in rows}) > 1 and not any(row.is_relisted for row in rows)
    ]


def _asked(row: KpiFacts) -> frozenset[object]:
    return frozenset(
        (target.value, target.value_max, comparison_key(target.unit), target.deadline_fy)
        for target in final_targets(row)
        if target.kind == "numeric" and target.value is not None and target.deadline_fy
    )


def _plain(name: str) -> str:
    """「…団体の数」 and 「…団体数」 are one name."""
    key = name_key(name)
    return f"{key.removesuffix('の数')}数" if key.endswith("の数") else key


def _finding(rows: list[KpiFacts]) -> Finding:
    items = "と".join(f"「{row.item_no}{row.item}」" for row in rows)
    message = (
        f"{rows[0].edition_name}の{items}に、同じ{named(rows[0])}と同じ目標{cell_text(rows[0], 'target')}が"
        "再掲の表示なしに載っています。"
    )
    return Finding("unmarked_relisting", cells(rows, "name"), message, kpi=rows[0].kpi)


CHECKS = (
    Check(
        "unmarked_relisting",
        "再掲の表示なく同じKPIが載っている",
        "同じ指標を二つの施策で別々に数えると、件数も達成も二重になります。",
        "同じものなら一つのKPIにまとめて再掲とし、別のものなら名称を区別してもらいます。",
        _unmarked_relisting,
    ),
)
