"""The bytes of a text as characters: UTF-8, else CP932, decided strictly and by nothing but the bytes."""

from __future__ import annotations

import re

UTF_8 = "utf-8-sig"
CP932 = "cp932"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_NAMES = {UTF_8: "UTF-8", CP932: "CP932（Shift_JIS）"}
# Bytes that Python's codec hands on although CP932 knows no character for them.
_NO_CHARACTER_IN_CP932 = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
_FIRST_OF_THREE_BYTES = "\u0800"


class NotText(Exception):
    """Bytes that are no text. The message is one Japanese sentence with the line, and what to do."""


def decoded(data: bytes) -> str:
    r"""The text with line ends as \n, without its byte order mark. Raises NotText.

    >>> decoded("改革\r\n工程".encode("cp932"))
    '改革\n工程'
    """
    if data.startswith(UTF_16_MARKS):
        raise NotText("文字コードがUTF-16です。「CSV UTF-8（コンマ区切り）」で保存し直してください。")
    encoding = _encoding_of(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(_sentence(data, encoding, error.start)) from error
    if encoding == CP932 and (found := _NO_CHARACTER_IN_CP932.search(text)):
        raise NotText(_sentence(data, encoding, len(text[: found.start()].encode(CP932))))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding_of(data: bytes) -> str:
    """UTF-8 where all of it or its first line beyond ASCII is, so that one wrong byte further down changes nothing."""
    try:
        data.decode(UTF_8)
    except UnicodeDecodeError:
        return UTF_8 if data.startswith(b"\xef\xbb\xbf") or _begins_as_utf_8(data) else CP932
    return UTF_8


def _begins_as_utf_8(data: bytes) -> bool:
    found = re.search(rb"[^\n\r]*[\x80-\xff][^\n\r]*", data)
    try:
        words = found[0].decode(UTF_8) if found else ""
    except UnicodeDecodeError:
        return False
    # Two bytes can be half-width katakana of CP932; three such bytes one after another are no Japanese in it.
    return max(words, default="") >= _FIRST_OF_THREE_BYTES


def _sentence(data: bytes, encoding: str, place: int) -> str:
    before = data[:place].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    return (
        f"{line}行目に{_NAMES[encoding]}の文字として読めないバイト（0x{data[place]:02X}）があります。"
        "文字コードをUTF-8にそろえて保存し直してください。"
    )
