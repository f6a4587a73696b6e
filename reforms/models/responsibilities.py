"""Who answers for which part of a printed progress cell."""

from django.db import models

from reforms.models.ministries import Ministry
from reforms.models.progress import ProgressSegment
from reforms.models.recorded import RowHistory


class SegmentResponsibility(models.Model):
    """担当: a ministry that enters a part of a progress cell. The secretariat sets it; printed labels only propose."""

    segment = models.ForeignKey(
        ProgressSegment, models.CASCADE, related_name="responsibilities", verbose_name="進捗の区切り"
    )
    ministry = models.ForeignKey(
        Ministry, models.PROTECT, related_name="segment_responsibilities", verbose_name="府省庁"
    )
    history = RowHistory()

    class Meta:
        verbose_name = "改革工程の担当"
        verbose_name_plural = "改革工程の担当"
        ordering = ("segment_id", "ministry__order")
        constraints = [models.UniqueConstraint(fields=("segment", "ministry"), name="ministry_once_a_segment")]

    def __str__(self) -> str:
        return f"{self.segment} {self.ministry}"
