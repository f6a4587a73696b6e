"""Whether a workbook may be opened whole, an object for each cell: only then its formats can be kept."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from openpyxl.utils import range_boundaries

MAX_INFLATED = 10 * 1024**2
"""Bytes of the parts of a workbook: about 150,000 cells, which take some 100 MB as objects."""
MAX_SPANNED = 100_000
"""Cells within merged ranges and links: openpyxl makes an object for each."""
_SPANNING = re.compile(rb"""<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref\s*=\s*["']([^"']{1,40})["']""")


def may_be_opened_whole(data: bytes) -> bool:
    """Whether the file, which `guarded` has read, is small enough."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(part.file_size for part in package.infolist()) > MAX_INFLATED:
            return False
        spanned = 0
        for name in package.namelist():
            for cells in _areas(package.read(name)) if name.startswith("xl/worksheets/") else ():
                spanned += cells
                if spanned > MAX_SPANNED:
                    return False
    return True


def _areas(part: bytes) -> Iterator[int]:
    for found in _SPANNING.finditer(part):
        try:
            left, top, right, bottom = range_boundaries(found[1].decode("ascii", "replace"))
        except ValueError:
            yield MAX_SPANNED + 1
            continue
        yield 1 if None in (left, top, right, bottom) else (right - left + 1) * (bottom - top + 1)
