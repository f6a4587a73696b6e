"""Where a published KPI row stands, in columns: what is counted, sorted and filtered by the round."""

from django.db import models
from django.db.models import Q

from kpis.models.identity import Kpi
from kpis.models.listings import KpiListing
from kpis.models.publications import PublishedKpi
from reforms.models import Ministry, Publication, PublishedItem, Rating


class KpiStanding(models.Model):
    """KPIの現況: a row of a current publication, heading rows aside, beside the years before and after it.

    It only repeats: made from what is published, written with each publication and made again by
    `manage.py rebuild_standings`. grade is as printed; computed, is_behind, progress, elapsed, behind_by and
    explanation are ours (試算). Ratios: 1 = the whole; years: of rounds of the same programme.
    """

    published = models.OneToOneField(
        PublishedKpi, models.CASCADE, primary_key=True, related_name="standing", verbose_name="公表された行"
    )
    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="standings", db_index=False, verbose_name="公表"
    )
    kpi = models.ForeignKey(Kpi, models.CASCADE, related_name="standings", verbose_name="KPI")
    items = models.ManyToManyField(PublishedItem, related_name="standings", verbose_name="改革項目")
    # Its table has a further index by ministry and standing, which migration 0004 makes.
    ministries = models.ManyToManyField(
        Ministry, related_name="standings", verbose_name="府省庁", help_text="上部組織を含む"
    )
    order = models.PositiveIntegerField("順")
    tier = models.PositiveSmallIntegerField("階層", choices=KpiListing.Tier, null=True)
    name = models.CharField("KPI名", max_length=500)
    is_relisted = models.BooleanField("再掲")
    is_counted = models.BooleanField("全体で数える", help_text="同じ公表に何度も載るKPIは一つの行だけ")
    grade = models.ForeignKey(
        Rating, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="区分（記載のとおり）"
    )
    grade_before = models.ForeignKey(
        Rating, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="前の年度の区分"
    )
    year_before = models.PositiveSmallIntegerField("前に載った年度", null=True)
    year_after = models.PositiveSmallIntegerField("次に載った年度", null=True)
    unjudged_since = models.PositiveSmallIntegerField("続けて区分できない最初の年度", null=True)
    figureless_since = models.PositiveSmallIntegerField("続けて実績値のない最初の年度", null=True)
    computed = models.ForeignKey(
        Rating, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="区分（試算）"
    )
    is_behind = models.BooleanField("遅れている（試算）", default=False)
    progress = models.DecimalField("進捗率", max_digits=20, decimal_places=6, null=True)
    elapsed = models.DecimalField("経過率", max_digits=20, decimal_places=6, null=True)
    behind_by = models.DecimalField("遅れの幅", max_digits=20, decimal_places=6, null=True)
    explanation = models.TextField("試算の説明")

    class Meta:
        verbose_name = "KPIの現況"
        verbose_name_plural = "KPIの現況"
        ordering = ("publication_id", "order")
        indexes = [
            # With the row itself: what is counted of a publication is read off the index.
            models.Index(
                fields=("publication", "is_counted", "grade", "published"), name="standing_grades_of_publication"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(behind_by=None) | Q(is_behind=True),
                name="standing_is_behind_by_something",
                violation_error_message="遅れていない行に遅れの幅は付けられません。",
            )
        ]

    def __str__(self) -> str:
        return self.name
