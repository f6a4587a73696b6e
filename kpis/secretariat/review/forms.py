"""What a reviewer sends: the grades of the rows, and what becomes of the part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms

from kpis.secretariat.review.page import ReviewedRow
from kpis.services.grading_entry import GradeEntry
from kpis.services.reviewing import ReviewAct


class ReviewForm(forms.Form):
    """version: of the part's state as the person saw it; reason: of a return."""

    act = forms.ChoiceField(choices=[(act.value, act.name) for act in ReviewAct])
    version = forms.IntegerField(min_value=0, max_value=10**9)
    reason = forms.CharField(
        label="差戻しの理由",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="差し戻すときに書きます。府省庁の担当者に示されます。",
    )


def sent_grades(rows: Sequence[ReviewedRow], sent: Mapping[str, str]) -> list[GradeEntry]:
    """The grades that were sent; those that stand are given again only where the part is confirmed or a reason is told.

    computed: as the official rule gives it now, whatever was sent.
    """
    is_final = sent.get("act") == ReviewAct.CONFIRM.value
    entries = []
    for row in rows:
        code, reason = sent.get(f"grade-{row.pk}"), sent.get(f"reason-{row.pk}", "")[:2000]
        if row.grade is None or code is None or (code == row.grade.code and not reason.strip() and not is_final):
            continue
        version = _number(sent.get(f"version-{row.pk}", ""))
        entries.append(GradeEntry(row.pk, version, code, row.grade.computed or None, reason))
    return entries


def _number(text: str) -> int:
    """A version; 0, which no row has, where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0
