"""The filters of the list of contradictions, and a person's decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from django import forms

from kpis.contradictions.filters import STATES, ContradictionFilters
from kpis.contradictions.selectors import BY_ID, offered_ministries
from kpis.models import Decision


class ContradictionFilterForm(forms.Form):
    """Every field is optional; a value that is not offered is told and passed over."""

    kind = forms.ChoiceField(label="種類", required=False)
    ministry = forms.ChoiceField(label="担当府省庁", required=False)
    state = forms.ChoiceField(label="状態", required=False)

    def __init__(self, asked: Mapping[str, str]) -> None:
        super().__init__(asked)
        self._offer("kind", [(check.id, check.title) for check in BY_ID.values()])
        self._offer("ministry", [(name, name) for name in offered_ministries()])
        self._offer("state", list(STATES.items()))

    def filters(self) -> ContradictionFilters:
        """What is asked, bad values left out."""
        self.is_valid()
        return ContradictionFilters(**self.cleaned_data)

    @property
    def message(self) -> str:
        """What could not be used, "" where all could."""
        labels = [self.fields[field].label for field in self.errors]
        return "".join(f"「{label}」の指定を読み取れず、外しました。" for label in labels)

    def _offer(self, field: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[field]).choices = [("", "すべて"), *choices]


class DecisionForm(forms.Form):
    """What a person decides, and why."""

    decision = forms.ChoiceField(label="判断", choices=Decision.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="理由", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text="履歴に残ります"
    )
