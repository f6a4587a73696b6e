"""Making a backup: one moment of the database, and the files that its rows name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from kpi_tracker.operations.backup.archive import (
    MANIFEST,
    BackupRefused,
    Manifest,
    Member,
    add_file,
    add_table,
    pieces_of,
)
from kpi_tracker.operations.backup.numbering import last_number
from kpi_tracker.operations.backup.sealing import sealed
from kpi_tracker.operations.backup.tables import Table, file_columns, json_lines, kept_tables
from kpi_tracker.version import code_version
from reforms.models.uploads import uploads


def make_backup(target: Path, *, key: str) -> Manifest:
    """Writes the backup; what it holds. Raises BackupRefused where there is a file already or the key is none."""
    if target.exists():
        raise BackupRefused(f"{target} はもうあります。別の名前にしてください。")
    with sealed(target, key) as out, ZipFile(out, "w", ZIP_DEFLATED) as archive:
        manifest = _filled(archive)
        archive.writestr(MANIFEST, manifest.as_json())
    return manifest


def applied_migrations() -> list[str]:
    """All migrations that the database has seen, "app.name"."""
    return sorted(".".join(one) for one in MigrationRecorder(connection).applied_migrations())


def _filled(archive: ZipFile) -> Manifest:
    with one_moment():
        tables = [_table(archive, model) for model in kept_tables()]
        named = sorted({name for model in kept_tables() for name in _named_files(model)})
        migrations = applied_migrations()
    files, missing = [], []
    for name in named:
        try:
            with uploads().open(name) as file:
                files.append(add_file(archive, name, pieces_of(file)))
        except FileNotFoundError:  # also one that was taken away since
            missing.append(name)
    return Manifest(timezone.now().isoformat(timespec="seconds"), code_version(), migrations, tables, files, missing)


@contextmanager
def one_moment() -> Iterator[None]:
    """In the block the database stands still for the reader, whoever writes meanwhile."""
    with transaction.atomic(durable=True):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _table(archive: ZipFile, model: Table) -> Member:
    return add_table(archive, model._meta.db_table, json_lines(model), last_number(model))


def _named_files(model: Table) -> Iterator[str]:
    for column in file_columns(model):
        yield from model._base_manager.exclude(**{column: ""}).values_list(column, flat=True).iterator()
