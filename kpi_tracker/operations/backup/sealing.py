"""The file that a backup is kept in: encrypted with age where there is a key (https://age-encryption.org).

What is encrypted passes through an unnamed temporary file beside it, so that a gigabyte never stands in memory.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyrage
from pyrage import x25519

from kpi_tracker.operations.backup.archive import BackupRefused

AGE = b"age-encryption.org/"
SECRET, PUBLIC = "AGE-SECRET-KEY-1", "age1"
KEY_IS_NONE = f"BACKUP_KEY は {PUBLIC}… か {SECRET}… で始まる鍵にしてください（manage.py make_backup_key が作ります）。"
KEY_IS_NEEDED = f"この控えは暗号化されています。BACKUP_KEY に {SECRET}… で始まる秘密鍵を設定してください。"
KEY_IS_ANOTHER = "この控えは、BACKUP_KEY とは別の鍵で暗号化されたか、壊れています。"


@contextmanager
def sealed(target: Path, key: str) -> Iterator[IO[bytes]]:
    """What the block writes stands at `target` once the block is done, and nothing does where it fails."""
    recipient = _recipient(key) if key else None
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        with part.open("w+b") as out:
            if recipient is None:
                yield out
            else:
                with tempfile.TemporaryFile(dir=target.parent) as plain:
                    yield plain
                    plain.seek(0)
                    pyrage.encrypt_io(plain, out, [recipient])
            out.flush()
            os.fsync(out.fileno())
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def opened(source: Path, key: str) -> Iterator[IO[bytes]]:
    """The archive in the file. Raises BackupRefused where the key does not open it."""
    with source.open("rb") as file:
        is_encrypted = file.read(len(AGE)) == AGE
        file.seek(0)
        if not is_encrypted:
            yield file
            return
        if not key.startswith(SECRET):
            raise BackupRefused(KEY_IS_NEEDED)
        with tempfile.TemporaryFile(dir=source.parent) as plain:
            _decrypt(file, plain, _identity(key))
            plain.seek(0)
            yield plain


def new_key() -> tuple[str, str]:
    """The public and the secret half of a new key."""
    identity = x25519.Identity.generate()
    return str(identity.to_public()), str(identity)


def _decrypt(file: IO[bytes], plain: IO[bytes], identity: x25519.Identity) -> None:
    try:
        pyrage.decrypt_io(file, plain, [identity])
    except (pyrage.DecryptError, OSError) as fault:
        if isinstance(fault, OSError) and fault.errno is not None:  # a full disk; what was tampered with has no number
            raise
        raise BackupRefused(KEY_IS_ANOTHER) from fault


def _recipient(key: str) -> x25519.Recipient:
    try:
        return x25519.Recipient.from_str(key) if key.startswith(PUBLIC) else _identity(key).to_public()
    except pyrage.RecipientError as fault:
        raise BackupRefused(KEY_IS_NONE) from fault


def _identity(key: str) -> x25519.Identity:
    try:
        return x25519.Identity.from_str(key)
    except pyrage.IdentityError as fault:
        raise BackupRefused(KEY_IS_NONE) from fault
