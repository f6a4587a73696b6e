"""The filters of the list of contradictions, and a person's decision."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from kpi_tracker.address_form import AddressForm
from kpis.contradictions.filters import STATES, ContradictionFilters
from kpis.contradictions.selectors import BY_ID, offered_ministries
from kpis.models import Decision


class ContradictionFilterForm(AddressForm):
    """Every field is optional; a value that is not offered is told and passed over."""

    kind = forms.ChoiceField(label="種類", required=False)
    ministry = forms.ChoiceField(label="担当府省庁", required=False)
    state = forms.ChoiceField(label="状態", required=False)

    def __init__(self, asked: Mapping[str, str]) -> None:
        super().__init__(asked)
        self.offer("kind", [(check.id, check.title) for check in BY_ID.values()])
        self.offer("ministry", [(name, name) for name in offered_ministries()])
        self.offer("state", list(STATES.items()))

    def filters(self) -> ContradictionFilters:
        """What is asked, bad values left out."""
        self.is_valid()
        return ContradictionFilters(**self.cleaned_data)


class DecisionForm(forms.Form):
    """What a person decides, and why."""

    decision = forms.ChoiceField(label="判断", choices=Decision.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="理由", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text="履歴に残ります"
    )
