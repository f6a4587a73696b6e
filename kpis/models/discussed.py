"""What is asked about KPI rows, and what they rest on."""

from django.db import models

from kpis.models.snapshots import ProgressSnapshot
from reforms.models.comments import Comment
from reforms.models.entries import EntryPath
from reforms.models.evidence import Evidence
from reforms.models.recorded import RowHistory


class SnapshotComment(Comment):
    """KPIの質疑."""

    entry = models.ForeignKey(ProgressSnapshot, models.PROTECT, related_name="comments", verbose_name="KPIの進捗")
    history = RowHistory()

    class Meta(Comment.Meta):
        verbose_name = "KPIの質疑"
        verbose_name_plural = "KPIの質疑"


class SnapshotEvidence(Evidence):
    """KPIの根拠資料."""

    entry = models.ForeignKey(ProgressSnapshot, models.PROTECT, related_name="evidence", verbose_name="KPIの進捗")
    history = RowHistory()
    entry_path = EntryPath("entry__round", answered_for="entry__listing", items="sheet__items")

    class Meta(Evidence.Meta):
        verbose_name = "KPIの根拠資料"
        verbose_name_plural = "KPIの根拠資料"
