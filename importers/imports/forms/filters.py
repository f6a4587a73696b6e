"""The filters of the lists, from the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms

from importers.imports.filters import SEVERITIES, TABLES, TABS, PreviewFilters
from importers.models import ImportBatch
from kpi_tracker.address_form import AddressForm


class BatchFilterForm(AddressForm):
    """Which batches the list shows."""

    state = forms.ChoiceField(label="状態", required=False)

    def __init__(self, asked: Mapping[str, str]) -> None:
        super().__init__(asked)
        self.offer("state", [(value, str(label)) for value, label in ImportBatch.State.choices])

    def state_asked_for(self) -> str:
        """A state, "" for all."""
        self.is_valid()
        return str(self.cleaned_data.get("state", ""))


class PreviewFilterForm(AddressForm):
    """Which planned rows the preview shows. The tab is chosen by its links."""

    tab = forms.ChoiceField(label="種類", required=False, widget=forms.HiddenInput)
    item = forms.ChoiceField(label="改革項目", required=False)
    table = forms.ChoiceField(label="表", required=False)
    severity = forms.ChoiceField(label="確認事項", required=False)
    q = forms.CharField(label="行の名称", required=False, max_length=200)

    def __init__(self, asked: Mapping[str, str], items: Iterable[str]) -> None:
        super().__init__(asked)
        self.offer("tab", list(TABS.items()))
        self.offer("item", [(item, item) for item in items])
        self.offer("table", list(TABLES.items()))
        self.offer("severity", list(SEVERITIES.items()))

    def filters(self) -> PreviewFilters:
        """What is asked, bad values left out."""
        self.is_valid()
        return PreviewFilters(**self.cleaned_data)
