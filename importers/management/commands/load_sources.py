"""`manage.py load_sources`: the reference data and the reviewed workbooks of fixtures/ into the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from importers.apply import NotLoadable, load_published
from importers.readers.registry import read_source_file
from importers.readers.source_file import SourceFile
from kpi_tracker.migrated import require_migrated

FIXTURES = settings.BASE_DIR / "fixtures"


class Command(BaseCommand):
    """Loads every workbook of fixtures/, oldest year first. Run again it changes nothing."""

    help = "参照データと確認済みの標準ワークブック（fixtures/*.xlsx）を取り込みます。二度実行しても何も変わりません。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Loads and tells what came of each workbook."""
        require_migrated()
        call_command("loaddata", *sorted((FIXTURES / "reference").glob("*.json")), verbosity=0)
        for path in sorted(FIXTURES.glob("*.xlsx")):
            self._load(path)

    def _load(self, path: Path) -> None:
        document = read_source_file(SourceFile(path.name, path.read_bytes()))
        original = FIXTURES / "sources" / document.file
        try:
            loaded = load_published(document, original=SourceFile(original.name, original.read_bytes()), by=None)
        except NotLoadable as refusal:
            raise CommandError(f"{path.name}: {refusal}") from refusal
        if loaded.already:
            self.stdout.write(f"{path.name}: 取込み済みです。何も変わりません。")
        else:
            self.stdout.write(
                f"{path.name}: {loaded.round} 改革項目{loaded.items}・改革工程{loaded.processes}・KPIの行{loaded.kpis}"
            )
