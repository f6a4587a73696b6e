"""What a file is, told by its content: an ending is only what somebody typed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath

from kpi_tracker.lib.packages import DAMAGED_PACKAGE, grows_too_large, has_too_many_parts, holds_macros, is_encrypted

CONTENT_TYPES = "[Content_Types].xml"
MAX_CONTENT_TYPES = 1024**2
PACKAGED = (".xlsx", ".docx", ".pptx")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\uf8f0-\uf8f3]")
"""Control characters, and what the Japanese Windows code page makes of bytes that mean nothing in it."""


class RefusedFile(Exception):
    """A file that is not kept. The message is one Japanese sentence: why and what to do."""


@dataclass(frozen=True)
class FileKind:
    """A kind of file that is kept. check: raises RefusedFile where the content is of another kind."""

    ending: str
    name: str
    check: Callable[[bytes], None]


def kind_of(data: bytes, file_name: str) -> FileKind:
    """The kind that both the ending and the content say. Raises RefusedFile.

    >>> kind_of(b"%PDF-1.7", "調査結果.PDF").name
    'PDF'
    >>> kind_of(b"<script>", "図.png")
    Traceback (most recent call last):
    kpi_tracker.lib.file_kinds.RefusedFile: 中身がPNG画像ではありません。元の形式のまま、正しい拡張子で入れてください。
    """
    ending = PurePath(file_name).suffix.lower()
    kind = KINDS.get(ending)
    if kind is None:
        raise RefusedFile(f"この拡張子（{ending or 'なし'}）のファイルは付けられません。{OFFERED}にしてください。")
    if not data:
        raise RefusedFile("空のファイルです。中身を確かめて、入れ直してください。")
    kind.check(data)
    return kind


def _begins_with(data: bytes, *, signature: bytes, name: str) -> None:
    if not data.startswith(signature):
        raise RefusedFile(f"中身が{name}ではありません。元の形式のまま、正しい拡張子で入れてください。")


def _is_text(data: bytes) -> None:
    """UTF-8 or the Japanese Windows code page, without the control characters that no text has."""
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NO_TEXT.search(text):
            return
    raise RefusedFile("文字コードがUTF-8・Shift_JIS（CP932）のテキストではありません。保存し直してください。")


def _is_package(data: bytes, *, main: str, content_type: str, name: str) -> None:
    """A package of an office program with this main part, and nothing in it that runs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _refuse_what_is_unsafe(package, len(data))
            names = package.namelist()
            types = _content_types(package)
    except DAMAGED_PACKAGE as damage:
        raise RefusedFile(f"{name}として開けません。壊れていないか確かめ、保存し直してください。") from damage
    if b"macroenabled" in types.lower() or holds_macros(names):
        raise RefusedFile("マクロを含むファイルは付けられません。マクロなしの形式で保存し直してください。")
    if any(_is_foreign(part) for part in names):
        raise RefusedFile("ほかのファイルが埋め込まれています。PDFにするか、埋め込みを除いて保存し直してください。")
    if main not in names or content_type.encode() not in types:
        raise RefusedFile(f"中身が{name}ではありません。元の形式のまま、正しい拡張子で入れてください。")


def _refuse_what_is_unsafe(package: zipfile.ZipFile, size: int) -> None:
    parts = package.infolist()
    if has_too_many_parts(parts) or grows_too_large(parts, size):
        raise RefusedFile("展開すると異常に大きくなるファイルのため、付けられません。PDFにして入れてください。")
    if is_encrypted(parts):
        raise RefusedFile("パスワードつきのファイルは付けられません。解除して保存し直してください。")


def _content_types(package: zipfile.ZipFile) -> bytes:
    """What the package says its parts are, empty where it says nothing."""
    if CONTENT_TYPES not in package.namelist():
        return b""
    with package.open(CONTENT_TYPES) as part:
        return part.read(MAX_CONTENT_TYPES)


def _is_foreign(part: str) -> bool:
    """Whether a part is a file of another program. The tables behind charts are workbooks without macros."""
    folders, ending = part.lower().split("/")[:-1], PurePath(part).suffix.lower()
    return "activex" in folders or ("embeddings" in folders and ending not in PACKAGED)


def _signed(ending: str, name: str, signature: bytes) -> FileKind:
    return FileKind(ending, name, partial(_begins_with, signature=signature, name=name))


def _packaged(ending: str, name: str, main: str, content_type: str) -> FileKind:
    said = f"application/vnd.openxmlformats-officedocument.{content_type}"
    return FileKind(ending, name, partial(_is_package, main=main, content_type=said, name=name))


KINDS = {
    kind.ending: kind
    for kind in (
        _signed(".pdf", "PDF", b"%PDF-"),
        _packaged(".xlsx", "Excelブック", "xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
        _packaged(".docx", "Word文書", "word/document.xml", "wordprocessingml.document.main+xml"),
        _packaged(".pptx", "PowerPoint", "ppt/presentation.xml", "presentationml.presentation.main+xml"),
        FileKind(".csv", "CSV", _is_text),
        FileKind(".txt", "テキスト", _is_text),
        _signed(".png", "PNG画像", b"\x89PNG\r\n\x1a\n"),
        _signed(".jpg", "JPEG画像", b"\xff\xd8\xff"),
        _signed(".jpeg", "JPEG画像", b"\xff\xd8\xff"),
    )
}
"""By ending."""
OFFERED = "、".join(KINDS)
