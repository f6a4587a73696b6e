"""Words in CP932 (the Shift_JIS of Windows): what it lacks is written by its code point, and told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_TWIN_OF_DASH = {"\N{EM DASH}": "\N{HORIZONTAL BAR}"}
"""A character of JIS X 0208 that Windows gives another code point, drawn the same. Six more (〜 − ‖ ¢ £ ¬) the codec
replaces by itself, without a word."""


@dataclass(frozen=True)
class Replaced:
    """A character that CP932 lacks, and what stands for it."""

    character: str
    written: str

    @property
    def code_point(self) -> str:
        """「U+20BB7」."""
        return f"U+{ord(self.character):04X}"


def in_cp932(words: str) -> str:
    """The words as far as CP932 has them, the rest by code points in brackets that it has.

    >>> in_cp932("﨑㈱①𠮷") + in_cp932("\\N{WAVE DASH}")
    '﨑㈱①〔U+20BB7〕～'
    """
    return words if _comes_back(words) else "".join(_written(one) for one in words)


def replaced_in(words: str) -> Iterator[Replaced]:
    """What of the words is written otherwise, in order.

    >>> [(one.code_point, one.written) for one in replaced_in("吉と𠮷")]
    [('U+20BB7', '〔U+20BB7〕')]
    """
    if not _comes_back(words):
        for character in words:
            written = _written(character)
            if written != character:
                yield Replaced(character, written)


def _written(character: str) -> str:
    try:
        return character.encode("cp932").decode("cp932")
    except UnicodeEncodeError:
        return _TWIN_OF_DASH.get(character, f"〔U+{ord(character):04X}〕")


def _comes_back(words: str) -> bool:
    """Whether the words, written and read again, are the same."""
    try:
        return words.encode("cp932").decode("cp932") == words
    except UnicodeEncodeError:
        return False
