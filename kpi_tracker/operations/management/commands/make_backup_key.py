"""`manage.py make_backup_key`: the two halves of a key for backups."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from kpi_tracker.operations.backup.sealing import new_key


class Command(BaseCommand):
    """Keeps nothing: whoever calls it keeps what it prints."""

    help = "控えを暗号化する鍵の組を作って表示します。どこにも保存しません。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints both halves."""
        public, secret = new_key()
        self.stdout.write(f"公開鍵（控えを取る機械の BACKUP_KEY）：{public}")
        self.stdout.write(f"秘密鍵（書き戻すときの BACKUP_KEY。別の場所に保管）：{secret}")
