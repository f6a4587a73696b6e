"""`manage.py send_notices`: once a day, from the server's timetable."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kpi_tracker.migrated import require_migrated
from reforms.digests import MailServerGone, send_digests, tell_deadlines


class Command(BaseCommand):
    """Makes the notices of deadlines and sends each person one mail with what is new."""

    help = "期限のお知らせを作り、未読のお知らせを1人1通のメールにまとめて送ります（1日1回）。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Tells and sends."""
        require_migrated()
        found = tell_deadlines(timezone.localdate())
        if not settings.SENDS_MAIL:
            self.stdout.write("メールサーバー（EMAIL_HOST）が設定されていないため、メールは送りません。")
            return
        try:
            sent = send_digests(found)
        except MailServerGone as failure:
            raise CommandError(f"メールを送れません。未送信のお知らせは次回に送ります。（{failure}）") from failure
        self.stdout.write(f"お知らせのメールを{sent}通送りました。")
