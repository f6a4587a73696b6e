"""How the tracker does right now, for the page 運用状況 and for Prometheus."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min, Q, Sum
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from importers.models import ImportBatch
from kpi_tracker.operations.beating import last_beat
from kpi_tracker.operations.models import BackupRecord
from kpis.models import SnapshotEvidence
from reforms.models import ReportingRound, SegmentEvidence

LATELY = timedelta(days=7)
WITH_FILES = (ImportBatch, SegmentEvidence, SnapshotEvidence)


@dataclass(frozen=True)
class Queue:
    """Pieces of work of the worker; failed: of the last seven days. since: when the oldest that waits came."""

    waiting: int
    running: int
    failed: int
    since: datetime | None
    beat_at: datetime | None


@dataclass(frozen=True)
class Storage:
    """Bytes of the database, of the uploaded files, and left on the disk of those."""

    database: int
    files: int
    file_bytes: int
    free: int


def queue_now() -> Queue:
    """The queue, in two queries."""
    waiting = Q(status="READY")
    found = DBTaskResult.objects.aggregate(
        waiting=Count("pk", filter=waiting),
        running=Count("pk", filter=Q(status="RUNNING")),
        failed=Count("pk", filter=Q(status="FAILED", finished_at__gte=timezone.now() - LATELY)),
        since=Min("enqueued_at", filter=waiting),
    )
    return Queue(**found, beat_at=last_beat())


def storage_now() -> Storage:
    """What is stored, as the rows tell it: no folder is walked through."""
    found = [model.objects.exclude(file="").aggregate(count=Count("pk"), size=Sum("size")) for model in WITH_FILES]
    return Storage(
        database=_database_bytes(),
        files=sum(one["count"] for one in found),
        file_bytes=sum(one["size"] or 0 for one in found),
        free=shutil.disk_usage(_standing(settings.FILES_ROOT)).free,
    )


def open_rounds() -> list[ReportingRound]:
    """The rounds that ministries enter into now, the first to be handed in first."""
    rounds = ReportingRound.objects.filter(opened_at__isnull=False, closed_at=None)
    return list(rounds.select_related("edition__programme").order_by("due_on", "pk"))


def last_backups(number: int) -> list[BackupRecord]:
    """The newest backups that this machine made."""
    return list(BackupRecord.objects.all()[:number])


def _database_bytes() -> int:
    statements = {
        "postgresql": "SELECT pg_database_size(current_database())",
        "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    }
    with connection.cursor() as cursor:
        cursor.execute(statements[connection.vendor])
        size: int = cursor.fetchone()[0]
    return size


def _standing(folder: Path) -> Path:
    """The folder, or the nearest above it: the first upload makes it."""
    return next(path for path in (folder, *folder.parents) if path.exists())


class FiguresNow(Collector):
    """The same for Prometheus, asked of the database each time."""

    def collect(self) -> Iterator[Metric]:
        """One gauge a figure; times in seconds since 1970, 0 for never."""
        queue, storage, backups = queue_now(), storage_now(), last_backups(1)
        for name, text, value in (
            ("queue_waiting", "Pieces of work that wait", queue.waiting),
            ("queue_running", "Pieces of work under way", queue.running),
            ("queue_failed", "Pieces of work that failed within seven days", queue.failed),
            ("queue_oldest_timestamp_seconds", "When the oldest that waits came", _seconds(queue.since)),
            ("worker_beat_timestamp_seconds", "When a worker last said that it lives", _seconds(queue.beat_at)),
            ("rounds_open", "Rounds that ministries enter into", len(open_rounds())),
            ("database_bytes", "Size of the database", storage.database),
            ("files_bytes", "Size of the uploaded files", storage.file_bytes),
            ("disk_free_bytes", "Left on the disk of the uploaded files", storage.free),
            (
                "backup_timestamp_seconds",
                "When the last backup was made",
                _seconds(backups[0].made_at if backups else None),
            ),
        ):
            yield GaugeMetricFamily(f"kpi_tracker_{name}", text, value=value)


def _seconds(at: datetime | None) -> float:
    return at.timestamp() if at else 0
