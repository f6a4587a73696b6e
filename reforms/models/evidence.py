"""What an entry rests on: files and pages of documents."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from reforms.models.entries import EntryPath, EntryRow
from reforms.models.people import User
from reforms.models.progress import ProgressSegment
from reforms.models.recorded import RowHistory
from reforms.models.uploads import uploads


def place_of_file(evidence: models.Model, name: str) -> str:
    """Where a file is stored: under a name of ours, so that no name of theirs ever becomes a path."""
    return f"evidence/{timezone.localdate().year}/{uuid.uuid4().hex}"


class Evidence(EntryRow):
    """根拠資料 of an entry: a file, or an address; page as people write it, "12" or "表３".

    file_name: as the person called it, only ever shown; kind: as in `kpi_tracker.lib.file_kinds`, told by the content.
    """

    title = models.CharField("資料名", max_length=200)
    page = models.CharField("ページ・箇所", max_length=100, blank=True)
    url = models.URLField("URL", max_length=1000, blank=True)
    file = models.FileField("ファイル", storage=uploads, upload_to=place_of_file, blank=True)
    file_name = models.CharField("ファイル名", max_length=255, blank=True)
    kind = models.CharField("種類", max_length=10, blank=True)
    size = models.PositiveIntegerField("大きさ（バイト）", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="付けた人")
    at = models.DateTimeField("日時")

    class Meta:
        abstract = True
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(url="")) | (~Q(file="") & Q(url="")),
                name="%(class)s_is_a_file_or_an_address",
                violation_error_message="ファイルかURLのどちらか一方を入れてください。",
            )
        ]

    def __str__(self) -> str:
        return self.title


class SegmentEvidence(Evidence):
    """改革工程の根拠資料."""

    entry = models.ForeignKey(ProgressSegment, models.PROTECT, related_name="evidence", verbose_name="進捗の区切り")
    history = RowHistory()
    entry_path = EntryPath(
        "entry__process_progress__round", answered_for="entry", items="process_progress__sheet__items"
    )

    class Meta(Evidence.Meta):
        verbose_name = "改革工程の根拠資料"
        verbose_name_plural = "改革工程の根拠資料"
