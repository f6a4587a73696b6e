"""What the secretariat types into a row of the frame; each with a reason and its kind."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import QuerySet

from kpis.models import Kpi, KpiListing
from kpis.services.keeping_kpis import KpiWords, SeenKpi, kpi_as_kept
from reforms.models import FormSheet, ReformItem, ReformProcess
from reforms.reasoned_form import ReasonedForm
from reforms.services.keeping_items import ItemWords
from reforms.services.ministries import ministries_by_name, unknown_names
from reforms.vocabulary import Vocabulary

LEAD = "◎"
AREA = forms.Textarea(attrs={"rows": 4})


class MinistriesField(forms.CharField):
    """Ministries in one line, 「◎総務省、デジタル庁」; cleaned to their names and those of the leading ones."""

    def clean(self, value: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Names and leads. Raises ValidationError on a name of no known ministry."""
        printed = [one for one in re.split(r"[、,，\n]+", super().clean(value)) if one.strip()]
        names = tuple(dict.fromkeys(one.strip().removeprefix(LEAD).strip() for one in printed))
        if unknown := unknown_names(names, ministries_by_name()):
            listed = "、".join(unknown)
            raise forms.ValidationError(f"「{listed}」は登録された府省庁の名称・略称・別名のどれでもありません。")
        return names, tuple(one.strip().removeprefix(LEAD).strip() for one in printed if one.strip().startswith(LEAD))


class ItemForm(ReasonedForm):
    """A 改革項目."""

    number = forms.CharField(label="番号", max_length=20, required=False, help_text="例：⑪")
    name = forms.CharField(label="名称", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    important_issue = forms.CharField(label="重要課題", max_length=300, required=False)
    ministries = MinistriesField(
        label="府省庁", required=False, help_text="「、」で区切る。主担当には◎を付ける（例：◎総務省、デジタル庁）"
    )
    field_order = ["version", "number", "name", "important_issue", "ministries"]

    @property
    def words(self) -> ItemWords:
        """What was typed."""
        asked = self.cleaned_data
        return ItemWords(asked["name"], asked["number"], asked["important_issue"], *asked["ministries"])


def item_initial(item: ReformItem) -> dict[str, Any]:
    """The form's values for a stored item."""
    ties = item.item_ministries.select_related("ministry").order_by("order")
    names = [f"{LEAD if tie.is_lead else ''}{tie.ministry.name}" for tie in ties]
    return {
        "version": item.version,
        "number": item.number,
        "name": item.name,
        "important_issue": item.important_issue,
        "ministries": "、".join(names),
    }


class ProcessForm(ReasonedForm):
    """A 改革工程."""

    words = forms.CharField(label="改革工程", widget=AREA)
    field_order = ["version", "words"]


class NewProcessForm(ProcessForm):
    """A 改革工程 that is not there yet."""

    ministries = MinistriesField(
        label="府省庁", required=False, help_text="「、」で区切る。府省庁ごとに入力欄（【総務省】など）を作る"
    )
    field_order = ["version", "words", "ministries"]


class SplitProcessForm(ReasonedForm):
    """One 改革工程 that becomes two."""

    staying = forms.CharField(label="この工程に残す内容", widget=AREA)
    going = forms.CharField(label="新しい工程にする内容", widget=AREA)
    field_order = ["version", "staying", "going"]


class OtherRowForm(ReasonedForm):
    """Another row to go on in."""

    other = forms.ModelChoiceField(label="相手", queryset=ReformProcess.objects.none(), empty_label="選んでください")
    field_order = ["version", "other"]

    def __init__(self, *args: Any, rows: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["other"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows


class SplitItemForm(ItemForm):
    """A new 改革項目 that takes pages of another along."""

    pages = forms.ModelMultipleChoiceField(
        label="新しい項目に移す様式", queryset=FormSheet.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    field_order = ["version", "number", "name", "important_issue", "ministries", "pages"]

    def __init__(self, *args: Any, item: ReformItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["pages"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = item.sheets.all()


class KpiForm(ReasonedForm):
    """A KPI row with its definition and target."""

    versions = {"kpis.kpi": "kpi_version", "kpis.progresssnapshot": "target_version"}
    kpi_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    target_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    name = forms.CharField(label="KPI名", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    target = forms.CharField(label="目標値（達成時期）", required=False, widget=AREA)
    label = forms.CharField(label="符号", max_length=20, required=False)
    tier = forms.TypedChoiceField(label="階層", required=False, coerce=int, empty_value=None)
    is_relisted = forms.BooleanField(label="再掲", required=False)
    definition = forms.CharField(label="定義", required=False, widget=AREA)
    unit = forms.CharField(label="単位", max_length=500, required=False)
    direction = forms.ChoiceField(label="向き", choices=Kpi.Direction.choices, required=False)
    frequency = forms.CharField(label="把握頻度", max_length=500, required=False)
    collected_at = forms.CharField(label="把握時期", max_length=500, required=False)
    means = forms.CharField(label="把握手段", required=False)
    lead_ministry = MinistriesField(label="主担当の府省庁", required=False)
    field_order = ["version", "name", "target"]

    def __init__(self, *args: Any, vocabulary: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].label = vocabulary.target
        self.fields["tier"].label = vocabulary.tier
        tier = self.fields["tier"]
        assert isinstance(tier, forms.ChoiceField)
        tier.choices = [("", "なし"), *((str(one), vocabulary.tier_label(one)) for one in KpiListing.Tier.values)]
        self.order_fields([name for name in self.fields if name not in ("code", "reason")])

    def clean_lead_ministry(self) -> str:
        """One name."""
        names, _ = self.cleaned_data["lead_ministry"]
        if len(names) > 1:
            raise forms.ValidationError("主担当の府省庁は一つだけ書いてください。")
        return "".join(names)

    @property
    def words(self) -> KpiWords:
        """What was typed."""
        return KpiWords(**{name: self.cleaned_data[name] for name in KpiWords.__dataclass_fields__})

    @property
    def seen(self) -> SeenKpi:
        """The versions that were shown."""
        asked = self.cleaned_data
        return SeenKpi(asked["version"], asked["kpi_version"], asked["target_version"])


def kpi_initial(listing: KpiListing) -> dict[str, Any]:
    """The form's values for a stored KPI row, with the target of its edition's newest round."""
    words, seen = kpi_as_kept(listing)
    return vars(words) | {"version": seen.listing, "kpi_version": seen.kpi, "target_version": seen.snapshot}
