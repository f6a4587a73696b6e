"""What a person gives when the day of a round is moved, when it is opened again or published."""

from __future__ import annotations

import datetime

from django import forms
from django.utils import timezone


class DueForm(forms.Form):
    """Until which day the round is entered, and why that is another one now. seen: the day that was shown."""

    seen = forms.DateField(required=False, widget=forms.HiddenInput)
    due_on = forms.DateField(label="新しい提出期限", widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(
        label="理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="府省庁の担当者に示され、履歴に残ります。",
        error_messages={"required": "提出期限を変える理由を書いてください。府省庁の担当者に示されます。"},
    )

    def clean_due_on(self) -> datetime.date:
        """A day to come: nobody hands in on a day that has passed."""
        due: datetime.date = self.cleaned_data["due_on"]
        if due < timezone.localdate():
            raise forms.ValidationError("提出期限は今日以後の日にしてください。")
        return due


class ReopenForm(forms.Form):
    """Why the round is opened again; the service asks for it."""

    reason = forms.CharField(label="取り消す理由", required=False, max_length=2000)


class PublishForm(forms.Form):
    """The day that the publication bears, and why it is 正誤 or leaves something unconfirmed."""

    published_on = forms.DateField(
        label="公表日", widget=forms.DateInput(attrs={"type": "date"}), help_text="公表する文書に示す日です。"
    )
    reason = forms.CharField(
        label="理由",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="正誤のとき、または確認が済んでいない部分があるときに書きます。公表のページに示されます。",
    )
