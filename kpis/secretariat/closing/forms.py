"""What a person gives when a round is opened again or published."""

from __future__ import annotations

from django import forms


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
