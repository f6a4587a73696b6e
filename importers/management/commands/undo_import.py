"""`manage.py undo_import BATCH --by USER --reason TEXT`: takes an import back, whole or not at all."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from importers import pipeline
from importers.management.people import importer_named
from importers.models import ImportBatch
from importers.services import NotNow, State, ask_to_undo
from kpi_tracker.migrated import require_migrated


class Command(BaseCommand):
    """Refuses where someone edited a row of the batch since, and names those rows."""

    help = "取込みを元に戻します。取込みのあとに編集された行があれば、その一覧を示して何もしません。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The batch, who takes it back and why, and whether rows edited since are left as they are."""
        parser.add_argument("batch", type=UUID, metavar="BATCH", help="取込みの識別子")
        parser.add_argument("--by", required=True, metavar="USER", help="元に戻す人の利用者名")
        parser.add_argument("--reason", required=True, help="元に戻す理由")
        parser.add_argument("--override", action="store_true", help="締切・確認済みの行も戻す（管理者だけ）")
        parser.add_argument("--leave-edited", action="store_true", help="あとから編集された行はそのまま残す")

    def handle(self, *args: Any, **options: Any) -> None:
        """Takes back and tells. Raises CommandError, one Japanese sentence, where nothing was done."""
        require_migrated()
        by = importer_named(options["by"])
        batch = ImportBatch.objects.filter(pk=options["batch"]).first()
        if batch is None:
            raise CommandError(f"取込み {options['batch']} はありません。識別子を確かめてください。")
        if batch.state != State.APPLIED:
            raise CommandError(
                f"取込みは「{batch.get_state_display()}」です。元に戻せるのは、反映済みの取込みだけです。"
            )
        edited = pipeline.edited_since(batch)
        if edited and not options["leave_edited"]:
            rows = "、".join(f"{one.title}（{one.by}、{one.at:%Y-%m-%d %H:%M}）" for one in edited)
            raise CommandError(
                f"取込みのあとに編集された行が{len(edited)}件あります：{rows}。"
                "そのまま残してほかの行を元に戻すときは --leave-edited を付けてください。"
            )
        try:
            ask_to_undo(batch, by=by, reason=options["reason"], overrides=options["override"])
        except NotNow as refusal:
            raise CommandError(str(refusal)) from refusal
        pipeline.undo(batch, leaving=[(one.model, one.pk) for one in edited])
        batch.refresh_from_db()
        if batch.state != State.UNDONE:
            raise CommandError(batch.message)
        self.stdout.write(f"{batch.file_name}: 取込みを元に戻しました。")
