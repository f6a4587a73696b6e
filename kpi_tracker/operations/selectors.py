"""What the page 運用状況 shows."""

from __future__ import annotations

import platform
from dataclasses import dataclass

import django
from django.db import connection
from django.utils import timezone

from kpi_tracker.operations.beating import is_late
from kpi_tracker.operations.figures import Queue, Storage, last_backups, open_rounds, queue_now, storage_now
from kpi_tracker.operations.models import BackupRecord
from kpi_tracker.version import code_version
from reforms.models import ReportingRound

BACKUPS = 5


@dataclass(frozen=True)
class OperationsPage:
    """versions: name and version of each thing that runs."""

    queue: Queue
    has_worker: bool
    rounds: list[ReportingRound]
    storage: Storage
    backups: list[BackupRecord]
    versions: list[tuple[str, str]]


def operations_page() -> OperationsPage:
    """The state of things at this moment."""
    queue = queue_now()
    return OperationsPage(
        queue=queue,
        has_worker=not is_late(queue.beat_at, timezone.now()),
        rounds=open_rounds(),
        storage=storage_now(),
        backups=last_backups(BACKUPS),
        versions=[
            ("改革工程表 進捗管理", code_version()),
            ("Django", django.get_version()),
            ("Python", platform.python_version()),
            (connection.display_name, ".".join(map(str, connection.get_database_version()))),
        ],
    )
