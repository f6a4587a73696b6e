"""What changed between the targets of one edition and those of another. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum

from kpi_tracker.lib.quantities import UNSURE
from kpi_tracker.lib.readings import TargetReading
from kpis.levels import comparison_key

_Key = tuple[str, bool, int | None]


class TargetChange(Enum):
    """One way in which a target differs from that of an edition before; the value is its word on a page.

    引上げ means a greater printed figure, whichever way is better.
    """

    RAISED = "引上げ"
    LOWERED = "引下げ"
    POSTPONED = "期限の延長"
    BROUGHT_FORWARD = "期限の前倒し"
    DEADLINE_SET = "期限の設定"
    DEADLINE_REMOVED = "期限の削除"
    REDEFINED = "再定義"
    SET = "設定"
    WITHDRAWN = "取下げ"
    ADDED = "追加"


Changes = tuple[TargetChange, ...]


def changes_of(before: Sequence[TargetReading] | None, after: Sequence[TargetReading]) -> list[Changes]:
    """What changed in each target of `after`; before: None where no earlier edition prints the KPI.

    A target goes on from the one of the same component that is for the same year (or final like it): the one with the
    same deadline where there is one, else the first that is left.
    """
    if before is None:
        return [()] * len(after)
    pairs, _ = _pairs(before, after)
    return [
        change_of(pairs[place], target) if place in pairs else (TargetChange.ADDED,)
        for place, target in enumerate(after)
    ]


def changes_between(before: Sequence[TargetReading], after: Sequence[TargetReading]) -> frozenset[TargetChange]:
    """What may be said of the whole cell: nothing that rests on a figure which was not read surely.

    One target more is an addition, one fewer a withdrawal; yearly targets come and go with their years.
    """
    pairs, left = _pairs(before, after)
    found = {
        change
        for place, old in pairs.items()
        if _is_sure(old) and _is_sure(after[place])
        for change in change_of(old, after[place])
    }
    gained = any(_is_own_goal(target) for place, target in enumerate(after) if place not in pairs)
    lost = any(_is_own_goal(target) for target in left)
    if gained and lost:
        found.add(TargetChange.REDEFINED)
    elif gained or lost:
        found.add(TargetChange.ADDED if gained else TargetChange.WITHDRAWN)
    return frozenset(found)


def _is_sure(target: TargetReading) -> bool:
    return target.confidence > UNSURE


def _is_own_goal(target: TargetReading) -> bool:
    return target.final and target.value is not None and _is_sure(target)


def _pairs(
    before: Sequence[TargetReading], after: Sequence[TargetReading]
) -> tuple[dict[int, TargetReading], list[TargetReading]]:
    """By place in `after` the target that it goes on from; and those of `before` that none goes on from."""
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
    lone = _lone_goals(left, [(place, target) for place, target in enumerate(after) if place not in pairs])
    if lone:
        pairs[lone[0]] = lone[1]
        left.remove(lone[1])
    wordless = next((old for old in left if old.value is None), None)
    if wordless:  # 「未設定」 names no component: what is set now goes on from it
        pairs = {place: pairs.get(place, wordless) for place in range(len(after))}
    if after and left and all(target.value is None for target in after):  # and what was set, into it
        pairs = {place: pairs.get(place, left[0]) for place in range(len(after))}
        left = []
    return pairs, left


def _lone_goals(
    before: Sequence[TargetReading], after: Sequence[tuple[int, TargetReading]]
) -> tuple[int, TargetReading] | None:
    """The only goal that is left on either side, where one of the two does not say which component it is of."""
    old = [target for target in before if _is_own_goal(target)]
    new = [(place, target) for place, target in after if _is_own_goal(target)]
    if len(old) != 1 or len(new) != 1 or (old[0].component and new[0][1].component):
        return None
    return new[0][0], old[0]


def _key(target: TargetReading) -> _Key:
    return comparison_key(target.component), target.final, None if target.final else target.fiscal_year


def change_of(before: TargetReading, after: TargetReading) -> Changes:
    """In which ways the one target became the other, () where nothing changed.

    Targets in another unit, of another kind, with another 初期値, or now a range or a bound on the other side are
    redefined, never compared; what one of them does not print may be the same.

    >>> old = TargetReading("numeric", Decimal(416), "団体", deadline_fy=2020)
    >>> [change.value for change in change_of(old, TargetReading("numeric", Decimal(370), "団体", deadline_fy=2021))]
    ['引下げ', '期限の延長']
    """
    if before.value is None or after.value is None:
        return () if before.value is after.value else (_to_or_from_a_figure(before),)
    if _is_redefined(before, after):
        return (TargetChange.REDEFINED,)
    changes = []
    old, new = _printed_figure(before, before.value), _printed_figure(after, after.value)
    if old != new:
        changes.append(TargetChange.RAISED if new > old else TargetChange.LOWERED)
    if before.deadline_fy != after.deadline_fy:
        changes.append(_deadline_change(before.deadline_fy, after.deadline_fy))
    return tuple(changes)


def _to_or_from_a_figure(before: TargetReading) -> TargetChange:
    return TargetChange.SET if before.value is None else TargetChange.WITHDRAWN


def _is_redefined(before: TargetReading, after: TargetReading) -> bool:
    units = comparison_key(before.unit), comparison_key(after.unit)
    optional = (units, (before.comparator, after.comparator), (before.baseline, after.baseline))
    return (
        before.kind != after.kind
        or before.value_max != after.value_max
        or any(old and new and old != new for old, new in optional)
        or _is_turned(before, after)
    )


def _is_turned(before: TargetReading, after: TargetReading) -> bool:
    """Whether a change in percent goes the other way: ３割圧縮, then １割増."""
    is_change = before.kind == after.kind == "ratio_change"
    return is_change and before.value is not None and after.value is not None and before.value * after.value < 0


def _printed_figure(target: TargetReading, value: Decimal) -> Decimal:
    """The figure as it is printed: 50 of 「50％減」, which is kept as -50."""
    return abs(value) if target.kind == "ratio_change" else value


def _deadline_change(before: int | None, after: int | None) -> TargetChange:
    if before is None:
        return TargetChange.DEADLINE_SET
    if after is None:
        return TargetChange.DEADLINE_REMOVED
    return TargetChange.POSTPONED if after > before else TargetChange.BROUGHT_FORWARD
