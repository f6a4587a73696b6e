"""What a person decides of planned rows."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from importers.imports.choices import choices_of
from importers.models import PreviewRow

SHOWN = "shown"
"""The field that names the rows on the page by primary key: an empty box is sent by no browser."""


def shown_keys(sent: QueryDict) -> list[int]:
    """The rows that were on the page, what is no key left out."""
    return [int(key) for key in sent.getlist(SHOWN) if key.isascii() and key.isdigit() and len(key) < 19]


class DecisionsForm(forms.Form):
    """One choice for each row of the page."""

    def __init__(self, sent: QueryDict, rows: Iterable[PreviewRow]) -> None:
        super().__init__(sent)
        self._rows = [row for row in rows if choices_of(row)]
        for row in self._rows:
            offered = [(choice.value, choice.label) for choice in choices_of(row)]
            self.fields[f"row-{row.pk}"] = forms.ChoiceField(choices=offered, required=False)

    def changed(self) -> dict[int, str]:
        """The rows of which something else is decided now, by primary key."""
        chosen = {row.pk: str(self.cleaned_data[f"row-{row.pk}"]) for row in self._rows}
        return {row.pk: chosen[row.pk] for row in self._rows if chosen[row.pk] != row.decision}


class LeaveOutForm(forms.Form):
    """Leaving out, or taking in again, all rows of one 改革項目 or all rows with an error."""

    item = forms.CharField(max_length=500, required=False)
    decision = forms.ChoiceField(required=False, choices=[("", "取り込む"), (PreviewRow.LEAVE, "取り込まない")])
