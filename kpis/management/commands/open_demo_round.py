"""`manage.py open_demo_round`: a round to enter into, for the demo database only."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from kpi_tracker.migrated import require_migrated
from kpis.models import KpiListing
from kpis.services.next_round import open_next_round
from kpis.services.responsibilities import set_listing_responsibilities
from reforms.models import ProgressSegment, ReportingRound, User
from reforms.services.recording import Change
from reforms.services.responsibilities import set_segment_responsibilities

FROM = "kouteihyo-2017"
NAME = "改革工程、KPIの進捗整理表（2018・デモ）"
PUBLISHED_ON = datetime.date(2018, 12, 20)
DAYS_TO_ENTER = 14
REASON = "デモの調査回を開く"
LABELLED = "デモのため、文書に記載された府省庁名から担当を設定"
ONLY_DEMO = "open_demo_round は DEBUG=1 の SQLite のデモ用データベースだけで使えます。何も変更していません。"
NO_DOCUMENT = "2017年度の進捗整理表がありません。先に load_sources を実行してください。"
NOBODY = "調査回を開く確認者か管理者がいません。先に利用者を作ってください。"


class Command(BaseCommand):
    """Opens 2018 of 経済・財政再生計画 from the 2017 edition. Run again it changes nothing."""

    help = "デモ用のデータベースに、2017年度の版を引き継いだ2018年度の調査回を開きます。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Opens the round and tells its address. Raises CommandError, one Japanese line."""
        if not settings.DEBUG or connection.vendor != "sqlite":
            raise CommandError(ONLY_DEMO)
        require_migrated()
        before = ReportingRound.objects.filter(edition__slug=FROM).select_related("edition__programme").first()
        if before is None:
            raise CommandError(NO_DOCUMENT)
        later = before.edition.programme.editions.filter(fiscal_year__gt=before.fiscal_year).first()
        if later is not None:
            self.stdout.write(f"「{later}」は開いてあります。何も変わりません。")
            return
        self.stdout.write(f"{open_after(before)} の入力を始めました。")


@transaction.atomic
def open_after(before: ReportingRound) -> ReportingRound:
    """The opened round of the year after. Raises CommandError where nobody may open one."""
    people = User.objects.filter(Q(role__in=(User.Role.REVIEWER, User.Role.ADMIN)) | Q(is_superuser=True))
    by = people.filter(is_active=True).order_by("pk").first()
    if by is None:
        raise CommandError(NOBODY)
    opened = open_next_round(
        before,
        name=NAME,
        published_on=PUBLISHED_ON,
        due_on=timezone.localdate() + datetime.timedelta(days=DAYS_TO_ENTER),
        change=Change(by, REASON),
    )
    _answer_for_labels(opened, Change(by, LABELLED))
    return opened


def _answer_for_labels(round: ReportingRound, change: Change) -> None:
    """Makes each printed ministry answer for the part under its label, and for what is unlabelled on the same page."""
    segments = list(
        ProgressSegment.objects.filter(process_progress__round=round)
        .select_related("process_progress")
        .prefetch_related("ministries")
    )
    on_page: dict[int, list[int]] = {}
    for segment in segments:
        named = on_page.setdefault(segment.process_progress.sheet_id, [])
        named += [ministry.pk for ministry in segment.ministries.all() if ministry.pk not in named]
    set_segment_responsibilities(
        {segment.pk: _own(segment) or on_page[segment.process_progress.sheet_id] for segment in segments},
        change=change,
    )
    listings = KpiListing.objects.filter(edition=round.edition_id, is_heading=False)
    set_listing_responsibilities({row.pk: on_page.get(row.sheet_id, ()) for row in listings}, change=change)


def _own(segment: ProgressSegment) -> list[int]:
    return [ministry.pk for ministry in segment.ministries.all()]
