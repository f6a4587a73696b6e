"""The filters of the list of items, from the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from django import forms

from kpis.item_list.filters import ItemFilters
from kpis.item_list.selectors import Offer
from reforms.selectors import year_label


class ItemFilterForm(forms.Form):
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
        self._offer("year", [(str(year), year_label(year)) for year in years])
        self._offer("programme", [(programme.slug, programme.name) for programme in programmes])
        self._offer("grade", [*grades, ("none", "区分の記載なし")])
        self._offer("ministry", [(name, name) for name in offer.ministries])
        self._offer("issue", [(issue, issue) for issue in offer.issues])

    def filters(self) -> ItemFilters:
        """What is asked, bad values left out."""
        self.is_valid()
        return ItemFilters(**self.cleaned_data)

    @property
    def message(self) -> str:
        """What could not be used, "" where all could."""
        labels = [self.fields[field].label for field in self.errors]
        return "".join(f"「{label}」の指定を読み取れず、外しました。" for label in labels)

    def _offer(self, field: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[field]).choices = [("", "すべて"), *choices]
