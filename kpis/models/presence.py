"""Who has which row of a worksheet open."""

from django.db import models

from reforms.models import ReportingRound, User


class OpenRow(models.Model):
    """開いている行: the row that a person has open on the worksheet of a round; forgotten soon after it was last told.

    row: as the worksheet names it, "kpi-12".
    """

    round = models.ForeignKey(ReportingRound, models.CASCADE, related_name="open_rows", verbose_name="調査回")
    person = models.ForeignKey(User, models.CASCADE, related_name="open_rows", verbose_name="利用者")
    row = models.CharField("行", max_length=30)
    seen_at = models.DateTimeField("最後に確かめた日時")

    class Meta:
        verbose_name = "開いている行"
        verbose_name_plural = "開いている行"
        ordering = ("round_id", "row", "person_id")
        constraints = [models.UniqueConstraint(fields=("round", "person"), name="one_open_row_a_person_and_round")]

    def __str__(self) -> str:
        return f"{self.person} {self.row}"
