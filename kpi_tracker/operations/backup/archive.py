"""The archive of a backup: a ZIP of members, and a manifest that says what each of them must be."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any, Self
from zipfile import BadZipFile, ZipFile

MANIFEST = "manifest.json"
FORMAT = "kpi-tracker-backup/1"
PIECE = 1 << 20
NOT_OURS = "このファイルは manage.py backup の控えではないか、壊れています。"


class BackupRefused(Exception):
    """Why a backup cannot be made, read or put back, for the person who asked."""


@dataclass(frozen=True)
class Member:
    """A table (rows: its rows) or a stored file (rows: 0). size in bytes; last_number: see `numbering`."""

    name: str
    size: int
    sha256: str
    rows: int = 0
    last_number: int | None = None

    def is_same(self, other: Member) -> bool:
        """Whether rows and bytes are the same."""
        return (self.rows, self.size, self.sha256) == (other.rows, other.size, other.sha256)


@dataclass(frozen=True)
class Manifest:
    """made_at in ISO 8601; version: of the code; migrations: "app.name" of all that had been applied; missing: files
    that rows name and that were not there."""

    made_at: str
    version: str
    migrations: list[str]
    tables: list[Member]
    files: list[Member]
    missing: list[str]

    @property
    def row_count(self) -> int:
        """The rows of all tables."""
        return sum(table.rows for table in self.tables)

    def as_json(self) -> bytes:
        """As it stands in the archive."""
        return json.dumps({"format": FORMAT} | dataclasses.asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """Raises BackupRefused where it is none of ours."""
        try:
            told: dict[str, Any] = json.loads(text)
            if told.pop("format") != FORMAT:
                raise BackupRefused("この版では読めない形式の控えです。")
            tables, files = ([Member(**one) for one in told.pop(kind)] for kind in ("tables", "files"))
            return cls(**told, tables=tables, files=files)
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise BackupRefused(NOT_OURS) from fault


def table_name(table: str) -> str:
    """The member of a table."""
    return f"tables/{table}.jsonl"


def file_name(stored: str) -> str:
    """The member of a stored file."""
    return f"files/{stored}"


def add_table(archive: ZipFile, name: str, lines: Iterable[bytes], last_number: int | None) -> Member:
    """Writes the rows of a table; what the manifest says of them."""
    with archive.open(table_name(name), "w", force_zip64=True) as out:
        return dataclasses.replace(measured_table(name, _written(lines, out)), last_number=last_number)


def add_file(archive: ZipFile, name: str, pieces: Iterable[bytes]) -> Member:
    """Writes a stored file; what the manifest says of it."""
    with archive.open(file_name(name), "w", force_zip64=True) as out:
        return measured_file(name, _written(pieces, out))


def measured_table(name: str, lines: Iterable[bytes]) -> Member:
    """What the manifest says of the rows of a table, but for its last number."""
    size, rows, digest = 0, 0, hashlib.sha256()
    for line in lines:
        size, rows = size + len(line), rows + 1
        digest.update(line)
    return Member(name, size, digest.hexdigest(), rows)


def measured_file(name: str, pieces: Iterable[bytes]) -> Member:
    """What the manifest says of a stored file."""
    return dataclasses.replace(measured_table(name, pieces), rows=0)


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    """The file, a megabyte at a time."""
    while piece := file.read(PIECE):
        yield piece


def read_manifest(archive: ZipFile) -> Manifest:
    """The manifest, once every member was found to be what it says. Raises BackupRefused."""
    try:
        manifest = Manifest.from_json(archive.read(MANIFEST))
        found = [*_tables_in(archive, manifest), *_files_in(archive, manifest)]
    except (KeyError, BadZipFile, zlib.error, EOFError) as fault:
        raise BackupRefused(NOT_OURS) from fault
    for told, member in zip([*manifest.tables, *manifest.files], found, strict=True):
        if not told.is_same(member):
            raise BackupRefused(f"控えの中の {told.name} がチェックサムと合いません。控えが壊れています。")
    return manifest


def _tables_in(archive: ZipFile, manifest: Manifest) -> Iterator[Member]:
    for one in manifest.tables:
        with archive.open(table_name(one.name)) as lines:
            yield measured_table(one.name, lines)


def _files_in(archive: ZipFile, manifest: Manifest) -> Iterator[Member]:
    for one in manifest.files:
        with archive.open(file_name(one.name)) as file:
            yield measured_file(one.name, pieces_of(file))


def _written(pieces: Iterable[bytes], out: IO[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        out.write(piece)
        yield piece
