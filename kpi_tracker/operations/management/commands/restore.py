"""`manage.py restore FILE`: onto a new machine."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kpi_tracker.migrated import require_migrated
from kpi_tracker.operations.backup.archive import BackupRefused
from kpi_tracker.operations.backup.restoring import checked, differences, restore


class Command(BaseCommand):
    """Into an empty, migrated database only; --verify compares and writes nothing."""

    help = "控えを空のデータベースに書き戻します。--verify は、いまの内容が控えと同じかを確かめます。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether only to compare."""
        parser.add_argument("file", type=Path, help="manage.py backup が作ったファイル")
        parser.add_argument("--verify", action="store_true", help="書き戻さずに、すべての表とファイルを控えと比べる")

    def handle(self, *args: Any, file: Path, verify: bool, **options: Any) -> None:
        """Restores or compares; ends with one line where that cannot be."""
        require_migrated()
        try:
            self._verify(file) if verify else self._restore(file)
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as fault:
            raise CommandError(f"{file} を読めません：{fault.strerror}") from fault

    def _restore(self, file: Path) -> None:
        manifest = restore(file, key=settings.BACKUP_KEY)
        self.stdout.write(
            f"{manifest.made_at} の控えを書き戻しました：{len(manifest.tables)}表 {manifest.row_count:,}行、"
            f"ファイル{len(manifest.files):,}件。すべてチェックサムが控えと一致しています。"
        )

    def _verify(self, file: Path) -> None:
        with checked(file, settings.BACKUP_KEY) as (_, manifest):
            different = differences(manifest)
        if different:
            raise CommandError(f"控えと違います：{'、'.join(different)}")
        self.stdout.write(f"{len(manifest.tables)}表とファイル{len(manifest.files):,}件が控えと一致しています。")
