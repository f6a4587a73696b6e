"""What changed between the target of one edition and that of the edition before, in one word."""

from __future__ import annotations

from collections.abc import Sequence

from kpi_tracker.lib.readings import TargetReading
from kpis.levels import comparison_key

_Key = tuple[str, bool, int | None]


def changes_of(before: Sequence[TargetReading] | None, after: Sequence[TargetReading]) -> list[str]:
    """What changed in each target of `after`; before: None where no earlier edition prints the KPI.

    A target goes on from the one of the same component that is for the same year (or final like it): the one with the
    same deadline where there is one, else the first that is left.
    """
    if before is None:
        return [""] * len(after)
    pairs = _pairs(before, after)
    return [change_of(pairs[place], target) if place in pairs else "追加" for place, target in enumerate(after)]


def _pairs(before: Sequence[TargetReading], after: Sequence[TargetReading]) -> dict[int, TargetReading]:
    left = list(before)
    pairs: dict[int, TargetReading] = {}
    for is_same_deadline in (True, False):
        for place, target in enumerate(after):
            found = [old for old in left if _key(old) == _key(target)]
            if is_same_deadline:
                found = [old for old in found if old.deadline_fy == target.deadline_fy]
            if found and place not in pairs:
                pairs[place] = found[0]
                left.remove(found[0])
    wordless = next((old for old in left if old.value is None), None)
    if wordless:  # 「未設定」 names no component: what is set now goes on from it
        pairs = {place: pairs.get(place, wordless) for place in range(len(after))}
    return pairs


def _key(target: TargetReading) -> _Key:
    return comparison_key(target.component), target.final, None if target.final else target.fiscal_year


def change_of(before: TargetReading, after: TargetReading) -> str:
    """「引上げ」「引下げ」「期限の延長」「設定」「取下げ」「再定義」…, joined by ・; "" where nothing changed.

    Targets in another unit, of another kind, with another 初期値, or now a range or a bound on the other side are
    redefined, never compared. 引上げ means a greater printed figure, whichever way is better.

    >>> from decimal import Decimal
    >>> old = TargetReading("numeric", Decimal(416), "団体", deadline_fy=2020)
    >>> change_of(old, TargetReading("numeric", Decimal(370), "団体", deadline_fy=2021))
    '引下げ・期限の延長'
    """
    if before.value is None or after.value is None:
        return "" if before.value is after.value else "設定" if before.value is None else "取下げ"
    if _definition(before) != _definition(after):
        return "再定義"
    changes = []
    if before.value != after.value:
        changes.append("引上げ" if after.value > before.value else "引下げ")
    if before.deadline_fy != after.deadline_fy:
        changes.append(_deadline_change(before.deadline_fy, after.deadline_fy))
    return "・".join(changes)


def _definition(target: TargetReading) -> tuple[object, ...]:
    return target.kind, comparison_key(target.unit), target.comparator, target.value_max, target.baseline


def _deadline_change(before: int | None, after: int | None) -> str:
    if before is None:
        return "期限の設定"
    if after is None:
        return "期限の削除"
    return "期限の延長" if after > before else "期限の前倒し"
