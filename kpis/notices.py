"""What a reader must know of how rows were read: doubts (確認事項) and corrections (訂正), in words for the public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reforms.frozen import FrozenCorrection, FrozenIssue
from reforms.models import SourceIssue

# The fields of an issue, as readers name them, under the headings of corrections, which people wrote.
_HEADINGS = {
    "process": "改革工程",
    "progress": "計画期間中の進捗",
    "outlook": "今後の進展について",
    "tier": "階層",
    "group": "上位のKPI",
    "name": "KPI名",
    "target_raw": "目標値（達成時期）",
    "actual_raw": "実績値（時点）",
    "status": "区分",
    "note_raw": "次回の把握時期と今後の方針",
}


@dataclass(frozen=True)
class ShownIssue:
    """A doubt. where: 「2017年の版・29行」 on a page that gathers several rows, else ""."""

    severity: str
    severity_label: str
    message: str
    where: str = ""


@dataclass(frozen=True)
class ShownCorrection:
    """訂正: what a person made of a reading. after: "" where the reading was confirmed as printed."""

    heading: str
    before: str
    after: str
    reason: str
    by: str
    on: str
    where: str = ""


def shown_issues(
    issues: Iterable[FrozenIssue], where: str = "", corrected: Iterable[FrozenCorrection] = ()
) -> list[ShownIssue]:
    """The issues in words, the gravest first, each message once; those of a corrected field are settled and left out.

    corrected: the corrections of the same row.
    """
    order = list(SourceIssue.Severity)
    settled = {correction.field for correction in corrected}
    open_issues = [issue for issue in issues if _HEADINGS.get(issue.field, issue.field) not in settled]
    ranked = sorted(open_issues, key=lambda issue: order.index(SourceIssue.Severity(issue.severity)))
    by_message = {issue.message: issue for issue in reversed(ranked)}
    return [
        ShownIssue(issue.severity, SourceIssue.Severity(issue.severity).label, issue.message, where)
        for issue in list(by_message.values())[::-1]
    ]


def shown_corrections(corrections: Iterable[FrozenCorrection], where: str = "") -> list[ShownCorrection]:
    """The corrections in words, oldest first."""
    return [
        ShownCorrection(
            heading=given.field,
            before=given.before,
            after="" if given.is_confirmation else given.after or "（空欄）",
            reason=given.reason,
            by=given.by,
            on=given.on,
            where=where,
        )
        for given in corrections
    ]
