"""Commands that need the database say so before they begin."""

from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor


def require_migrated() -> None:
    """Raises CommandError with what to do where the database has not been migrated yet."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("データベースの準備ができていません。先に python manage.py migrate を実行してください。")
