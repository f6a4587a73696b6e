"""Who a command acts for."""

from __future__ import annotations

from django.core.management.base import CommandError

from reforms.models import User

MAY_IMPORT = "importers.import_files"


def importer_named(name: str | None) -> User:
    """The active user of that name. Raises CommandError where there is none or the person may not import."""
    person = User.objects.filter(username=name or "", is_active=True).first()
    if person is None:
        raise CommandError(f"--by の利用者「{name or ''}」は登録されていません。利用者名を確かめてください。")
    if not person.has_perm(MAY_IMPORT):
        raise CommandError(f"利用者「{name}」には資料を取り込む権限がありません。管理者に依頼してください。")
    return person
