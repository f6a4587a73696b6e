"""`manage.py rebuild_standings`: the standings of published KPI rows, made again."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from kpi_tracker.migrated import require_migrated
from kpis.models import KpiStanding
from kpis.services.standings import rebuild_standings


class Command(BaseCommand):
    """Makes every standing again; --check only compares and fails where one differs."""

    help = "公表された内容から、KPIの現況（ダッシュボードが数える表）を作り直します。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--check."""
        parser.add_argument("--check", action="store_true", help="書き込まずに比べ、違いがあれば失敗します")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuilds and tells. Raises CommandError where --check finds a difference."""
        require_migrated()
        with transaction.atomic():
            written = rebuild_standings()
            transaction.set_rollback(bool(options["check"]))
        if options["check"] and written:
            told = f"KPIの現況が公表された内容と{written}か所違います。rebuild_standings で作り直してください。"
            raise CommandError(told)
        self.stdout.write(f"KPIの現況{KpiStanding.objects.count()}行。直したもの{written}件。")
