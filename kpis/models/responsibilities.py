"""Who answers for which KPI row."""

from django.db import models

from kpis.models.listings import KpiListing
from reforms.models import Ministry
from reforms.models.recorded import RowHistory


class ListingResponsibility(models.Model):
    """担当: a ministry that enters a KPI row. The secretariat sets it; what is printed only proposes."""

    listing = models.ForeignKey(KpiListing, models.CASCADE, related_name="responsibilities", verbose_name="掲載")
    ministry = models.ForeignKey(
        Ministry, models.PROTECT, related_name="listing_responsibilities", verbose_name="府省庁"
    )
    history = RowHistory()

    class Meta:
        verbose_name = "KPIの担当"
        verbose_name_plural = "KPIの担当"
        ordering = ("listing_id", "ministry__order")
        constraints = [models.UniqueConstraint(fields=("listing", "ministry"), name="ministry_once_a_listing")]

    def __str__(self) -> str:
        return f"{self.listing} {self.ministry}"
