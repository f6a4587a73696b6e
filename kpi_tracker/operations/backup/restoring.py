"""Putting a backup back, into an empty database, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.contrib.contenttypes.models import ContentType
from django.core.files import File
from django.db import DatabaseError, connection, transaction

from kpi_tracker.operations.backup.archive import (
    NOT_OURS,
    BackupRefused,
    Manifest,
    file_name,
    measured_file,
    measured_table,
    pieces_of,
    read_manifest,
    table_name,
)
from kpi_tracker.operations.backup.making import applied_migrations
from kpi_tracker.operations.backup.numbering import go_on_from
from kpi_tracker.operations.backup.sealing import opened
from kpi_tracker.operations.backup.tables import MADE_BY_MIGRATE, insert_rows, json_lines, kept_tables
from reforms.models.uploads import uploads

EMPTY_FIRST = "新しいデータベースと空の FILES_ROOT で manage.py migrate だけを行ってから、restore を実行してください。"


def restore(source: Path, *, key: str) -> Manifest:
    """Writes all rows and files of the backup, and reads every one back before any of it counts; what it held.

    Raises BackupRefused where the backup is damaged or of another version, or there are rows or files already.
    """
    with checked(source, key) as (archive, manifest):
        _require_same_tables(manifest)
        _require_empty(manifest)
        try:
            with _files_written(archive, manifest), transaction.atomic():
                _write_rows(archive, manifest)
                _require_same_rows(manifest)
        except (DatabaseError, ValueError) as fault:  # ValueError: text that this database cannot hold
            raise BackupRefused(f"控えをデータベースに書けません。何も書き込んでいません。（{fault}）") from fault
    ContentType.objects.clear_cache()
    return manifest


@contextmanager
def checked(source: Path, key: str) -> Iterator[tuple[ZipFile, Manifest]]:
    """The archive in the file and its manifest, every checksum of which is right. Raises BackupRefused."""
    with opened(source, key) as file:
        try:
            archive = ZipFile(file)
        except BadZipFile as fault:
            raise BackupRefused(NOT_OURS) from fault
        with archive:
            yield archive, read_manifest(archive)


def differences(manifest: Manifest) -> list[str]:
    """The names of the tables and files whose rows and bytes are not those of the manifest."""
    here = {model._meta.db_table: model for model in kept_tables()}
    tables = [
        one.name
        for one in manifest.tables
        if one.name not in here or not one.is_same(measured_table(one.name, json_lines(here[one.name])))
    ]
    return tables + [one.name for one in manifest.files if not _has_file(one.name, one.sha256)]


def _has_file(name: str, sha256: str) -> bool:
    if not uploads().exists(name):
        return False
    with uploads().open(name) as file:
        return measured_file(name, pieces_of(file)).sha256 == sha256


def _require_same_tables(manifest: Manifest) -> None:
    if manifest.migrations != applied_migrations():
        raise BackupRefused(
            f"控えを取った版（{manifest.version}）とデータベースの形が違います。"
            "その版で書き戻してから、新しい版に上げてください（docs/operations.md）。"
        )
    if {one.name for one in manifest.tables} != {model._meta.db_table for model in kept_tables()}:
        raise BackupRefused("控えに表がそろっていません。")


def _require_same_rows(manifest: Manifest) -> None:
    different = differences(manifest)
    if different:
        raise BackupRefused(f"書き戻した内容が控えと合わないため、取りやめました：{'、'.join(different)}")


def _require_empty(manifest: Manifest) -> None:
    for model in kept_tables():
        if model._meta.label_lower not in MADE_BY_MIGRATE and model._base_manager.exists():
            raise BackupRefused(f"表 {model._meta.db_table} に行があります。{EMPTY_FIRST}")
    for one in manifest.files:
        if uploads().exists(one.name):
            raise BackupRefused(f"ファイル {one.name} がもうあります。{EMPTY_FIRST}")


def _write_rows(archive: ZipFile, manifest: Manifest) -> None:
    """Foreign keys are looked at when the transaction ends: the order of the tables does not matter."""
    models = {model._meta.db_table: model for model in kept_tables()}
    with connection.cursor() as cursor:
        for table, model in models.items():
            if model._meta.label_lower in MADE_BY_MIGRATE:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
    for one in manifest.tables:
        with archive.open(table_name(one.name)) as lines:
            insert_rows(models[one.name], lines)
        go_on_from(models[one.name], one.last_number)


@contextmanager
def _files_written(archive: ZipFile, manifest: Manifest) -> Iterator[None]:
    """The stored files are there in the block, and stay unless it fails."""
    written: list[str] = []
    try:
        for one in manifest.files:
            with archive.open(file_name(one.name)) as file:
                written.append(uploads().save(one.name, File(file)))
        yield
    except BaseException:
        for name in written:
            uploads().delete(name)
        raise
