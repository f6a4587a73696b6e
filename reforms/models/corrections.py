"""What people corrected in the machine's readings: every correction is kept, the later beside the earlier."""

from django.db import models
from django.db.models import Q

from reforms.models.programmes import ReportingRound
from reforms.models.recorded import RowHistory


class Correction(models.Model):
    """訂正: a person's correction of one field of a row in a round; before equal to after: confirmed as printed.

    field: as the reader names it ("target_raw", "targets.1.value"), heading: as people do; words: of the cell that it
    was made for. It ends on the day those words change.
    """

    class Cell(models.TextChoices):
        TARGET = "target", "目標値"
        ACTUAL = "actual", "実績値"
        OTHER = "", "その他"

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="corrections", verbose_name="調査回")
    row_id = models.CharField("行ID", max_length=40, db_index=True)
    cell = models.CharField("欄", max_length=10, choices=Cell, blank=True, default="")
    field = models.CharField("項目の識別子", max_length=100)
    heading = models.CharField("項目", max_length=200)
    before = models.TextField("読取りのまま", blank=True)
    after = models.TextField("訂正後", blank=True)
    words = models.TextField("訂正したときの欄の原文", blank=True)
    reason = models.TextField("理由")
    by = models.CharField("訂正した人", max_length=200)
    on = models.DateField("訂正日")
    ended_on = models.DateField("原文が変わって終わった日", null=True, blank=True)
    history = RowHistory()

    class Meta:
        verbose_name = "訂正"
        verbose_name_plural = "訂正"
        ordering = ("round_id", "row_id", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(by="") & ~Q(reason=""),
                name="correction_has_author_and_reason",
                violation_error_message="訂正には訂正者と理由を書いてください。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.row_id} {self.heading}"

    @property
    def is_of_a_reading(self) -> bool:
        """Whether it changed what was read out of a cell, not the words themselves."""
        return self.field.startswith(("targets.", "actuals."))
