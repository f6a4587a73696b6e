"""What people corrected in a round, and what they should still look at."""

from __future__ import annotations

from reforms.drafts import CorrectionDraft, IssueDraft
from reforms.models import Correction, ReportingRound, SourceIssue

_COLUMNS = ("row_id", "field", "heading", "before", "after", "reason", "by", "on", "cell", "words")


def correction_drafts(round: ReportingRound) -> dict[int, CorrectionDraft]:
    """The corrections of the round that have not ended, as they were made, by primary key."""
    rows = Correction.objects.filter(round=round, ended_on=None).order_by("pk")
    return {pk: CorrectionDraft(*values) for pk, *values in rows.values_list("pk", *_COLUMNS)}


def issue_drafts(round: ReportingRound) -> list[IssueDraft]:
    """The issues of the documents that the round was published from."""
    rows = SourceIssue.objects.filter(document__publications__round=round).order_by("pk").distinct()
    columns = ("row_id", "field", "code", "severity", "message", "words")
    return [IssueDraft(*values) for values in rows.values_list(*columns)]
