"""One KPI's targets against each other: from edition to edition, and from document to document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from kpi_tracker.lib.japanese_text import name_key
from kpi_tracker.lib.readings import TargetReading
from kpis.checks.comparing import final_targets, may_be_one_unit
from kpis.checks.facts import Check, Facts, Finding, KpiFacts
from kpis.checks.ordering import grouped, representatives, successions
from kpis.checks.quoting import cells, named, side_by_side, target_text
from kpis.levels import comparison_key

_FIGURES = ("numeric", "percent", "ratio_change", "reference")
_TIMES = re.compile(r"\d+年度?(?:\d+月)?(?:\d+日)?(?:末|中|頃|まで|以降|に|を?目途に?|[(),、。])*|[、。,.\s]")


def _target_changed(facts: Facts) -> list[Finding]:
    findings = []
    for earlier, later in successions(facts):
        for before, after in _matched(earlier, later):
            changes = list(_changes(before, after))
            if changes:
                pair = [later, earlier]
                printed = side_by_side(pair, [target_text(after), target_text(before)])
                message = f"{named(later)}の目標が、版の間で{'、'.join(changes)}。{printed}です。"
                about = comparison_key(after.component)
                findings.append(Finding("target_changed", cells(pair, "target"), message, about=about, kpi=later.kpi))
    return findings


def _matched(earlier: KpiFacts, later: KpiFacts) -> Iterator[tuple[TargetReading, TargetReading]]:
    """The targets of one component that stands once in either row."""
    before, after = (_by_component(row) for row in (earlier, later))
    for component, old in before.items():
        new = after.get(component, [])
        if len(old) == len(new) == 1:
            yield old[0], new[0]


def _by_component(row: KpiFacts) -> dict[str, list[TargetReading]]:
    found: dict[str, list[TargetReading]] = {}
    for target in final_targets(row):
        found.setdefault(comparison_key(target.component), []).append(target)
    return found


def _changes(before: TargetReading, after: TargetReading) -> Iterator[str]:
    """How the later target differs, as the end of a sentence; nothing where a target was set that was still open."""
    if before.kind in _FIGURES and after.kind not in _FIGURES:
        yield "取り下げられました" if after.kind in ("none", "undetermined") else "数値のないものに改められました"
    elif before.kind == after.kind == "qualitative" and _wording(before) != _wording(after):
        yield "別の文言に改められました"
    elif before.kind in _FIGURES:
        yield from _changed_figures(before, after)
    if before.deadline_fy and after.deadline_fy and before.deadline_fy != after.deadline_fy:
        moved = "先に延ばされました" if after.deadline_fy > before.deadline_fy else "早められました"
        yield f"達成時期が{moved}"


def _changed_figures(before: TargetReading, after: TargetReading) -> Iterator[str]:
    if before.value is None or after.value is None:
        return
    is_change = (before.kind == "ratio_change") != (after.kind == "ratio_change")
    is_turned = before.comparator and after.comparator and before.comparator != after.comparator
    if is_change or is_turned or not may_be_one_unit(before.unit, after.unit):
        yield "決め方から改められました"
    elif before.value != after.value:
        yield "引き上げられました" if after.value > before.value else "引き下げられました"
    elif before.value_max != after.value_max:
        yield "範囲を改められました"


def _wording(target: TargetReading) -> str:
    """The words without dates and punctuation: a dropped deadline is another check's."""
    return _TIMES.sub("", name_key(target.raw))


def _deadline_dropped(facts: Facts) -> list[Finding]:
    findings = []
    for earlier, later in successions(facts):
        for before, after in _matched(earlier, later):
            had = before.deadline_fy or before.deadline_raw
            has = after.deadline_fy or after.deadline_raw
            if had and not has and after.kind not in ("none", "undetermined") and before.kind != "undetermined":
                pair = [later, earlier]
                printed = side_by_side(pair, [target_text(after), _with_deadline(before)])
                message = f"{named(later)}の目標から達成時期がなくなっています。{printed}です。"
                about = comparison_key(after.component)
                findings.append(Finding("deadline_dropped", cells(pair, "target"), message, about=about, kpi=later.kpi))
    return findings


def _with_deadline(target: TargetReading) -> str:
    return f"「{target.raw}」（{target.deadline_raw}）" if target.deadline_raw else target_text(target)


def _different_targets(facts: Facts) -> list[Finding]:
    """Between the rows of one edition, and between the newest rows of different programmes."""
    findings = []
    for rows in facts.by_kpi.values():
        newest = [representatives(of_programme)[-1] for of_programme in grouped(rows, lambda row: row.programme)]
        for compared in (newest, *grouped(rows, lambda row: row.edition)):
            finding = _disagreeing([row for row in compared if _head(row)])
            if finding:
                findings.append(finding)
    return findings


def _disagreeing(rows: list[KpiFacts]) -> Finding | None:
    heads = {row.key: head for row in rows if (head := _head(row))}
    if not any(_is_other(one, other) for one, other in combinations(heads.values(), 2)):
        return None
    latest_first = rows[::-1]
    printed = side_by_side(latest_first, [target_text(heads[row.key]) for row in latest_first])
    message = f"同じ{named(rows[-1])}の目標が、掲載箇所により違います。{printed}です。"
    return Finding("different_targets", cells(latest_first, "target"), message, kpi=rows[-1].kpi)


def _is_other(one: TargetReading, other: TargetReading) -> bool:
    """Whether both ask in one way, and ask something else; a deadline that one does not print may be the same."""
    if (one.kind == "ratio_change") != (other.kind == "ratio_change") or not may_be_one_unit(one.unit, other.unit):
        return False
    is_moved = one.deadline_fy and other.deadline_fy and one.deadline_fy != other.deadline_fy
    return bool(is_moved) or (one.value, one.value_max) != (other.value, other.value_max)


def _head(row: KpiFacts) -> TargetReading | None:
    """The row's target without a component, or its only one; None where it prints no figure."""
    targets = [t for t in final_targets(row) if t.kind in _FIGURES and t.value is not None]
    whole = [target for target in targets if not target.component] or targets
    return whole[0] if len(whole) == 1 else None


CHECKS = (
    Check(
        "target_changed",
        "目標が版の間で変わった",
        "目標を動かせば達成の見え方が変わるので、いつ、なぜ変えたかが分かる必要があります。",
        "変更の理由と決定の日を担当に確かめ、記録します。変更後の目標でも前の目標でも評価を見ます。",
        _target_changed,
    ),
    Check(
        "deadline_dropped",
        "目標から達成時期がなくなった",
        "期限のない目標は、遅れているかどうかを誰も言えません。",
        "期限を外した理由を担当に確かめ、新しい達成時期の記載を求めます。",
        _deadline_dropped,
    ),
    Check(
        "different_targets",
        "同じKPIの目標が文書により違う",
        "同じ指標に二つの目標があると、どちらに向けて評価するかが決まりません。",
        "後継の目標か誤りかを確かめ、後継であれば別のもの、誤りであれば訂正の依頼とします。",
        _different_targets,
    ),
)
