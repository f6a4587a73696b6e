"""Packages that would take too much memory or time to open, told by their directory before anything is inflated."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence

from kpi_tracker.lib.packages import grows_too_large, has_too_many_parts

MAX_DEFINITIONS = 8 * 1024**2
"""Bytes of a part that openpyxl turns into objects as it opens the file: styles and names cost a second a megabyte."""
MAX_STRINGS = 500_000
_STRINGS = "xl/sharedStrings.xml"
_OPENED_AT_ONCE = ("xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml", "docProps/", "xl/theme/")
_MANY_STRINGS_FROM = 4 * 1024**2
_BLOCK = 1024**2


def why_too_much(parts: Sequence[zipfile.ZipInfo], size: int) -> str | None:
    """A Japanese sentence, None where the package may be inflated. size: bytes of the package itself."""
    if has_too_many_parts(parts):
        return "部品が多すぎるファイルのため、開きません。新しいブックに内容を写してください。"
    if grows_too_large(parts, size):
        return "展開すると異常に大きくなるため、開きません。新しいブックに内容を写してください。"
    if any(_is_opened_at_once(part) and part.file_size > MAX_DEFINITIONS for part in parts):
        return "書式や名前の定義が異常に多いため、開きません。新しいブックに値だけを写してください。"
    return None


def why_too_many_strings(package: zipfile.ZipFile) -> str | None:
    """A Japanese sentence, None where the texts that the sheets share are few enough to be held in memory."""
    sizes = {part.filename: part.file_size for part in package.infolist()}
    if sizes.get(_STRINGS, 0) <= _MANY_STRINGS_FROM:
        return None
    found, rest = 0, b""
    with package.open(_STRINGS) as part:
        while block := part.read(_BLOCK):
            block = rest + block
            found += block.count(b"si>")
            rest = block[-2:] if not block.endswith(b"si>") else b""
    # Each text has a beginning and an end.
    if found > 2 * MAX_STRINGS:
        return f"ブック内の文字列が多すぎます（上限{MAX_STRINGS}件）。分けて保存してください。"
    return None


def _is_opened_at_once(part: zipfile.ZipInfo) -> bool:
    return part.filename.startswith(_OPENED_AT_ONCE) or part.filename.endswith(".rels")
