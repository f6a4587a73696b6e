"""What changed between the target of one edition and that of the edition before, in one word."""

from __future__ import annotations

from kpi_tracker.lib.readings import TargetReading


def change_of(before: TargetReading | None, after: TargetReading) -> str:
    """「引上げ」「引下げ」「期限の延長」「期限の前倒し」「設定」「再定義」, joined by ・; "" where nothing changed.

    Targets in another unit or of another kind are redefined, never compared. 引上げ means a greater
    printed figure, whichever way is better.

    >>> from decimal import Decimal
    >>> old = TargetReading("numeric", Decimal(416), "団体", deadline_fy=2020)
    >>> change_of(old, TargetReading("numeric", Decimal(370), "団体", deadline_fy=2021))
    '引下げ・期限の延長'
    """
    if before is None or (before.kind == "none" and after.kind == "none"):
        return ""
    if before.value is None and after.value is not None:
        return "設定"
    if (before.kind, before.unit) != (after.kind, after.unit):
        return "再定義"
    changes = []
    if before.value is not None and after.value is not None and before.value != after.value:
        changes.append("引上げ" if after.value > before.value else "引下げ")
    if before.deadline_fy != after.deadline_fy:
        changes.append(_deadline_change(before.deadline_fy, after.deadline_fy))
    return "・".join(changes)


def _deadline_change(before: int | None, after: int | None) -> str:
    if before is None:
        return "期限の設定"
    if after is None:
        return "期限の削除"
    return "期限の延長" if after > before else "期限の前倒し"
