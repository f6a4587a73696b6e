"""What a round printed in a KPI row: the words, which are the record."""

from django.db import models
from django.db.models import F, Q

from kpis.models.listings import KpiListing
from reforms.models import Rating, ReportingRound, SourcePlace
from reforms.models.entries import EntryPath, EntryRow
from reforms.models.recorded import RowHistory, VersionedRow


class ProgressSnapshot(EntryRow, VersionedRow):
    """KPIの進捗: the words of one row in one round, and the grade that the ministry printed (never ours)."""

    listing = models.ForeignKey(KpiListing, models.PROTECT, related_name="snapshots", verbose_name="掲載")
    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="snapshots", verbose_name="調査回")
    target_words = models.TextField("目標値（達成時期）", blank=True)
    actual_words = models.TextField("実績値（時点）", blank=True)
    grade_words = models.TextField("区分（記載のとおり）", blank=True)
    grade = models.ForeignKey(
        Rating, models.PROTECT, null=True, blank=True, related_name="snapshots", verbose_name="区分"
    )
    note_words = models.TextField("次回の把握時期と今後の方針", blank=True)
    target_place = models.ForeignKey(
        SourcePlace, models.PROTECT, null=True, related_name="+", verbose_name="目標の出典"
    )
    actual_place = models.ForeignKey(
        SourcePlace, models.PROTECT, null=True, related_name="+", verbose_name="実績の出典"
    )
    grade_place = models.ForeignKey(SourcePlace, models.PROTECT, null=True, related_name="+", verbose_name="区分の出典")
    note_place = models.ForeignKey(SourcePlace, models.PROTECT, null=True, related_name="+", verbose_name="今後の出典")
    history = RowHistory()
    entry_path = EntryPath("round", answered_for="listing", items="sheet__items")

    class Meta:
        verbose_name = "KPIの進捗"
        verbose_name_plural = "KPIの進捗"
        ordering = ("round_id", "listing_id")
        constraints = [
            models.UniqueConstraint(
                fields=("listing", "round"),
                name="snapshot_once_a_listing_and_round",
                violation_error_message="この行のこの調査回の進捗は既にあります。",
            ),
            models.CheckConstraint(
                condition=Q(grade=None) | ~Q(grade_words=""),
                name="snapshot_grade_needs_its_printed_words",
                violation_error_message="記載のない区分は登録できません。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing}（{self.round}）"


class Promise(EntryRow):
    """約束: a dated commitment read from a note or target. The window is whole days, open where the words are."""

    snapshot = models.ForeignKey(ProgressSnapshot, models.CASCADE, related_name="promises", verbose_name="KPIの進捗")
    order = models.PositiveSmallIntegerField("順")
    what = models.TextField("内容")
    begins_on = models.DateField("期間の初日", null=True, blank=True)
    ends_on = models.DateField("期間の末日", null=True, blank=True)
    words = models.TextField("原文")
    span_from = models.PositiveIntegerField("原文の位置から", default=0)
    span_to = models.PositiveIntegerField("原文の位置まで", default=0)
    history = RowHistory()
    entry_path = EntryPath("snapshot__round", answered_for="snapshot__listing", items="sheet__items")

    class Meta:
        verbose_name = "約束"
        verbose_name_plural = "約束"
        ordering = ("snapshot_id", "order")
        constraints = [
            models.UniqueConstraint(fields=("snapshot", "order"), name="promise_order_once_a_snapshot"),
            models.CheckConstraint(
                condition=Q(begins_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("begins_on")),
                name="promise_window_in_order",
                violation_error_message="期間の末日は初日以後にしてください。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}（{self.words}）"
