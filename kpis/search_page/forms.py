"""The search box and its filters, from the address."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from kpi_tracker.address_form import AddressForm
from kpis.search_page.filters import KINDS, SearchFilters
from reforms.selectors import current_publications, year_label


class SearchForm(AddressForm):
    """Every field is optional; a value that is not offered is told and passed over."""

    q = forms.CharField(
        label="ことば",
        required=False,
        max_length=100,
        help_text="空白で区切ると、そのすべてがある行を探します。全角・半角、かな・カナ、送り仮名の違いは区別しません",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(label="探すところ", required=False)
    programme = forms.ChoiceField(label="計画", required=False)
    year = forms.ChoiceField(label="年度", required=False)

    def __init__(self, asked: Mapping[str, str]) -> None:
        super().__init__(asked)
        rounds = [publication.round for publication in current_publications()]
        years = sorted({round.fiscal_year for round in rounds}, reverse=True)
        self.offer("kind", list(KINDS.items()))
        self.offer(
            "programme", list({one.edition.programme.slug: one.edition.programme.name for one in rounds}.items())
        )
        self.offer("year", [(str(year), year_label(year)) for year in years])

    def filters(self) -> SearchFilters:
        """What is asked, bad values left out."""
        self.is_valid()
        return SearchFilters(**self.cleaned_data)
