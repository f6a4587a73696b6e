"""Letters that no Japanese document of this kind prints: what OCR leaves of damaged ones."""

from __future__ import annotations

import re

_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u04ff\ufffd\u3013]+")
_GREEK_OF_UNITS = frozenset("αβγμΩ")


def damaged_letters(text: str) -> str | None:
    """The letters of a text that stand for others: Cyrillic, replacement signs, Chinese forms Japan does not use.

    >>> damaged_letters("デジタルデバйд対策"), damaged_letters("通知を发出"), damaged_letters("β版の公開")
    ('йд', '发', None)
    """
    found = "".join(letter for letter in text if _is_damaged(letter))
    return found or None


def _is_damaged(letter: str) -> bool:
    if _FOREIGN.match(letter):
        return letter not in _GREEK_OF_UNITS
    if not "\u4e00" <= letter <= "\u9fff":
        return False
    try:
        letter.encode("cp932")
    except UnicodeEncodeError:
        return True
    return False
