"""Which 調査回 a file reports on, where the file does not say so."""

from __future__ import annotations

from django import forms

from importers.models import ImportBatch
from kpi_tracker.lib.japanese_text import name_key
from reforms.models import Programme, ReportingRound


class RoundForm(forms.Form):
    """One of the rounds there are, the latest first in each programme."""

    round = forms.ModelChoiceField(
        label="調査回",
        queryset=ReportingRound.objects.select_related("edition__programme").order_by(
            "edition__programme__order", "-fiscal_year", "edition_id"
        ),
        empty_label="選んでください",
        error_messages={"required": "調査回を選んでください。", "invalid_choice": "調査回を選び直してください。"},
    )


class NewRoundForm(forms.Form):
    """A round that is not there yet, with its edition."""

    programme = forms.ModelChoiceField(label="計画", queryset=Programme.objects.all(), empty_label="選んでください")
    name = forms.CharField(label="版の名称", max_length=200, help_text="資料の題名のとおり")
    fiscal_year = forms.IntegerField(
        label="年度", min_value=1990, max_value=2100, help_text="西暦。2018年度（平成30年度）なら 2018"
    )
    published_on = forms.DateField(
        label="公表日", widget=forms.DateInput(attrs={"type": "date"}), help_text="資料に示された日"
    )
    as_of_words = forms.CharField(
        label="時点（記載のとおり）", max_length=60, required=False, help_text="例：平成30年３月末時点。なければ空欄"
    )


def new_round_form(batch: ImportBatch) -> NewRoundForm:
    """The form filled with what the file says."""
    known = {name_key(programme.name): programme for programme in Programme.objects.all()}
    return NewRoundForm(
        initial={
            "programme": known.get(name_key(batch.programme)),
            "name": batch.edition,
            "fiscal_year": batch.fiscal_year,
        }
    )
