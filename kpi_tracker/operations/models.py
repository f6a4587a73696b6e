"""How this machine does; no backup holds these rows."""

from django.db import models


class BackupRecord(models.Model):
    """控えの記録: a backup that was made. size in bytes, sha256 of the file as it was kept."""

    made_at = models.DateTimeField("日時")
    rows = models.PositiveBigIntegerField("行数")
    files = models.PositiveIntegerField("ファイル数")
    size = models.PositiveBigIntegerField("大きさ（バイト）")
    sha256 = models.CharField("SHA-256", max_length=64)
    is_encrypted = models.BooleanField("暗号化")

    class Meta:
        verbose_name = "控えの記録"
        verbose_name_plural = "控えの記録"
        ordering = ("-made_at", "-pk")
        get_latest_by = "made_at"

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"


class WorkerBeat(models.Model):
    """作業係の拍動: when a worker last said that it lives."""

    worker = models.CharField("作業係", max_length=64, primary_key=True)
    beat_at = models.DateTimeField("日時")

    class Meta:
        verbose_name = "作業係の拍動"
        verbose_name_plural = "作業係の拍動"
        ordering = ("-beat_at",)

    def __str__(self) -> str:
        return self.worker
