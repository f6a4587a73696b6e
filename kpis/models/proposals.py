"""Proposals that two listings are one KPI, or that one replaced the other; a person decides."""

from django.db import models
from django.db.models import F, Q

from kpis.models.listings import KpiListing
from reforms.models import User


class KpiProposal(models.Model):
    """KPIの結び付けの提案. score: 0 to 100, with its reasons. Accepting `same` joins the listings."""

    class Kind(models.TextChoices):
        SAME = "same", "同じKPI"
        SUCCESSOR = "successor", "後継のKPI"

    class State(models.TextChoices):
        OPEN = "open", "未判断"
        ACCEPTED = "accepted", "認める"
        REJECTED = "rejected", "別のもの"

    first = models.ForeignKey(KpiListing, models.CASCADE, related_name="+", verbose_name="掲載（先）")
    second = models.ForeignKey(KpiListing, models.CASCADE, related_name="+", verbose_name="掲載（後）")
    kind = models.CharField("種類", max_length=20, choices=Kind)
    score = models.PositiveSmallIntegerField("確からしさ")
    reasons = models.JSONField("根拠", default=list)
    state = models.CharField("状態", max_length=20, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="判断した人"
    )
    decided_at = models.DateTimeField("判断した日時", null=True, blank=True)
    decision_reason = models.TextField("判断の理由", blank=True)

    class Meta:
        verbose_name = "KPIの結び付けの提案"
        verbose_name_plural = "KPIの結び付けの提案"
        ordering = ("-score", "pk")
        permissions = (("decide_proposal", "KPIの結び付けを判断できる"),)
        constraints = [
            models.UniqueConstraint(fields=("first", "second", "kind"), name="proposal_once_a_pair_and_kind"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="proposal_is_of_two_listings"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(decided_by__isnull=False) & ~Q(decision_reason=""),
                name="proposal_decision_has_person_and_reason",
                violation_error_message="判断には判断した人と理由が要ります。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} ＝ {self.second}"
