"""`manage.py index_search`: what searching rests on, made again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from kpi_tracker.migrated import require_migrated
from kpis.search_index import make_search_indexes
from kpis.services.search_keys import write_search_keys
from reforms.models import Publication


class Command(BaseCommand):
    """Makes the keys of every publication again, and on PostgreSQL the indexes that are missing."""

    help = "公表された行の検索用の語を作り直します。PostgreSQLでは、足りない索引も作ります。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes and tells."""
        require_migrated()
        publications = Publication.objects.filter(is_current=True)
        for publication in publications:
            write_search_keys(publication)
        self.stdout.write(f"公表{len(publications)}件の検索用の語を作り直しました。")
        told = make_search_indexes(connection)
        if told:
            self.stderr.write(told)
