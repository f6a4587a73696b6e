"""Which workbook a person wants to download."""

from __future__ import annotations

from django import forms

from importers.imports.workbooks import LAYOUTS, PURPOSES
from reforms.models import Ministry, ReportingRound


class WorkbookForm(forms.Form):
    """Comes in the address: nothing is changed by it."""

    purpose = forms.ChoiceField(label="用途", choices=list(PURPOSES.items()))
    layout = forms.ChoiceField(label="様式", choices=list(LAYOUTS.items()))
    round = forms.ModelChoiceField(
        label="調査回",
        queryset=ReportingRound.objects.select_related("edition__programme").order_by(
            "edition__programme__order", "-fiscal_year", "edition_id"
        ),
        empty_label="選んでください",
        help_text="ひな形には、この調査回の行が入ります。翌年の記入には前年の調査回を選びます。",
    )
    ministry = forms.ModelChoiceField(
        label="府省庁", queryset=Ministry.objects.all(), required=False, empty_label="すべて"
    )
