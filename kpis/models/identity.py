"""KPI identity: one Kpi, many listings."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from reforms.models import Ministry, User
from reforms.models.recorded import RowHistory, VersionedRow

UNNAMED = "（名称が読み取れないKPI）"


class Kpi(VersionedRow):
    """KPI: identity and definition only. Where and how it is printed is a KpiListing, its figures hang there.

    baseline_value is 計画開始時の数値 of the KPI整理表; the progress documents do not print it.
    merged_into: the Kpi that its last listing went to; None while it has listings of its own.
    """

    class Direction(models.TextChoices):
        UP = "up", "大きいほどよい"
        DOWN = "down", "小さいほどよい"
        UNKNOWN = "", "定めなし"

    name = models.CharField("KPI名", max_length=500, blank=True, help_text="名称が読み取れないときは空")
    definition = models.TextField("定義", blank=True)
    unit = models.CharField("単位", max_length=500, blank=True)
    direction = models.CharField("向き", max_length=10, choices=Direction, blank=True, default="")
    baseline_value = models.DecimalField("計画開始時の数値", max_digits=30, decimal_places=10, null=True, blank=True)
    baseline_as_of = models.CharField("計画開始時の数値の時点", max_length=20, blank=True)
    frequency = models.CharField("把握頻度", max_length=500, blank=True)
    collected_at = models.CharField("把握時期", max_length=500, blank=True)
    means = models.TextField("把握手段", blank=True)
    lead_ministry = models.ForeignKey(
        Ministry, models.PROTECT, null=True, blank=True, related_name="led_kpis", verbose_name="主担当"
    )
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged", verbose_name="統合先のKPI"
    )
    history = RowHistory()

    class Meta:
        verbose_name = "KPI"
        verbose_name_plural = "KPI"
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(baseline_as_of="") | Q(baseline_value__isnull=False),
                name="kpi_baseline_date_needs_a_value",
                violation_error_message="時点だけの計画開始時の数値は登録できません。",
            )
        ]

    def __str__(self) -> str:
        return self.name or UNNAMED

    def get_absolute_url(self) -> str:
        """The KPI's page: chart, figures, places and other listings."""
        return reverse("kpis:kpi", args=(self.pk,))


class KpiMove(models.Model):
    """KPIの付け替え: a listing moved from one Kpi to another (joined or parted). Undoing is another move.

    filled: the fields of the definition that to_kpi lacked and took over from from_kpi, with the values taken.
    """

    class Grounds(models.TextChoices):
        SAME_NAME = "same_name", "名称が同じ"
        RELISTED = "relisted", "再掲と記載され内容が同じ"
        PERSON = "person", "人の判断"
        UNDO = "undo", "取消し"

    listing = models.ForeignKey("kpis.KpiListing", models.CASCADE, related_name="moves", verbose_name="掲載")
    from_kpi = models.ForeignKey(Kpi, models.PROTECT, related_name="+", verbose_name="元のKPI")
    to_kpi = models.ForeignKey(Kpi, models.PROTECT, related_name="+", verbose_name="先のKPI")
    grounds = models.CharField("根拠", max_length=20, choices=Grounds)
    reason = models.TextField("理由")
    filled = models.JSONField("引き継いだ定義", default=dict, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="行った人")
    at = models.DateTimeField("日時", auto_now_add=True)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by", verbose_name="取り消した付け替え"
    )
    history = RowHistory()

    class Meta:
        verbose_name = "KPIの付け替え"
        verbose_name_plural = "KPIの付け替え"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.listing}: {self.from_kpi} → {self.to_kpi}"
