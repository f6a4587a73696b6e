"""Where an edition prints a KPI."""

from django.db import models
from django.db.models import Q

from kpis.models.identity import Kpi
from reforms.models import Edition, FormSheet, SourcePlace
from reforms.models.items import RetirableRow
from reforms.models.recorded import RowHistory, VersionedRow


class KpiListing(RetirableRow, VersionedRow):
    """掲載: a row of the table ＫＰＩの状況 in an edition, with the name as printed. Heading rows have no Kpi."""

    class Tier(models.IntegerChoices):
        OUTPUT = 1, "第一階層"
        OUTCOME = 2, "第二階層"

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="listings", verbose_name="版")
    sheet = models.ForeignKey(FormSheet, models.PROTECT, related_name="listings", verbose_name="様式")
    kpi = models.ForeignKey(Kpi, models.PROTECT, null=True, blank=True, related_name="listings", verbose_name="KPI")
    row_id = models.CharField("行ID", max_length=40)
    order = models.PositiveIntegerField("順")
    tier = models.PositiveSmallIntegerField("階層", choices=Tier, null=True, blank=True)
    label = models.CharField("符号", max_length=20, blank=True)
    name = models.CharField("KPI名（記載のとおり）", max_length=500, blank=True)
    heading = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="grouped", verbose_name="見出し行"
    )
    is_heading = models.BooleanField("見出し行である", default=False)
    is_relisted = models.BooleanField("再掲", default=False)
    is_main = models.BooleanField("主要な指標", null=True, blank=True)
    baseline_words = models.TextField("基準値（記載のとおり）", blank=True)
    baseline_value = models.DecimalField("基準値", max_digits=30, decimal_places=10, null=True, blank=True)
    baseline_unit = models.CharField("基準値の単位", max_length=500, blank=True)
    baseline_fy = models.PositiveSmallIntegerField("基準年度", null=True, blank=True)
    baseline_place = models.ForeignKey(
        SourcePlace, models.PROTECT, null=True, related_name="+", verbose_name="基準値の出典"
    )
    place = models.ForeignKey(SourcePlace, models.PROTECT, null=True, related_name="+", verbose_name="出典箇所")
    history = RowHistory()

    class Meta:
        verbose_name = "KPIの掲載"
        verbose_name_plural = "KPIの掲載"
        ordering = ("edition_id", "sheet__order", "order")
        constraints = [
            models.UniqueConstraint(fields=("edition", "row_id"), name="listing_row_id_once_an_edition"),
            models.CheckConstraint(
                condition=Q(is_heading=True, kpi=None) | Q(is_heading=False, kpi__isnull=False),
                name="listing_has_a_kpi_unless_it_is_a_heading",
                violation_error_message="見出し行にはKPIを付けず、それ以外の行にはKPIを付けてください。",
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"（名称が読み取れない行 {self.row_id}）"
