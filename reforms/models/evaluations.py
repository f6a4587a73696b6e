"""What some editions print beside items and KPIs: an overall judgement, and money."""

from django.db import models
from django.db.models import Q

from reforms.models.items import ReformItem
from reforms.models.programmes import ReportingRound
from reforms.models.ratings import Rating
from reforms.models.recorded import RowHistory
from reforms.models.sources import SourcePlace


class Assessment(models.Model):
    """全体の評価: the judgement printed for a whole round or one item (相当程度進展あり), with its reason."""

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="assessments", verbose_name="調査回")
    item = models.ForeignKey(
        ReformItem, models.PROTECT, null=True, blank=True, related_name="assessments", verbose_name="改革項目"
    )
    words = models.CharField("評価（記載のとおり）", max_length=100)
    rating = models.ForeignKey(Rating, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="評価")
    reason = models.TextField("判断の理由（記載のとおり）", blank=True)
    place = models.ForeignKey(SourcePlace, models.PROTECT, null=True, related_name="+", verbose_name="出典箇所")
    history = RowHistory()

    class Meta:
        verbose_name = "全体の評価"
        verbose_name_plural = "全体の評価"
        ordering = ("round_id", "item_id")
        constraints = [
            models.UniqueConstraint(fields=("round", "item"), name="assessment_once_an_item"),
            models.UniqueConstraint(fields=("round",), condition=Q(item=None), name="assessment_once_a_round"),
        ]

    def __str__(self) -> str:
        return self.words


class BudgetLine(models.Model):
    """予算・執行額: one fiscal year's money as printed, in `unit` (百万円). None: the cell is blank."""

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="budget_lines", verbose_name="調査回")
    item = models.ForeignKey(
        ReformItem, models.PROTECT, null=True, blank=True, related_name="budget_lines", verbose_name="改革項目"
    )
    fiscal_year = models.PositiveSmallIntegerField("年度")
    initial = models.DecimalField("当初予算", max_digits=20, decimal_places=3, null=True, blank=True)
    supplementary = models.DecimalField("補正予算", max_digits=20, decimal_places=3, null=True, blank=True)
    carried_over = models.DecimalField("繰越し等", max_digits=20, decimal_places=3, null=True, blank=True)
    total = models.DecimalField("合計", max_digits=20, decimal_places=3, null=True, blank=True)
    executed = models.DecimalField("執行額", max_digits=20, decimal_places=3, null=True, blank=True)
    unit = models.CharField("単位", max_length=20)
    place = models.ForeignKey(SourcePlace, models.PROTECT, null=True, related_name="+", verbose_name="出典箇所")
    history = RowHistory()

    class Meta:
        verbose_name = "予算・執行額"
        verbose_name_plural = "予算・執行額"
        ordering = ("round_id", "item_id", "fiscal_year")
        constraints = [
            models.UniqueConstraint(fields=("round", "item", "fiscal_year"), name="budget_year_once_an_item"),
            models.UniqueConstraint(
                fields=("round", "fiscal_year"), condition=Q(item=None), name="budget_year_once_a_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.fiscal_year}年度"
