"""Which older text to put back, and why."""

from __future__ import annotations

from django import forms

from reforms.models import ReasonCode

CODES = (ReasonCode.ERROR, ReasonCode.UPDATE, ReasonCode.FINALISED, ReasonCode.DEFINITION)


class PutBackForm(forms.Form):
    """state: key of the history; version: of the row as it was shown."""

    state = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    code = forms.ChoiceField(
        label="理由の種類", choices=[(code.value, code.label) for code in CODES], initial=ReasonCode.ERROR.value
    )
    reason = forms.CharField(
        label="理由", max_length=500, error_messages={"required": "元に戻す理由を書いてください。履歴に残ります。"}
    )
