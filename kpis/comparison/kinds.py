"""What can change between two publications. Pure."""

from __future__ import annotations

from enum import Enum

from kpis.target_changes import TargetChange


class ChangeKind(Enum):
    """A kind of change; the value names it in addresses."""

    TARGET_RAISED = "target-raised"
    TARGET_LOWERED = "target-lowered"
    TARGET_POSTPONED = "target-postponed"
    TARGET_BROUGHT_FORWARD = "target-brought-forward"
    DEADLINE_SET = "deadline-set"
    DEADLINE_REMOVED = "deadline-removed"
    TARGET_REDEFINED = "target-redefined"
    TARGET_SET = "target-set"
    TARGET_WITHDRAWN = "target-withdrawn"
    TARGET_ADDED = "target-added"
    TARGET_REWORDED = "target-reworded"
    KPI_ADDED = "kpi-added"
    KPI_DROPPED = "kpi-dropped"
    KPI_REPLACED = "kpi-replaced"
    KPI_RENAMED = "kpi-renamed"
    KPI_MOVED = "kpi-moved"
    LISTING_ADDED = "listing-added"
    LISTING_DROPPED = "listing-dropped"
    ACTUAL_SETTLED = "actual-settled"
    ACTUAL_REVISED = "actual-revised"
    GRADE_CHANGED = "grade-changed"
    PROCESS_ADDED = "process-added"
    PROCESS_DROPPED = "process-dropped"
    PROCESS_REWORDED = "process-reworded"
    MARK_CHANGED = "mark-changed"
    ITEM_ADDED = "item-added"
    ITEM_DROPPED = "item-dropped"
    ITEM_RENAMED = "item-renamed"

    @property
    def label(self) -> str:
        """The kind in Japanese."""
        return _LABELS[self]


GROUPS: dict[str, dict[ChangeKind, str]] = {
    "目標": {
        ChangeKind.TARGET_RAISED: "目標の引上げ",
        ChangeKind.TARGET_LOWERED: "目標の引下げ",
        ChangeKind.TARGET_POSTPONED: "達成時期の延期",
        ChangeKind.TARGET_BROUGHT_FORWARD: "達成時期の前倒し",
        ChangeKind.DEADLINE_SET: "達成時期の設定",
        ChangeKind.DEADLINE_REMOVED: "達成時期の削除",
        ChangeKind.TARGET_REDEFINED: "目標の再定義",
        ChangeKind.TARGET_SET: "数値目標の設定",
        ChangeKind.TARGET_WITHDRAWN: "数値目標の取下げ",
        ChangeKind.TARGET_ADDED: "数値目標の追加",
        ChangeKind.TARGET_REWORDED: "目標の文言の変更",
    },
    "KPI": {
        ChangeKind.KPI_ADDED: "新だけに載るKPI",
        ChangeKind.KPI_DROPPED: "旧だけに載るKPI",
        ChangeKind.KPI_REPLACED: "KPIの差替え",
        ChangeKind.KPI_RENAMED: "KPIの名称の変更",
        ChangeKind.KPI_MOVED: "KPIの移動（別の項目へ）",
        ChangeKind.LISTING_ADDED: "新だけの再掲",
        ChangeKind.LISTING_DROPPED: "旧だけの再掲",
    },
    "実績値と区分": {
        ChangeKind.ACTUAL_SETTLED: "過去の値の確報化",
        ChangeKind.ACTUAL_REVISED: "過去の値の修正",
        ChangeKind.GRADE_CHANGED: "区分の変化",
    },
    "改革工程": {
        ChangeKind.PROCESS_ADDED: "新だけに載る工程",
        ChangeKind.PROCESS_DROPPED: "旧だけに載る工程",
        ChangeKind.PROCESS_REWORDED: "工程の文言の変更",
        ChangeKind.MARK_CHANGED: "進捗の印の変化",
    },
    "改革項目": {
        ChangeKind.ITEM_ADDED: "新だけに載る項目",
        ChangeKind.ITEM_DROPPED: "旧だけに載る項目",
        ChangeKind.ITEM_RENAMED: "項目の名称の変更",
    },
}
"""The kinds by the heading that a page counts them under, each with its name."""
_LABELS = {kind: label for labels in GROUPS.values() for kind, label in labels.items()}
OF_TARGETS = {
    TargetChange.RAISED: ChangeKind.TARGET_RAISED,
    TargetChange.LOWERED: ChangeKind.TARGET_LOWERED,
    TargetChange.POSTPONED: ChangeKind.TARGET_POSTPONED,
    TargetChange.BROUGHT_FORWARD: ChangeKind.TARGET_BROUGHT_FORWARD,
    TargetChange.DEADLINE_SET: ChangeKind.DEADLINE_SET,
    TargetChange.DEADLINE_REMOVED: ChangeKind.DEADLINE_REMOVED,
    TargetChange.REDEFINED: ChangeKind.TARGET_REDEFINED,
    TargetChange.SET: ChangeKind.TARGET_SET,
    TargetChange.WITHDRAWN: ChangeKind.TARGET_WITHDRAWN,
    TargetChange.ADDED: ChangeKind.TARGET_ADDED,
}
