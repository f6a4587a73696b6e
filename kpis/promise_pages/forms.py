"""The filters of the pages of promises, from the address."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from kpi_tracker.address_form import AddressForm
from kpis.models import PublishedPromise
from kpis.promise_pages.filters import PromiseFilters
from kpis.promise_pages.offers import offered_ministries, offered_programmes, offered_years
from kpis.promise_pages.states import BADGES
from reforms.selectors import year_label


class PromiseFilterForm(AddressForm):
    """Every field is optional; a value that is not offered is told and passed over."""

    programme = forms.ChoiceField(label="計画", required=False)
    ministry = forms.ChoiceField(label="府省庁", required=False)
    kind = forms.ChoiceField(label="種類", required=False)
    state = forms.ChoiceField(label="状態", required=False)
    year = forms.ChoiceField(label="期限の年度", required=False)
    on = forms.DateField(
        label="基準日",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="この日の時点の状態を示します。空欄は今日です",
    )
    month = forms.RegexField(
        r"\A[12][0-9]{3}-(?:0[1-9]|1[0-2])\Z", label="月", required=False, widget=forms.HiddenInput
    )

    def __init__(self, asked: Mapping[str, str]) -> None:
        super().__init__(asked)
        self.offer("programme", [(one.slug, one.name) for one in offered_programmes()])
        self.offer("ministry", [(name, name) for name in offered_ministries()])
        self.offer("kind", [(str(kind.value), str(kind.label)) for kind in PublishedPromise.Kind])
        self.offer("state", [(str(state.value), str(state.label)) for state in BADGES])
        years = [(str(year), year_label(year)) for year in offered_years()]
        self.offer("year", [*years, ("none", "時期の記載なし")])

    def filters(self) -> PromiseFilters:
        """What is asked, bad values left out."""
        self.is_valid()
        on = self.cleaned_data.get("on")
        return PromiseFilters(**{**self.cleaned_data, "on": on.isoformat() if on else ""})
