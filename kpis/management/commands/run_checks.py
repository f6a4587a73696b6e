"""`manage.py run_checks`: every contradiction between published rows."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from kpi_tracker.migrated import require_migrated
from kpis.checks import CHECKS
from kpis.propose_links import propose_links
from kpis.run_checks import CheckRun, run_checks
from kpis.selectors.cited import CitedCell

TITLES = {check.id: check for check in CHECKS}


class Command(BaseCommand):
    """Runs the checks and records what they find; --json for programs."""

    help = "公表された行どうしの食い違いを検査します。人の判断は残ります。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--json."""
        parser.add_argument("--json", action="store_true", help="JSONで出力します")

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs and tells."""
        require_migrated()
        propose_links()
        run = run_checks(timezone.localdate())
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(run), ensure_ascii=False, indent=2))
            return
        for finding, _ in run.findings if options["verbosity"] else ():
            self.stdout.write(f"{TITLES[finding.check].title}\t{finding.message}")
        recorded = run.recorded
        self.stdout.write(f"新しい食い違い{recorded.new}件、前から{recorded.known}件、解消{recorded.gone}件。")


def _as_json(run: CheckRun) -> list[dict[str, Any]]:
    return [
        {
            "check": finding.check,
            "title": TITLES[finding.check].title,
            "fingerprint": finding.fingerprint,
            "message": finding.message,
            "why": TITLES[finding.check].why,
            "settle": TITLES[finding.check].settle,
            "places": [_place(cell) for cell in cells],
        }
        for finding, cells in run.findings
    ]


def _place(cell: CitedCell) -> dict[str, Any]:
    return {
        "row": cell.row,
        "field": cell.field,
        "edition": cell.edition,
        "item": cell.item,
        "kpi": cell.name,
        "words": cell.words,
        "document": cell.place.document if cell.place else None,
        "lines": [cell.place.line_from, cell.place.line_to] if cell.place else None,
    }
