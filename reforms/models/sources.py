"""The documents that values come from, and the place of each printed cell."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse


class SourceDocument(models.Model):
    """出典文書: a published file, known by the SHA-256 of its bytes. text: its words, so that a place can be opened."""

    file_name = models.CharField("ファイル名", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True, validators=[RegexValidator("^[0-9a-f]{64}$")])
    title = models.CharField("題名", max_length=300)
    published_on = models.DateField("文書の日付")
    layout = models.CharField("様式", max_length=40)
    text = models.TextField("文面", blank=True)
    line_count = models.PositiveIntegerField("行数", default=0)

    class Meta:
        verbose_name = "出典文書"
        verbose_name_plural = "出典文書"
        ordering = ("published_on", "file_name")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page that shows the document line by line."""
        return reverse("reforms:source", args=(self.pk,))

    @property
    def lines(self) -> list[str]:
        """The lines without their ends, line n at n - 1; a last line end ends the last line."""
        lines = self.text.split("\n")
        return lines if lines[-1] else lines[:-1]


class SourcePlace(models.Model):
    """出典箇所: where a cell is printed and its words exactly as the document holds them."""

    document = models.ForeignKey(SourceDocument, models.PROTECT, related_name="places", verbose_name="文書")
    sheet = models.CharField("シート", max_length=100, blank=True)
    line_from = models.PositiveIntegerField("開始行")
    line_to = models.PositiveIntegerField("終了行")
    cell = models.CharField("セル", max_length=20, blank=True)
    words = models.TextField("原文")

    class Meta:
        verbose_name = "出典箇所"
        verbose_name_plural = "出典箇所"
        ordering = ("document_id", "line_from", "cell")
        constraints = [
            models.CheckConstraint(
                condition=Q(line_from__gte=1) & Q(line_to__gte=F("line_from")),
                name="place_lines_in_order",
                violation_error_message="行は1以上で、終了行は開始行以後にしてください。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.line_from}–{self.line_to}行"


class SourceIssue(models.Model):
    """確認事項: what could not be read, or not surely, in a printed row."""

    class Severity(models.TextChoices):
        ERROR = "error", "読み取れない"
        WARNING = "warning", "確かめてください"
        NOTE = "note", "お知らせ"

    document = models.ForeignKey(SourceDocument, models.PROTECT, related_name="issues", verbose_name="文書")
    row_id = models.CharField("行ID", max_length=40, blank=True, db_index=True)
    field = models.CharField("項目", max_length=40)
    code = models.CharField("コード", max_length=60)
    severity = models.CharField("重さ", max_length=10, choices=Severity)
    message = models.TextField("内容")
    words = models.TextField("原文", blank=True)

    class Meta:
        verbose_name = "確認事項"
        verbose_name_plural = "確認事項"
        ordering = ("document_id", "row_id", "field")

    def __str__(self) -> str:
        return f"{self.row_id} {self.message}"
