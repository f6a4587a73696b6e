"""Whether the tracker can do its work: what it stands on, one word each."""

from __future__ import annotations

from threading import Event

from django.core.management import CommandError
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from kpi_tracker.migrated import require_migrated
from kpi_tracker.operations.beating import is_late, last_beat

WAS_MIGRATED = Event()
"""Looking reads every file of migrations; once all were applied, this code needs no others."""


def readiness() -> dict[str, bool]:
    """Of the database, the migrations and the worker: whether each is there. What rests on a thing that is not there
    is not there either."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        is_migrated = _is_migrated()
        has_worker = is_migrated and not is_late(last_beat(), timezone.now())
    except (DatabaseError, InterfaceError):
        return {"database": False, "migrations": False, "worker": False}
    return {"database": True, "migrations": is_migrated, "worker": has_worker}


def _is_migrated() -> bool:
    if not WAS_MIGRATED.is_set():
        try:
            require_migrated()
        except CommandError:
            return False
        WAS_MIGRATED.set()
    return True
