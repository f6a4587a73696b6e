"""What the secretariat types of a ministry, each with a reason."""

from __future__ import annotations

from typing import Any

from django import forms

from reforms.models import Ministry
from reforms.reasoned_form import ReasonedForm
from reforms.services.keeping_ministries import MinistryWords


def _day(label: str, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **options)


class MinistryForm(ReasonedForm):
    """What may change of a ministry that is there."""

    short_name = forms.CharField(label="略称", max_length=40, help_text="例：総務省、内閣官房の番号室")
    parent = forms.ModelChoiceField(
        label="上部組織", queryset=Ministry.objects.all(), required=False, empty_label="なし"
    )
    order = forms.IntegerField(label="建制順", min_value=0, max_value=30_000)
    valid_from = _day("設置日", required=False)
    field_order = ["version", "name", "short_name", "parent", "order", "valid_from"]

    @property
    def words(self) -> MinistryWords:
        """What was typed."""
        names = ("short_name", "order", "parent", "valid_from")
        return MinistryWords(**{name: self.cleaned_data[name] for name in names})


class NewMinistryForm(MinistryForm):
    """A ministry that is not there yet."""

    name = forms.CharField(label="名称", max_length=100, help_text="後から変えられません。改称は、廃止と後継で表します")


class EndForm(ReasonedForm):
    """When a ministry ends, and who goes on."""

    valid_to = _day("廃止日")
    successor = forms.ModelChoiceField(
        label="後継",
        queryset=Ministry.objects.filter(valid_to=None),
        required=False,
        empty_label="なし",
        help_text="次に開く調査回から、担当を引き継ぐ府省庁",
    )
    field_order = ["version", "valid_to", "successor"]


def ministry_initial(ministry: Ministry) -> dict[str, Any]:
    """The values of either form for a stored ministry."""
    names = ("version", "short_name", "parent", "order", "valid_from", "valid_to", "successor")
    return {name: getattr(ministry, name) for name in names}
