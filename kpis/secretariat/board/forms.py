"""The filters of the board, and the parts that a person chose on it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django import forms
from django.core.exceptions import ValidationError

from kpi_tracker.address_form import AddressForm
from kpis.secretariat.board.filters import OVERDUE, BoardFilters
from reforms.models import Ministry, Submission
from reforms.parts import PartKey

_CHOSEN = re.compile(r"([0-9]{1,18})-([0-9]{1,18})-([0-9]{1,9})")


class BoardFilterForm(AddressForm):
    """Every field is optional; a value that is not offered is told and passed over."""

    state = forms.ChoiceField(label="状態", required=False)
    ministry = forms.ChoiceField(label="府省庁", required=False)
    q = forms.CharField(label="改革項目のことば", required=False, max_length=100)

    def __init__(self, asked: Mapping[str, str], ministries: Sequence[Ministry]) -> None:
        super().__init__(asked)
        self.offer("state", [*Submission.State.choices, (OVERDUE, "期限超過")])
        self.offer("ministry", [(str(ministry.pk), ministry.name) for ministry in ministries])

    def filters(self) -> BoardFilters:
        """What is asked, bad values left out."""
        self.is_valid()
        return BoardFilters(**self.cleaned_data)


class ChosenPartsField(forms.MultipleChoiceField):
    """Parts as the board names them, "12-3-2": item, ministry and the version that the person saw."""

    def validate(self, value: list[str]) -> None:
        """At least one, each of them whole."""
        if not value:
            raise ValidationError("左の欄で一つ以上選んでください。")
        if not all(_CHOSEN.fullmatch(one) for one in value):
            raise ValidationError("選んだ部分を読み取れませんでした。ページを読み込み直して、選び直してください。")


class PartsForm(forms.Form):
    """What is done with the chosen parts, and why."""

    part = ChosenPartsField()
    reason = forms.CharField(
        label="差戻しの理由",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="差し戻すときに書きます。選んだ部分すべての府省庁の担当者に示されます。",
    )

    def chosen(self) -> dict[PartKey, int]:
        """The parts with the version of each that the person saw."""
        found = {}
        for one in self.cleaned_data["part"]:
            item, ministry, version = map(int, one.split("-"))
            found[PartKey(item, ministry)] = version
        return found
