"""`manage.py backup FILE`: from the server's timetable, or before an upgrade."""

from __future__ import annotations

import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kpi_tracker.migrated import require_migrated
from kpi_tracker.operations.backup.archive import BackupRefused
from kpi_tracker.operations.backup.making import make_backup
from kpi_tracker.operations.models import BackupRecord


class Command(BaseCommand):
    """Writes all rows and files, encrypted where BACKUP_KEY is set."""

    help = "データベースの全行と、アップロードされたファイルの控えを1つのファイルに作ります。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path, help="作る控えのファイル名（例：kpi-2026-11-21.backup）")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Makes it, keeps a record of it for the page 運用状況 and says what it holds."""
        require_migrated()
        try:
            manifest = make_backup(file, key=settings.BACKUP_KEY)
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as fault:
            raise CommandError(f"{file} に書けません：{fault.strerror}") from fault
        record = _record(file, rows=manifest.row_count, files=len(manifest.files))
        self.stdout.write(
            f"{file}：{len(manifest.tables)}表 {record.rows:,}行、ファイル{record.files:,}件、{record.size:,}バイト、"
            f"{'暗号化あり' if record.is_encrypted else '暗号化なし（BACKUP_KEY がありません）'}"
        )
        self.stdout.write(f"SHA-256 {record.sha256}")
        for name in manifest.missing:
            self.stderr.write(f"ファイル {name} がありません。控えにも入っていません。")


def _record(file: Path, *, rows: int, files: int) -> BackupRecord:
    with file.open("rb") as kept:
        sha256 = hashlib.file_digest(kept, "sha256").hexdigest()
    return BackupRecord.objects.create(
        made_at=timezone.now(),
        rows=rows,
        files=files,
        size=file.stat().st_size,
        sha256=sha256,
        is_encrypted=bool(settings.BACKUP_KEY),
    )
