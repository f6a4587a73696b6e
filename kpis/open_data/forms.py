"""What downloads are narrowed by, from the address."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from kpi_tracker.address_form import AddressForm
from kpis.open_data.filters import OpenDataFilters
from reforms.models import ReportingRound
from reforms.selectors import year_label


class OpenDataForm(AddressForm):
    """Every field is optional; a value that is not offered is told and passed over."""

    programme = forms.ChoiceField(label="計画", required=False)
    year = forms.TypedChoiceField(label="年度", required=False, coerce=int, empty_value=None)
    as_of = forms.DateField(
        label="基準日",
        required=False,
        help_text="この日に公表されていた内容。空ならいまの内容",
        widget=forms.DateInput(attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )

    def __init__(self, asked: Mapping[str, str]) -> None:
        super().__init__(asked)
        published = ReportingRound.objects.filter(publications__is_current=True)
        rounds = list(published.select_related("edition__programme").order_by("edition__programme__order"))
        programmes = {round.edition.programme.slug: round.edition.programme.name for round in rounds}
        years = sorted({round.fiscal_year for round in rounds}, reverse=True)
        self.offer("programme", list(programmes.items()))
        self.offer("year", [(str(year), year_label(year)) for year in years])

    def filters(self) -> OpenDataFilters:
        """What is asked, bad values left out."""
        self.is_valid()
        return OpenDataFilters(**self.cleaned_data)
