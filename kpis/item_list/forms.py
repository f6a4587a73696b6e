"""The filters of the list of items, from the address."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from kpi_tracker.address_form import AddressForm
from kpis.item_list.filters import ItemFilters
from kpis.item_list.selectors import Offer
from reforms.selectors import year_label


class ItemFilterForm(AddressForm):
    """Every field is optional; a value that is not offered is told and passed over."""

    year = forms.ChoiceField(label="年度", required=False, widget=forms.HiddenInput)
    programme = forms.ChoiceField(label="計画", required=False, widget=forms.HiddenInput)
    q = forms.CharField(label="ことば", required=False, max_length=100, help_text="全角・半角は区別しません")
    grade = forms.ChoiceField(label="KPIの区分", required=False)
    ministry = forms.ChoiceField(label="府省庁", required=False)
    issue = forms.ChoiceField(label="重要課題", required=False)

    def __init__(self, asked: Mapping[str, str], offer: Offer) -> None:
        super().__init__(asked)
        years = [publication.round.fiscal_year for publication in offer.of_programme]
        programmes = {publication.round.edition.programme for publication in offer.publications}
        grades = [(rating.code, str(rating)) for rating in offer.scale]
        self.offer("year", [(str(year), year_label(year)) for year in years])
        self.offer("programme", [(programme.slug, programme.name) for programme in programmes])
        self.offer("grade", [*grades, ("none", "区分の記載なし")])
        self.offer("ministry", [(name, name) for name in offer.ministries])
        self.offer("issue", [(issue, issue) for issue in offer.issues])

    def filters(self) -> ItemFilters:
        """What is asked, bad values left out."""
        self.is_valid()
        return ItemFilters(**self.cleaned_data)
