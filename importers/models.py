"""A file on its way into the database, and what its preview found."""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from reforms.models import ReportingRound, SourceDocument, User
from reforms.models.uploads import uploads


class ImportBatch(models.Model):
    """取込み: one uploaded file from its upload to what it changed, and back again.

    id goes with every history row that the batch writes. given: what the uploader said beyond the file (the round);
    fingerprint: of the file's rows and the database's when the preview was made; stage, done and total: how far long
    work has come, beat_at: when it last said so. layout: of the file itself, made_from: of the document that a standard
    workbook was made from, "" where there is none.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "読取り待ち"
        READING = "reading", "読取り中"
        ASKING = "asking", "調査回の指定待ち"
        PREVIEW = "preview", "確認待ち"
        REFUSED = "refused", "読み取れません"
        APPLYING = "applying", "反映中"
        APPLIED = "applied", "反映済み"
        UNDOING = "undoing", "取消し中"
        UNDONE = "undone", "元に戻した"
        DROPPED = "dropped", "取りやめ"

    id = models.UUIDField("識別子", primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField("ファイル", storage=uploads, upload_to="imports/%Y")
    file_name = models.CharField("ファイル名", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveIntegerField("大きさ（バイト）")
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="取り込んだ人")
    uploaded_at = models.DateTimeField("受付日時", auto_now_add=True)
    state = models.CharField("状態", max_length=10, choices=State, default=State.WAITING)
    stage = models.CharField("作業", max_length=60, blank=True)
    done = models.PositiveIntegerField("済んだ数", default=0)
    total = models.PositiveIntegerField("全体の数", default=0)
    beat_at = models.DateTimeField("最後の進み", null=True, blank=True)
    message = models.TextField("知らせ", blank=True)
    layout = models.CharField("様式", max_length=40, blank=True)
    made_from = models.CharField("元の資料の様式", max_length=40, blank=True)
    programme = models.CharField("計画（記載のとおり）", max_length=200, blank=True)
    edition = models.CharField("版（記載のとおり）", max_length=200, blank=True)
    fiscal_year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    ministries = models.JSONField("府省庁（記載のとおり）", default=list, blank=True)
    round = models.ForeignKey(
        ReportingRound, models.PROTECT, null=True, blank=True, related_name="imports", verbose_name="調査回"
    )
    counts = models.JSONField("件数", default=dict, blank=True)
    fingerprint = models.CharField("照合値", max_length=64, blank=True)
    reason = models.TextField("理由", blank=True)
    applied_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="確定した人"
    )
    applied_at = models.DateTimeField("確定日時", null=True, blank=True)
    document = models.ForeignKey(
        SourceDocument, models.SET_NULL, null=True, blank=True, related_name="imports", verbose_name="出典文書"
    )
    overrides = models.BooleanField("締切・確認済みの行にも反映する", default=False)
    undone_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="元に戻した人"
    )
    undone_at = models.DateTimeField("元に戻した日時", null=True, blank=True)
    undo_reason = models.TextField("元に戻した理由", blank=True)

    class Meta:
        verbose_name = "取込み"
        verbose_name_plural = "取込み"
        ordering = ("-uploaded_at", "pk")
        permissions = [("import_files", "資料を取り込み、取り込みを元に戻せる")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=("applied", "undoing", "undone")) | ~Q(reason="") & Q(applied_by__isnull=False),
                name="applied_import_has_author_and_reason",
                violation_error_message="反映には理由と確定した人が要ります。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name}（{self.get_state_display()}）"

    def get_absolute_url(self) -> str:
        """The batch's page: its progress, its preview or its result."""
        return reverse("importers:batch", args=(self.pk,))


class PreviewRowQuerySet(models.QuerySet["PreviewRow"]):
    """Rows of a preview."""

    def waiting(self) -> Self:
        """Rows to be settled before the batch can be applied: open questions, and errors that are not left out."""
        is_open = Q(kind=PreviewRow.Kind.UNDECIDED, decision="")
        return self.filter(is_open | Q(severity="error") & ~Q(decision=PreviewRow.LEAVE))


class PreviewRow(models.Model):
    """取込みの予定行: a row that the batch would write, or that needs a look. Rows that stay as they are have none.

    key: the row within the file; content: see `importers.plan.PlannedRow`; decision: what a person said of it, kept
    when the preview is made again: "" none yet, "leave" left out, "retire", "new", or "same:" and a row id.
    """

    class Kind(models.TextChoices):
        NEW = "new", "新規"
        CHANGED = "changed", "変更"
        RETIRED = "retired", "廃止候補"
        UNDECIDED = "undecided", "判断が必要"
        UNCHANGED = "unchanged", "同じ"

    LEAVE, RETIRE, NEW, SAME = "leave", "retire", "new", "same:"

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows", verbose_name="取込み")
    order = models.PositiveIntegerField("順")
    key = models.CharField("行", max_length=80)
    kind = models.CharField("種類", max_length=10, choices=Kind)
    table = models.CharField("表", max_length=10)
    item = models.CharField("改革項目", max_length=500, blank=True)
    title = models.TextField("行の名称", blank=True)
    severity = models.CharField("最も重い確認事項", max_length=10, blank=True)
    content = models.JSONField("内容")
    decision = models.CharField("判断", max_length=60, blank=True)

    objects = PreviewRowQuerySet.as_manager()

    class Meta:
        verbose_name = "取込みの予定行"
        verbose_name_plural = "取込みの予定行"
        ordering = ("batch_id", "order")
        constraints = [models.UniqueConstraint(fields=("batch", "key"), name="preview_row_key_once_a_batch")]
        indexes = [models.Index(fields=("batch", "kind", "order"), name="preview_by_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.title or self.key}"

    @property
    def is_waiting(self) -> bool:
        """Whether the row is among `waiting()`."""
        is_open = self.kind == self.Kind.UNDECIDED and not self.decision
        return is_open or (self.severity == "error" and self.decision != self.LEAVE)
