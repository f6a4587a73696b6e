"""Packages of office programs (zip files), judged by their directory before anything is inflated."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Sequence

MAX_INFLATED = 150 * 1024**2
MAX_RATIO = 150
RATIO_COUNTS_FROM = 10 * 1024**2
MAX_ENTRIES = 1_000
DAMAGED_PACKAGE = (
    zipfile.BadZipFile,  # the directory of the package, or a part whose check sum is wrong
    zlib.error,  # a part that does not inflate
    EOFError,  # a part that ends early
    NotImplementedError,  # zipfile's, caught here: a part compressed in a way that it does not know, so a damaged one
    OSError,  # an offset before the beginning of the file
    ValueError,  # a size or an offset that is no number of bytes
)
"""What damaged packages raise when their directory or a part of them is read."""


def has_too_many_parts(parts: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether there are more parts than an office program writes."""
    return len(parts) > MAX_ENTRIES


def grows_too_large(parts: Sequence[zipfile.ZipInfo], size: int) -> bool:
    """Whether the parts would take too much to inflate (a zip bomb). size: bytes of the package itself."""
    inflated = sum(part.file_size for part in parts)
    return inflated > MAX_INFLATED or (inflated > RATIO_COUNTS_FROM and inflated > size * MAX_RATIO)


def is_encrypted(parts: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether a part can be read only with a password."""
    return any(part.flag_bits & 1 for part in parts)


def holds_macros(names: Iterable[str]) -> bool:
    """Whether a part is a program of the office kind. names: of the parts."""
    return any(name.lower().endswith("vbaproject.bin") for name in names)
