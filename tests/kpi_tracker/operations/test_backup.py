"""控え: everything in one file, and back, whole or not at all."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from kpi_tracker.operations.backup.archive import (
    MANIFEST,
    BackupRefused,
    Manifest,
    add_file,
    add_table,
    read_manifest,
)
from kpi_tracker.operations.backup.making import applied_migrations, one_moment
from kpi_tracker.operations.backup.restoring import restore
from kpi_tracker.operations.backup.sealing import new_key, opened, sealed
from kpi_tracker.operations.backup.tables import insert_rows, json_lines, kept_tables
from kpi_tracker.operations.models import BackupRecord
from reforms.models import Ministry
from reforms.models.uploads import uploads
from tests.address_samples import make_entry_site, make_published_site, make_visitors
from tests.builders import make_ministry

PUBLIC, SECRET = new_key()
ROWS = [b'{"name":"1"}\n', b'{"name":"2"}\n']


def run(command, *arguments):
    """What a command prints."""
    out = StringIO()
    call_command(command, *arguments, stdout=out, stderr=out)
    return out.getvalue()


def rows_here():
    return {model._meta.db_table: list(json_lines(model)) for model in kept_tables()}


def stored_files(rows):
    named = {json.loads(line).get("file") for lines in rows.values() for line in lines}
    return {name: uploads().open(name).read() for name in named if name and uploads().exists(name)}


def test_all_rows_and_files_come_back_on_an_empty_machine(transactional_db, settings, tmp_path):
    make_entry_site("公表", make_visitors())
    make_published_site(2)
    highest = make_ministry("廃止省").pk
    Ministry.objects.get(pk=highest).delete()
    before, target = rows_here(), tmp_path / "all.backup"
    files = stored_files(before)
    settings.BACKUP_KEY = PUBLIC
    told = run("backup", target)
    call_command("flush", interactive=False, verbosity=0)
    for name in files:
        uploads().delete(name)

    settings.BACKUP_KEY = SECRET
    assert "書き戻しました" in run("restore", target)

    assert rows_here() == before
    assert stored_files(before) == files
    assert len(files) == 2
    assert make_ministry("新しい省").pk > highest, "a number was given twice"
    assert f"{sum(map(len, before.values())):,}行" in told
    assert BackupRecord.objects.count() == 0, "the new machine has made no backup yet"


@pytest.fixture
def backup(transactional_db, tmp_path):
    """A backup of a ministry and a file, without a key."""
    make_ministry("総務省")
    target = tmp_path / "small.backup"
    run("backup", target)
    return target


def test_verifying_says_what_is_not_as_it_was(backup):
    assert "一致しています" in run("restore", backup, "--verify")
    Ministry.objects.update(short_name="別の略称")
    with pytest.raises(CommandError, match=r"控えと違います：reforms_ministry$"):
        run("restore", backup, "--verify")


def test_a_backup_is_recorded_and_overwrites_nothing(backup):
    record = BackupRecord.objects.get()
    assert (record.size, record.is_encrypted) == (backup.stat().st_size, False)
    with pytest.raises(CommandError, match="もうあります"):
        run("backup", backup)
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]


def test_nothing_is_restored_over_rows(backup):
    with pytest.raises(CommandError, match=r"表 reforms_.*ministry に行があります"):
        run("restore", backup)


def test_what_is_written_meanwhile_is_not_in_it(transactional_db):
    def write():
        try:
            return make_ministry("あとの省")
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as another, one_moment():
        assert Ministry.objects.count() == 0
        if connection.vendor == "postgresql":
            another.submit(write).result()
        else:
            with pytest.raises(OperationalError, match="locked"):
                another.submit(write).result()
        assert Ministry.objects.count() == 0


def archive_of(**changes):
    """An archive of a table and a file, the manifest of which says otherwise where told."""
    kept = BytesIO()
    with ZipFile(kept, "w") as archive:
        tables, files = [add_table(archive, "words", ROWS, 7)], [add_file(archive, "a/b", [b"by", b"tes"])]
        manifest = Manifest("2026-11-21", "1", applied_migrations(), tables, files, [])
        told = json.loads(manifest.as_json()) | changes
        archive.writestr(MANIFEST, json.dumps(told))
    return kept, manifest


@pytest.mark.django_db
def test_an_archive_is_read_as_it_was_written():
    kept, manifest = archive_of()
    with ZipFile(kept) as archive:
        assert read_manifest(archive) == manifest
        assert archive.read("tables/words.jsonl") == b"".join(ROWS)
        assert archive.read("files/a/b") == b"bytes"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        pytest.param({"format": "another"}, "読めない形式", id="another format"),
        pytest.param({"tables": [{"name": "words"}]}, "壊れています", id="half a manifest"),
        pytest.param(
            {"files": [{"name": "a/b", "size": 5, "sha256": "0" * 64}]}, "a/b がチェックサム", id="another checksum"
        ),
        pytest.param({"files": [{"name": "gone", "size": 5, "sha256": "0" * 64}]}, "壊れています", id="a file missing"),
        pytest.param({"migrations": ["kpis.0001_later"]}, "形が違います", id="another version"),
        pytest.param({"tables": []}, "表がそろっていません", id="a table missing"),
    ],
)
def test_a_damaged_backup_is_refused_before_anything_is_written(tmp_path, changes, sentence):
    kept, _ = archive_of(**changes)
    source = tmp_path / "damaged.backup"
    source.write_bytes(kept.getvalue())
    with pytest.raises(BackupRefused, match=sentence):
        restore(source, key="")
    assert not uploads().exists("a/b")


def test_a_backup_that_the_database_does_not_take_leaves_no_row_and_no_file(backup, tmp_path):
    """A ministry beneath one that is nowhere, every checksum being right."""
    source = tmp_path / "orphan.backup"
    with ZipFile(backup) as old, ZipFile(source, "w") as new:
        manifest = read_manifest(old)
        for one in manifest.tables:
            lines = old.read(f"tables/{one.name}.jsonl").splitlines(keepends=True)
            if one.name == "reforms_ministry":
                lines = [line.replace(b'"parent_id": null', b'"parent_id": 99') for line in lines]
            manifest.tables[manifest.tables.index(one)] = add_table(new, one.name, lines, one.last_number)
        manifest.files.append(add_file(new, "evidence/one", [b"words"]))
        new.writestr(MANIFEST, manifest.as_json())
    call_command("flush", interactive=False, verbosity=0)

    with pytest.raises(CommandError, match="データベースに書けません"):
        run("restore", source)

    assert Ministry.objects.count() == 0
    assert not uploads().exists("evidence/one")


def kept_with(key, tmp_path, text=b"words"):
    target = tmp_path / "kept"
    with sealed(target, key) as out:
        out.write(text)
    return target


@pytest.mark.parametrize("key", [PUBLIC, SECRET], ids=["public half", "secret half"])
def test_what_is_encrypted_is_read_with_the_secret_half_alone(tmp_path, key):
    target = kept_with(key, tmp_path)
    assert b"words" not in target.read_bytes()
    assert target.stat().st_mode & 0o777 == 0o600
    with opened(target, SECRET) as file:
        assert file.read() == b"words"


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("", "暗号化されています"),
        (PUBLIC, "暗号化されています"),
        (new_key()[1], "別の鍵"),
        ("AGE-SECRET-KEY-1X", "鍵にして"),
    ],
    ids=["none", "the public half", "another", "no key at all"],
)
def test_a_wrong_key_opens_nothing(tmp_path, key, sentence):
    target = kept_with(PUBLIC, tmp_path)
    with pytest.raises(BackupRefused, match=sentence), opened(target, key):
        pass


def test_an_encrypted_backup_that_was_changed_is_refused(tmp_path):
    target = kept_with(PUBLIC, tmp_path)
    target.write_bytes(target.read_bytes()[:-1] + b"?")
    with pytest.raises(BackupRefused, match="壊れています"), opened(target, SECRET):
        pass


def test_a_backup_that_fails_leaves_no_file(tmp_path):
    with pytest.raises(KeyError), sealed(tmp_path / "kept", PUBLIC):
        raise KeyError
    with pytest.raises(BackupRefused, match="BACKUP_KEY は"), sealed(tmp_path / "kept", "secret"):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_rows_are_lines_of_the_same_words_on_every_database():
    """So a backup of the one goes back into the other: what is written here is what was read there."""
    lines = [
        '{"id": 7, "name": "広聴課", "order": 3, "parent_id": null, "short_name": "広聴", "successor_id": null, '
        '"valid_from": "2017-04-01", "valid_to": null, "version": 2}\n'.encode()
    ]
    insert_rows(Ministry, lines)
    assert list(json_lines(Ministry)) == lines
