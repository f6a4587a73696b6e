"""The filters of the dashboard and of its list of rows, from the address."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from kpi_tracker.address_form import AddressForm
from kpis.dashboard.filters import NEW, NONE, SORTS, STATES, DashboardFilters, RowFilters
from kpis.dashboard.selectors.offer import Offer
from kpis.models import KpiListing
from reforms.selectors import year_label


class DashboardForm(AddressForm):
    """Every field is optional; a value that is not offered is told and passed over."""

    programme = forms.ChoiceField(label="計画", required=False, widget=forms.HiddenInput)
    year = forms.ChoiceField(label="年度", required=False, widget=forms.HiddenInput)
    ministry = forms.ChoiceField(label="府省庁", required=False)
    tier = forms.ChoiceField(label="階層", required=False)
    item = forms.ChoiceField(label="改革項目", required=False)

    def __init__(self, asked: Mapping[str, str], offer: Offer) -> None:
        super().__init__({**asked, "item": offer.item_of_year(asked.get("item", ""))})
        self.shown = {"programme": offer.publication.round.edition.programme.slug, "year": str(offer.year)}
        programmes = {one.round.edition.programme for one in offer.publications}
        words = offer.publication.round.edition.vocabulary
        self.fields["item"].label = words.item
        self.offer("programme", [(one.slug, one.name) for one in programmes])
        self.offer("year", [(str(year), year_label(year)) for year in offer.years])
        self.offer("ministry", [*((name, name) for name in offer.ministries), (NONE, "府省庁の記載なし")])
        self.offer("tier", [*((str(tier), name) for tier, name in KpiListing.Tier.choices), (NONE, "階層の記載なし")])
        self.offer("item", [(str(item.item_id), str(item)) for item in offer.items])

    def filters(self) -> DashboardFilters:
        """What is asked, bad values left out; programme and year are those shown, so that an address keeps them."""
        self.is_valid()
        return DashboardFilters(**self.cleaned_data | self.shown)


class RowForm(DashboardForm):
    """The same, and what else rows are asked by."""

    grade = forms.ChoiceField(label="区分", required=False)
    before = forms.ChoiceField(label="前の年度の区分", required=False)
    state = forms.ChoiceField(label="状態", required=False)
    sort = forms.ChoiceField(label="並べ方", required=False)

    def __init__(self, asked: Mapping[str, str], offer: Offer) -> None:
        super().__init__(asked, offer)
        grades = [(rating.code, str(rating)) for rating in offer.scale]
        self.offer("grade", [*grades, (NONE, "区分の記載なし")])
        self.offer("before", [*grades, (NONE, "区分の記載なし"), (NEW, "前の年度に載っていない")])
        self.offer("state", list(STATES.items()))
        self.fields["sort"].choices = list(SORTS.items())  # type: ignore[attr-defined]  # a ChoiceField, as above

    def filters(self) -> RowFilters:
        """What is asked, bad values left out."""
        self.is_valid()
        return RowFilters(**self.cleaned_data | self.shown)
