"""Contradictions between published rows, and what people decided about them."""

from django.db import models
from django.urls import reverse
from django.utils import timezone

from kpis.models.identity import Kpi
from reforms.models import Ministry, User


class Decision(models.TextChoices):
    """What a person can say of a contradiction."""

    SAME = "same", "同じものとみなす"
    DIFFERENT = "different", "別のもの"
    CORRECTION = "correction", "訂正を依頼"
    ACKNOWLEDGED = "acknowledged", "確認済み"


class Contradiction(models.Model):
    """食い違い: what a check found in published rows, known by its fingerprint through every run.

    cells: the printed cells to compare, frozen as found (`kpis.selectors.cited`); decision: a person's latest, "" while
    nobody has decided; is_found: whether the latest run still found it.
    """

    check_id = models.CharField("検査", max_length=60, db_index=True)
    fingerprint = models.CharField("指紋", max_length=64, unique=True)
    message = models.TextField("内容")
    cells = models.JSONField("比べる箇所")
    kpi = models.ForeignKey(
        Kpi, models.SET_NULL, null=True, blank=True, related_name="contradictions", verbose_name="KPI"
    )
    ministries = models.ManyToManyField(Ministry, related_name="contradictions", blank=True, verbose_name="担当府省庁")
    decision = models.CharField("判断", max_length=20, choices=Decision, blank=True, default="")
    is_found = models.BooleanField("今も見つかる", default=True)
    first_found_at = models.DateTimeField("初めて見つかった日時", default=timezone.now)
    last_found_at = models.DateTimeField("最後に見つかった日時", default=timezone.now)

    class Meta:
        verbose_name = "食い違い"
        verbose_name_plural = "食い違い"
        ordering = ("check_id", "pk")
        permissions = (("decide_contradiction", "食い違いを判断できる"),)
        indexes = [
            models.Index(
                fields=("decision", "check_id", "id"),
                condition=models.Q(is_found=True),
                name="contradictions_as_listed",
            ),
            models.Index(fields=("last_found_at",), name="contradiction_last_found"),
        ]

    def __str__(self) -> str:
        return self.message

    def get_absolute_url(self) -> str:
        """The page with both places side by side."""
        return reverse("kpis:contradiction", args=(self.pk,))


class ContradictionDecision(models.Model):
    """食い違いの判断: who decided what, when and why. Kept for ever; the latest one counts."""

    contradiction = models.ForeignKey(Contradiction, models.CASCADE, related_name="decisions", verbose_name="食い違い")
    decision = models.CharField("判断", max_length=20, choices=Decision)
    reason = models.TextField("理由")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="判断した人")
    at = models.DateTimeField("日時", auto_now_add=True)

    class Meta:
        verbose_name = "食い違いの判断"
        verbose_name_plural = "食い違いの判断"
        ordering = ("contradiction_id", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="contradiction_decision_has_a_reason",
                violation_error_message="判断には理由を書いてください。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contradiction}: {self.get_decision_display()}"
