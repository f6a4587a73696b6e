"""Names of uploaded files: shown and sent back, never used as paths."""

from __future__ import annotations

import unicodedata

_FORBIDDEN = frozenset('\\/:*?"<>|')
_LONGEST = 120


def plain_name(name: str) -> str:
    """The name without characters that nobody sees: they can hide its real ending or turn its direction round.

    >>> plain_name("様式\\u202exslx.exe")
    '様式xslx.exe'
    >>> plain_name("\\n")
    '（名前なし）'
    """
    seen = "".join(char for char in name if unicodedata.category(char)[0] != "C")
    return seen.strip() or "（名前なし）"


def download_name(name: str) -> str:
    """A name that every system can save under, its ending kept.

    >>> download_name('..\\\\a/"b".xlsx')
    '_a__b_.xlsx'
    """
    safe = "".join("_" if char in _FORBIDDEN else char for char in plain_name(name)).lstrip(".")
    stem, dot, ending = safe.rpartition(".")
    return f"{stem[:_LONGEST]}{dot}{ending[:_LONGEST]}" or "file"
