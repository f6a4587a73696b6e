"""What published rows leave to be awaited, in columns: what the pages of 約束 count, filter and sort by."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce

from kpis.models.standings import KpiStanding
from kpis.promised_values import CURRENT_FOR
from reforms.models import Publication

DUE = Coalesce("ends_on", "begins_on")
"""The last day of a promise, as far as it names one."""


class PublishedPromiseQuerySet(models.QuerySet["PublishedPromise"]):
    """Promises as they stood on a day."""

    def as_of(self, day: datetime.date) -> PublishedPromiseQuerySet:
        """Those that were published by the day, each with the state it was in then."""
        kept = Q(kept_on__lte=day)
        lacked_since = Q(lacked_on__lte=day, lacked_on__gt=F("ends_on"))
        first_current = max(day, datetime.date.min + CURRENT_FOR) - CURRENT_FOR
        is_current = Q(publication__published_on__gte=first_current)
        state = PublishedPromise.State
        return self.filter(publication__is_current=True, publication__published_on__lte=day).annotate(
            state=Case(
                When(kept, then=Value(state.KEPT)),
                When(begins_on=None, ends_on=None, then=Value(state.UNDATED)),
                When(begins_on__gt=day, then=Value(state.UPCOMING)),
                When(Q(ends_on=None) | Q(ends_on__gte=day), then=Value(state.DUE)),
                When(kind=PublishedPromise.Kind.OTHER, then=Value(state.UNTOLD)),
                When(lacked_since | is_current, then=Value(state.OVERDUE)),
                default=Value(state.UNANSWERED),
                output_field=models.CharField(),
            )
        )


class PublishedPromise(models.Model):
    """公表された約束: one thing that a row of a current publication leaves to be awaited, said again by no other row.

    It only repeats: made from what is published, written with each publication, made again by
    `manage.py rebuild_standings`. kept_on, lacked_on: see `kpis.promises.outcome`; uid: the same through reloads.
    """

    class Kind(models.TextChoices):
        FINAL = "final", "確報"
        VALUE = "value", "実績の把握・公表"
        TARGET = "target", "目標の設定"
        OTHER = "other", "その他"

    class State(models.TextChoices):
        OVERDUE = "overdue", "期限超過"
        DUE = "due", "期間中"
        UPCOMING = "upcoming", "これから"
        KEPT = "kept", "公表で確認"
        UNANSWERED = "unanswered", "後の公表なし"
        UNTOLD = "untold", "確認できない"
        UNDATED = "undated", "時期の記載なし"

    standing = models.ForeignKey(  # whose key is that of the published row: the column is called after the row
        KpiStanding,
        models.CASCADE,
        db_column="published_id",
        related_name="promises",
        verbose_name="公表された行の現況",
    )
    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="promises", db_index=False, verbose_name="公表"
    )
    number = models.PositiveSmallIntegerField("順")
    uid = models.UUIDField("識別子")
    kind = models.CharField("種類", max_length=10, choices=Kind)
    what = models.TextField("内容")
    begins_on = models.DateField("期間の初日", null=True)
    ends_on = models.DateField("期間の末日", null=True)
    words = models.TextField("原文", blank=True)
    kept_on = models.DateField("載せた公表の日", null=True)
    lacked_on = models.DateField("まだ載せていない最後の公表の日", null=True)

    objects = PublishedPromiseQuerySet.as_manager()

    class Meta:
        verbose_name = "公表された約束"
        verbose_name_plural = "公表された約束"
        ordering = ("publication_id", "standing_id", "number")
        indexes = [
            models.Index(fields=("publication", "ends_on"), name="promise_windows_of_publication"),
            models.Index(DUE, name="promise_due_days"),
        ]
        constraints = [
            models.UniqueConstraint(fields=("standing", "number"), name="published_promise_number_once_a_row"),
            models.CheckConstraint(
                condition=Q(begins_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("begins_on")),
                name="published_promise_window_in_order",
                violation_error_message="期間の末日は初日以後にしてください。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}（{self.words}）"
