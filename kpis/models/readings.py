"""What was read out of the printed words of a listing: targets and measurements.

The words are the record (ProgressSnapshot); these rows are made from them and can be made again. A person may correct
one: the correction stays, with its author and reason, until the words of its cell change.
"""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from kpis.models.listings import KpiListing
from kpis.series import dated
from reforms.models import Correction, ReportingRound, SourcePlace
from reforms.models.entries import EntryPath, EntryRow
from reforms.models.recorded import RowHistory

AS_OF = r"^([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?|FY[0-9]{4})$"
AS_OF_MESSAGE = "時点は 2017-10-01、2017-04、2017、FY2016 のいずれかの形にしてください。"
RANGE_MESSAGE = "上限は値以上にしてください。"
WORDLESS_MESSAGE = "未設定・定性的な目標に数値は登録できません。"
WITHOUT_NUMBER = ("undetermined", "none", "qualitative")


class Reading(EntryRow):
    """A value read from a printed cell: the words, the span it came from, and how sure it is.

    correction: the latest one that made it what it is; None: as the machine read it.
    """

    listing = models.ForeignKey(KpiListing, models.CASCADE, related_name="%(class)ss", verbose_name="掲載")
    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="+", verbose_name="調査回")
    order = models.PositiveSmallIntegerField("順")
    unit = models.CharField("単位", max_length=500, blank=True)
    component = models.TextField("構成要素", blank=True)
    is_approximate = models.BooleanField("約", default=False)
    words = models.TextField("読み取った原文", blank=True)
    span_from = models.PositiveIntegerField("原文の位置から", default=0)
    span_to = models.PositiveIntegerField("原文の位置まで", default=0)
    confidence = models.DecimalField("確からしさ", max_digits=3, decimal_places=2, default=1)
    place = models.ForeignKey(SourcePlace, models.PROTECT, null=True, related_name="+", verbose_name="出典箇所")
    correction = models.ForeignKey(
        Correction, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="訂正"
    )
    entry_path = EntryPath("round", answered_for="listing", items="sheet__items")

    class Meta:
        abstract = True
        ordering = ("listing_id", "round_id", "order")
        constraints = [
            models.UniqueConstraint(
                fields=("listing", "round", "order"), name="%(class)s_order_once_a_listing_and_round"
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0) & Q(confidence__lte=1),
                name="%(class)s_confidence_is_a_share",
                violation_error_message="確からしさは0から1までです。",
            ),
        ]


class Target(Reading):
    """目標値: minimum (>=), maximum (<=), exact (=), a range, a change against a baseline, or words without a number.

    value of a ratio_change: signed percent against the baseline (-50 = 半減). deadline_fy: fiscal year of the deadline.
    """

    class Kind(models.TextChoices):
        NUMERIC = "numeric", "数値"
        PERCENT = "percent", "割合"
        RATIO_CHANGE = "ratio_change", "基準比の増減"
        QUALITATIVE = "qualitative", "定性的"
        UNDETERMINED = "undetermined", "未設定"
        REFERENCE = "reference", "他の値を参照"
        NONE = "none", "なし"

    class Comparator(models.TextChoices):
        AT_LEAST = ">=", "以上"
        AT_MOST = "<=", "以下"
        EXACTLY = "=", "ちょうど"
        NONE = "", "なし"

    kind = models.CharField("種類", max_length=20, choices=Kind)
    comparator = models.CharField("比較", max_length=2, choices=Comparator, blank=True, default="")
    value = models.DecimalField("値", max_digits=30, decimal_places=10, null=True, blank=True)
    value_max = models.DecimalField("上限", max_digits=30, decimal_places=10, null=True, blank=True)
    fiscal_year = models.PositiveSmallIntegerField("対象年度", null=True, blank=True, help_text="年度ごとの目標のとき")
    is_final = models.BooleanField("最終目標", default=True)
    deadline_fy = models.PositiveSmallIntegerField("期限（年度）", null=True, blank=True)
    deadline_words = models.TextField("期限（記載のとおり）", blank=True)
    baseline_value = models.DecimalField("基準値", max_digits=30, decimal_places=10, null=True, blank=True)
    baseline_unit = models.CharField("基準値の単位", max_length=500, blank=True)
    baseline_fy = models.PositiveSmallIntegerField("基準年度", null=True, blank=True)
    history = RowHistory()

    class Meta(Reading.Meta):
        verbose_name = "目標値"
        verbose_name_plural = "目標値"
        constraints = [
            *Reading.Meta.constraints,
            models.CheckConstraint(
                condition=Q(value_max=None) | Q(value__isnull=False, value_max__gte=F("value")),
                name="target_range_in_order",
                violation_error_message=RANGE_MESSAGE,
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=WITHOUT_NUMBER) | Q(value=None),
                name="target_without_number_has_none",
                violation_error_message=WORDLESS_MESSAGE,
            ),
        ]

    def __str__(self) -> str:
        return self.words or self.get_kind_display()

    def clean(self) -> None:
        """What the constraints keep, told without asking the database. Raises ValidationError."""
        if self.value_max is not None and (self.value is None or self.value_max < self.value):
            raise ValidationError({"value_max": RANGE_MESSAGE})
        if self.kind in WITHOUT_NUMBER and self.value is not None:
            raise ValidationError({"value": WORDLESS_MESSAGE})


class Measurement(Reading):
    """実績値: a measured value with its date as printed. as_of: ISO day, month or year, or "FY2016"."""

    class Kind(models.TextChoices):
        FINAL = "final", "確報・実績"
        PRELIMINARY = "preliminary", "速報"
        FORECAST = "forecast", "見込み"
        REFERENCE = "reference", "参考"

    kind = models.CharField("種類", max_length=20, choices=Kind)
    value = models.DecimalField("値", max_digits=30, decimal_places=10)
    as_of = models.CharField("時点", max_length=10, blank=True, validators=[RegexValidator(AS_OF, AS_OF_MESSAGE)])
    as_of_words = models.TextField("時点（記載のとおり）", blank=True)
    fiscal_year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    is_cumulative = models.BooleanField("延べ", default=False)
    history = RowHistory()

    class Meta(Reading.Meta):
        verbose_name = "実績値"
        verbose_name_plural = "実績値"
        constraints = [
            *Reading.Meta.constraints,
            models.CheckConstraint(
                condition=Q(as_of="") | Q(as_of__regex=AS_OF),
                name="measurement_date_is_a_day_month_or_year",
                violation_error_message=AS_OF_MESSAGE,
            ),
        ]

    def __str__(self) -> str:
        return self.words or str(self.value)

    def clean(self) -> None:
        """A date must be one that the calendar has. Raises ValidationError."""
        if self.as_of and dated(self.as_of, datetime.date.max) is None:
            raise ValidationError({"as_of": AS_OF_MESSAGE})
