"""`manage.py import_workbook FILE… [--apply --by USER --reason TEXT] [--json]`: what files would change, or do."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from importers import pipeline
from importers.apply import NotLoadable
from importers.issues import Issue
from importers.management.people import importer_named
from importers.models import ImportBatch
from importers.plan import Decisions, Plan
from importers.readers.registry import UnreadableSource
from importers.readers.source_file import SourceFile
from importers.readers.source_path import source_file_at
from importers.services import NotNow, State, ask_to_apply, receive_file, set_round
from importers.spool import NoRoom
from kpi_tracker.lib.records import fields_of
from kpi_tracker.migrated import require_migrated
from reforms.models import ReportingRound, User

COUNTS = {
    "new": "新規",
    "changed": "変更",
    "unchanged": "同じ",
    "retired": "廃止候補",
    "undecided": "判断が必要",
    "errors": "誤り",
    "warnings": "注意",
}


class Command(BaseCommand):
    """Without --apply only the plan is made and nothing is written. --json: one object a line for each file."""

    help = "資料を取り込むと何が変わるかを示します。--apply を付けると取り込みます。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, the round they report on where they do not say, and who applies them why."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="標準ワークブック、公式様式、CSV、資料")
        parser.add_argument("--round", metavar="版:年度", help="資料から決まらないときの調査回（版の識別子:年度）")
        parser.add_argument("--apply", action="store_true", help="取り込む（判断の要る行や誤りがあれば取り込まない）")
        parser.add_argument("--by", metavar="USER", help="取り込む人の利用者名（--apply のとき必須）")
        parser.add_argument("--reason", default="", help="取り込む理由（--apply のとき必須）")
        parser.add_argument("--override", action="store_true", help="締切・確認済みの行にも反映する（管理者だけ）")
        parser.add_argument("--json", action="store_true", help="JSONで出力する")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tells of each file. Raises CommandError, one Japanese line, on the first that cannot be read or applied."""
        require_migrated()
        round = _round_named(options["round"])
        by = importer_named(options["by"]) if options["apply"] else None
        for path in options["files"]:
            try:
                source = source_file_at(path)
                plan, layout = _planned(source, round)
                said = {"reason": options["reason"], "overrides": options["override"]}
                batch = _applied(source, round, by, **said) if by else None
            except UnreadableSource as refusal:
                raise CommandError(str(refusal)) from refusal
            except (NotLoadable, NotNow, NoRoom) as refusal:
                raise CommandError(f"{path.name}: {refusal}") from refusal
            if options["json"]:
                self.stdout.write(json.dumps(_as_json(plan, layout, batch), ensure_ascii=False))
            else:
                self._tell(path.name, plan, batch, options["verbosity"])

    def _tell(self, name: str, plan: Plan, batch: ImportBatch | None, verbosity: int) -> None:
        counts = "、".join(f"{words}{plan.counts[count]}" for count, words in COUNTS.items())
        done = f"取り込みました（識別子 {batch.pk}）" if batch else "まだ取り込んでいません"
        self.stdout.write(f"{name}: {counts}。{done}。")
        for row in plan.rows if verbosity > 1 else ():
            for change in row.changes:
                self.stdout.write(f"  {row.row_id} {change.heading}: {change.before} → {change.after}")


def _planned(source: SourceFile, round: ReportingRound | None) -> tuple[Plan, str]:
    """What importing the file would do, and its layout."""
    document, found = pipeline.read(source, round)
    if found is None:
        raise NotLoadable(
            "どの調査回の資料か決められません。--round に 版の識別子:年度 を指定してください。"
            f"登録済み：{'、'.join(_named(one) for one in ReportingRound.objects.select_related('edition'))}"
        )
    return pipeline.compared(document, found, Decisions()).plan, document.layout


def _applied(
    source: SourceFile, round: ReportingRound | None, by: User, *, reason: str, overrides: bool
) -> ImportBatch:
    """The batch of the file once it is written. Raises NotNow, nothing being written, where a person must decide."""
    batch = receive_file(source.name, source.data, by=by)
    if round is not None:
        set_round(batch, round)
    pipeline.prepare(batch)
    ask_to_apply(batch, by=by, reason=reason, overrides=overrides)
    pipeline.apply(batch)
    batch.refresh_from_db()
    if batch.state != State.APPLIED:
        raise NotLoadable(batch.message)
    return batch


def _as_json(plan: Plan, layout: str, batch: ImportBatch | None) -> dict[str, Any]:
    return {
        "batch": str(batch.pk) if batch else None,
        "layout": layout,
        "counts": plan.counts,
        "changes": [
            {"row": row.row_id or row.key, "field": change.field, "before": change.before, "after": change.after}
            for row in plan.rows
            for change in row.changes
        ],
        "issues": [_issue(issue) for issue in plan.all_issues],
    }


def _issue(issue: Issue) -> dict[str, Any]:
    return {name: value for name, value in fields_of(issue).items() if value is not None}


def _round_named(words: str | None) -> ReportingRound | None:
    """The round of 「版の識別子:年度」. Raises CommandError with those there are."""
    if not words:
        return None
    known = ReportingRound.objects.select_related("edition__programme")
    rounds: dict[str, ReportingRound] = {_named(one): one for one in known}
    if words not in rounds:
        raise CommandError(f"調査回「{words}」はありません。登録済み：{'、'.join(rounds)}")
    return rounds[words]


def _named(round: ReportingRound) -> str:
    return f"{round.edition.slug}:{round.fiscal_year}"
