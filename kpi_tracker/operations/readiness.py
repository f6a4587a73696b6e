"""Whether the tracker can do its work: what it stands on, one word each."""

from __future__ import annotations

from functools import cache

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from kpi_tracker.operations.beating import is_late, last_beat


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
    try:
        _require_migrated()
    except _NotMigrated:
        return False
    return True


class _NotMigrated(Exception):
    """Migrations of this code wait to be applied."""


@cache
def _require_migrated() -> None:
    """Reads all migration files, so it is remembered, but only once it is so."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _NotMigrated
