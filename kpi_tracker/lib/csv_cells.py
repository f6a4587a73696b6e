"""Text in CSV, which has no cell formats: what keeps it from being taken for a formula, and back."""

from __future__ import annotations

import re

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_APOSTROPHES = re.compile("'*")
_NEGATIVE_NUMBER = re.compile(r"-\d+(\.\d+)?", re.ASCII)


def with_apostrophe(text: str) -> str:
    """The text behind an apostrophe where a spreadsheet program would take it for a formula.

    >>> with_apostrophe("=1+1"), with_apostrophe("'=1+1"), with_apostrophe("-5"), with_apostrophe("'平成'")
    ("'=1+1", "''=1+1", '-5', "'平成'")
    """
    return f"'{text}" if _looks_like_a_formula(text) else text


def without_apostrophe(text: str) -> str:
    """The text that `with_apostrophe` was given.

    >>> without_apostrophe("'=1+1"), without_apostrophe("''=1+1"), without_apostrophe("'平成'")
    ('=1+1', "'=1+1", "'平成'")
    """
    return text[1:] if text.startswith("'") and _looks_like_a_formula(text) else text


def _looks_like_a_formula(text: str) -> bool:
    words = _APOSTROPHES.sub("", text, count=1)
    return words.startswith(BEGINS_A_FORMULA) and _NEGATIVE_NUMBER.fullmatch(words) is None
