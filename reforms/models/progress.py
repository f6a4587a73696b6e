"""What a round's document prints beside the processes."""

from django.db import models

from reforms.models.entries import EntryPath, EntryRow
from reforms.models.items import FormSheet, ReformProcess
from reforms.models.ministries import Ministry
from reforms.models.programmes import ReportingRound
from reforms.models.ratings import Rating
from reforms.models.recorded import RowHistory, VersionedRow
from reforms.models.sources import SourcePlace


class ProcessProgress(EntryRow, VersionedRow):
    """改革工程の進捗: one printed progress cell of a round. It can serve several processes (a merged cell).

    progress_words, outlook_words: the cells as a whole; their segments hold the same words part by part.
    """

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="process_progress", verbose_name="調査回")
    sheet = models.ForeignKey(FormSheet, models.PROTECT, related_name="progress", verbose_name="様式")
    row_id = models.CharField("行ID", max_length=40)
    order = models.PositiveIntegerField("順")
    processes = models.ManyToManyField(ReformProcess, related_name="progress", verbose_name="改革工程")
    progress_words = models.TextField("計画期間中の進捗", blank=True)
    outlook_words = models.TextField("今後の進展について", blank=True)
    progress_place = models.ForeignKey(
        SourcePlace, models.PROTECT, null=True, related_name="+", verbose_name="進捗の出典"
    )
    outlook_place = models.ForeignKey(
        SourcePlace, models.PROTECT, null=True, related_name="+", verbose_name="今後の出典"
    )
    history = RowHistory()
    entry_path = EntryPath(round="round")

    class Meta:
        verbose_name = "改革工程の進捗"
        verbose_name_plural = "改革工程の進捗"
        ordering = ("round_id", "sheet__order", "order")
        constraints = [models.UniqueConstraint(fields=("round", "row_id"), name="progress_row_id_once_a_round")]

    def __str__(self) -> str:
        return f"{self.round} {self.row_id}"


class ProgressSegment(EntryRow, VersionedRow):
    """進捗の区切り: the part of a progress cell that one printed label speaks for, of no, one or several ministries."""

    process_progress = models.ForeignKey(
        ProcessProgress, models.CASCADE, related_name="segments", verbose_name="改革工程の進捗"
    )
    order = models.PositiveIntegerField("順")
    label = models.TextField("表示（記載のとおり）", blank=True)
    ministries = models.ManyToManyField(Ministry, related_name="segments", blank=True, verbose_name="府省庁")
    progress_words = models.TextField("計画期間中の進捗", blank=True)
    outlook_words = models.TextField("今後の進展について", blank=True)
    mark_words = models.TextField("印（記載のとおり）", blank=True)
    mark = models.ForeignKey(Rating, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="印")
    history = RowHistory()
    entry_path = EntryPath("process_progress__round", answered_for="self", items="process_progress__sheet__items")

    class Meta:
        verbose_name = "進捗の区切り"
        verbose_name_plural = "進捗の区切り"
        ordering = ("process_progress_id", "order")
        constraints = [
            models.UniqueConstraint(fields=("process_progress", "order"), name="segment_order_once_a_progress_cell")
        ]

    def __str__(self) -> str:
        return f"{self.process_progress} {self.order}"
