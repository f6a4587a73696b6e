"""What a new 調査回 needs to be told."""

from __future__ import annotations

import datetime

from django import forms
from django.utils import timezone

from kpi_tracker.lib.fiscal_year import era_label
from kpis.next_round.selectors import a_year_later
from reforms.models import ReportingRound


class NextRoundForm(forms.Form):
    """The name of the new edition, its days, and why it is opened."""

    name = forms.CharField(label="版の名称", max_length=200, help_text="公表する資料の題名になります")
    published_on = forms.DateField(
        label="公表の予定日",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="この日までに廃止される府省庁は、後継の府省庁に引き継ぎます",
    )
    due_on = forms.DateField(label="提出期限", widget=forms.DateInput(attrs={"type": "date"}))
    as_of_words = forms.CharField(
        label="時点", max_length=60, required=False, help_text="例：平成30年３月末時点。なければ空欄"
    )
    reason = forms.CharField(label="理由", max_length=500, help_text="すべての行の履歴に残ります")

    def clean_due_on(self) -> datetime.date:
        """A day to come: nobody hands in on a day that has passed."""
        due: datetime.date = self.cleaned_data["due_on"]
        if due < timezone.localdate():
            raise forms.ValidationError("提出期限は今日以後の日にしてください。")
        return due


def next_round_form(before: ReportingRound) -> NextRoundForm:
    """The form filled with what follows from the round before."""
    year = before.fiscal_year + 1
    name = before.edition.name
    named = name.replace(str(before.fiscal_year), str(year))
    return NextRoundForm(
        initial={
            "name": named if named != name else f"{name}（{year}年度）",
            "published_on": a_year_later(before.edition.published_on),
            "reason": f"{year}年度（{era_label(year)}）の調査回を開く",
        }
    )
