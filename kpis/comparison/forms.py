"""The two publications and the filters of a comparison, from the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from django import forms

from kpi_tracker.address_form import AddressForm
from kpis.comparison.filters import ComparisonFilters
from kpis.comparison.kinds import GROUPS
from kpis.comparison.selectors.choice import Choice, full_label
from kpis.comparison.selectors.page import Offer


class ComparisonForm(AddressForm):
    """Every field is optional; a value that is not offered is told and passed over."""

    programme = forms.ChoiceField(label="計画", required=False, widget=forms.HiddenInput)
    new = forms.ChoiceField(label="新（左の欄）", required=False)
    old = forms.ChoiceField(label="旧（右の欄）", required=False)
    ministry = forms.ChoiceField(label="府省庁", required=False)
    item = forms.ChoiceField(label="改革項目", required=False)
    kind = forms.ChoiceField(label="変更の種類", required=False)

    def __init__(self, asked: Mapping[str, str], choice: Choice, offer: Offer) -> None:
        chosen = {"programme": choice.programme.slug, "new": str(choice.new.pk)}
        chosen |= {"old": str(choice.old.pk)} if choice.old else {}
        super().__init__({**asked, **chosen})
        self.offer("programme", [(one.slug, one.name) for one in choice.programmes])
        publications = [(str(one.pk), full_label(one)) for one in choice.of_programme]
        for field in ("new", "old"):
            cast(forms.ChoiceField, self.fields[field]).choices = publications
        self.offer("ministry", [(name, name) for name in offer.ministries])
        self.offer("item", offer.items)
        kinds = [
            (heading, [(kind.value, label) for kind, label in labels.items()]) for heading, labels in GROUPS.items()
        ]
        cast(forms.ChoiceField, self.fields["kind"]).choices = [("", "すべて"), *kinds]

    def filters(self) -> ComparisonFilters:
        """What is asked, bad values left out."""
        self.is_valid()
        return ComparisonFilters(**self.cleaned_data)
