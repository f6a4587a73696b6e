"""KPI rows as published, frozen."""

from django.db import models

from kpis.models.listings import KpiListing
from reforms.models import Publication, PublishedItem, Rating


class PublishedKpi(models.Model):
    """公表されたKPIの行. content: see `kpis.frozen.FrozenKpi`. Only the way to its Kpi, by the listing, is live."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="kpis", verbose_name="公表")
    listing = models.ForeignKey(KpiListing, models.PROTECT, related_name="published", verbose_name="掲載")
    items = models.ManyToManyField(PublishedItem, related_name="kpis", verbose_name="改革項目")
    order = models.PositiveIntegerField("順")
    tier = models.PositiveSmallIntegerField("階層", choices=KpiListing.Tier, null=True)
    is_heading = models.BooleanField("見出し行である")
    grade = models.ForeignKey(Rating, models.PROTECT, null=True, related_name="published_kpis", verbose_name="区分")
    content = models.JSONField("公表された内容")
    search_key = models.TextField("検索用", help_text="名称・目標・実績・方針の語")

    class Meta:
        verbose_name = "公表されたKPIの行"
        verbose_name_plural = "公表されたKPIの行"
        ordering = ("publication_id", "order")
        constraints = [models.UniqueConstraint(fields=("publication", "listing"), name="listing_once_a_publication")]

    def __str__(self) -> str:
        return f"{self.publication} {self.order}"
