"""What the list of items can be narrowed by, from the address."""

from __future__ import annotations

from django import forms

from reforms.models import Publication, Rating
from reforms.selectors import year_label


class ItemFilter(forms.Form):
    """Every field is optional; a value that is not offered is told and passed over."""

    year = forms.ChoiceField(label="年度", required=False, widget=forms.HiddenInput)
    programme = forms.ChoiceField(label="計画", required=False, widget=forms.HiddenInput)
    q = forms.CharField(label="ことば", required=False, max_length=100, help_text="全角・半角は区別しません")
    grade = forms.ChoiceField(label="KPIの区分", required=False)
    ministry = forms.ChoiceField(label="府省庁", required=False)
    issue = forms.ChoiceField(label="重要課題", required=False)

    def offer_publications(self, publications: list[Publication]) -> None:
        """Offers the years and programmes that something is published for."""
        years = dict.fromkeys(publication.round.fiscal_year for publication in publications)
        programmes = {publication.round.edition.programme for publication in publications}
        self._offer("year", [(str(year), year_label(year)) for year in years])
        self._offer("programme", [(programme.slug, programme.name) for programme in programmes])

    def offer_contents(self, *, ratings: list[Rating], ministries: list[str], issues: list[str]) -> None:
        """Offers what the shown publication holds."""
        self._offer("grade", [(rating.code, str(rating)) for rating in ratings] + [("none", "区分の記載なし")])
        self._offer("ministry", [(name, name) for name in ministries])
        self._offer("issue", [(issue, issue) for issue in issues])

    def chosen(self, field: str) -> str:
        """The valid value of a field, "" where there is none or a bad one."""
        return str(self.cleaned_data.get(field, "")) if self.is_valid() or field in self.cleaned_data else ""

    def _offer(self, field: str, choices: list[tuple[str, str]]) -> None:
        self.fields[field].choices = [("", "すべて"), *choices]
