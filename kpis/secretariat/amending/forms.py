"""What an admin mends in an entry, by which code and why."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms

from reforms.models import ReasonCode
from reforms.vocabulary import Vocabulary

CODES = (ReasonCode.ERROR, ReasonCode.FINALISED, ReasonCode.UPDATE, ReasonCode.TARGET, ReasonCode.DEFINITION)
Choice = tuple[str, str]


def _words(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}))


class AmendForm(forms.Form):
    """version: of the row as the person saw it."""

    version = forms.IntegerField(min_value=1, max_value=10**9, widget=forms.HiddenInput)
    code = forms.ChoiceField(label="訂正の種類", choices=[(code.value, code.label) for code in CODES])
    reason = forms.CharField(
        label="訂正の理由",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="例：総務省からの申出による。履歴に残ります。",
        error_messages={"required": "訂正の理由を書いてください。履歴に残ります。"},
    )


class AmendKpiForm(AmendForm):
    """The words of a KPI row and its 区分."""

    def __init__(self, words: Vocabulary, grades: Sequence[Choice], *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # as the form is called
        self.fields["actual"] = _words(words.actual)
        self.fields["note"] = _words(words.note)
        if grades:
            self.fields["grade"] = forms.ChoiceField(
                label=words.grade, choices=[("", "（なし）"), *grades], required=False
            )
        self.order_fields(["version", "actual", "grade", "note", "code", "reason"])


class AmendProgressForm(AmendForm):
    """The words of a part of a progress cell and its mark."""

    def __init__(self, words: Vocabulary, marks: Sequence[Choice], *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # as the form is called
        self.fields["progress"] = _words(words.progress)
        self.fields["outlook"] = _words(words.outlook)
        if marks:
            self.fields["mark"] = forms.ChoiceField(label="印", choices=[("", "（なし）"), *marks], required=False)
        self.order_fields(["version", "progress", "outlook", "mark", "code", "reason"])
