"""`manage.py grade_report`: printed and computed grades side by side."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from kpi_tracker.migrated import require_migrated
from kpis.grade_report import GradedRow, graded_rows


class Command(BaseCommand):
    """Lists every published KPI row; --json for programs."""

    help = "公表された区分と、公式の判定方法で計算した区分を、すべての掲載と調査回について並べます。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--json."""
        parser.add_argument("--json", action="store_true", help="JSONで出力します")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints the rows."""
        require_migrated()
        rows = graded_rows()
        if options["json"]:
            self.stdout.write(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=2))
            return
        for row in rows:
            self.stdout.write(_line(row))


def _line(row: GradedRow) -> str:
    mark = {True: "一致", False: "相違", None: "－"}[row.agrees]
    name = row.row.content.name or "（名称が読み取れません）"
    suggested = row.judgement.suggested or "－"
    return f"{row.row.fiscal_year}\t{row.printed or '－'}\t{suggested}\t{mark}\t{name}\t{row.judgement.explanation}"
