"""Free text as it is compared when searching, and the way back to the words as printed.

Width (NFKC), letter case, white space, かな and カタカナ, a long vowel at the end of a word (JIS Z 8301: コンピュータ)
and the spellings of `kpi_tracker.lib.spellings` do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kpi_tracker.lib.readings import Span
from kpi_tracker.lib.spellings import COMPARED_AS, LETTERS

_KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""What shapes a character or a line and is no letter: soft hyphens, joiners, variation selectors."""
_LONG_VOWEL = r"ー(?:(?<=[ァ-ヶー]{3}ー)(?![ァ-ヶー])|(?<=[ぁ-ゖー]{3}ー)(?![ぁ-ゖァ-ヶー]))"
_BEGINNINGS = "".join(sorted({way[0] for way in COMPARED_AS}))
_WAYS = "|".join(sorted(COMPARED_AS, key=len, reverse=True))
_REWRITTEN = re.compile(rf"(?=[{_BEGINNINGS}])(?:{_WAYS})|{_LONG_VOWEL}")
"""Each alternative names its first letters, so that most of a text is passed over quickly."""
_VOICING = "\uff9e\uff9f"
_BETWEEN_TEXTS = "\n"
"""No key holds one: what is searched never runs from one text into the next."""


@dataclass(frozen=True)
class Folded:
    """A text as it is compared. starts, ends: for each character of `key` where it came from in `printed`."""

    printed: str
    key: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def find(self, term: str) -> Iterator[Span]:
        """Where the printed text has the term, itself a key: spans in order that do not overlap."""
        position = self.key.find(term) if term else -1
        while position >= 0:
            yield self.starts[position], max(self.ends[position : position + len(term)])
            position = self.key.find(term, position + len(term))


@dataclass(frozen=True)
class SearchedText:
    """A text that searching looks at. field: what a page calls its place."""

    field: str
    words: str


def search_key(text: str) -> str:
    """The text as it is compared when searching.

    >>> search_key("ＩＴ化・ＢＰＲ に取り組んだ")
    'it化・bprに取組んだ'
    >>> search_key("ヶ月") == search_key("カ月"), search_key("コンピューター") == search_key("こんぴゅーた")
    (True, True)
    """
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", text).casefold().translate(LETTERS))
    return _REWRITTEN.sub(_compared, "".join(seen.split())).translate(_KATAKANA)


def search_terms(asked: str) -> list[str]:
    """The keys of the words that somebody asked for, each once.

    >>> search_terms("窓口　ＢＰＲ 窓口")
    ['窓口', 'bpr']
    """
    return [key for key in dict.fromkeys(search_key(word) for word in asked.split()) if key]


def key_of_texts(texts: Iterable[SearchedText]) -> str:
    """The keys of several texts as one: a term is found in it only where one of the texts has it."""
    return _BETWEEN_TEXTS.join(search_key(text.words) for text in texts)


def keys_of_texts(key: str) -> list[str]:
    """The keys of the texts that `key_of_texts` made one of, in order.

    >>> keys_of_texts(key_of_texts([SearchedText("name", "窓口"), SearchedText("note", "ＢＰＲ")]))
    ['窓口', 'bpr']
    """
    return key.split(_BETWEEN_TEXTS) if key else []


def fold(text: str) -> Folded:
    """The text with its key, each character of which knows where it came from.

    >>> folded = fold("３ヶ月 の取り組み")
    >>> [folded.printed[start:end] for start, end in folded.find(search_key("か月の取組"))]
    ['ヶ月 の取り組み']
    """
    letters = [(letter, begin, end) for begin, end in _clusters(text) for letter in _letters(text[begin:end])]
    plain = "".join(letter for letter, _, _ in letters)
    key: list[str] = []
    spans: list[Span] = []
    position = 0
    for match in _REWRITTEN.finditer(plain):
        key += plain[position : match.start()]
        spans += [(begin, end) for _, begin, end in letters[position : match.start()]]
        whole = letters[match.start()][1], letters[match.end() - 1][2]
        key += _compared(match)
        spans += [whole] * len(_compared(match))
        position = match.end()
    key += plain[position:]
    spans += [(begin, end) for _, begin, end in letters[position:]]
    starts, ends = zip(*spans, strict=True) if spans else ((), ())
    return Folded(text, "".join(key).translate(_KATAKANA), starts, ends)


def has_any(key: str, terms: Sequence[str]) -> bool:
    """Whether the key has one of the terms."""
    return any(term in key for term in terms)


def _compared(match: re.Match[str]) -> str:
    return COMPARED_AS.get(match[0], "")


def _clusters(text: str) -> Iterator[Span]:
    """The parts of the text that NFKC takes together: a letter and the marks upon it, a syllable of Hangul."""
    begin = 0
    for position in range(1, len(text) + 1):
        if position == len(text) or not _continues(text[position]):
            yield begin, position
            begin = position


@lru_cache(maxsize=16_384)
def _continues(character: str) -> bool:
    code = ord(character)
    is_jamo = 0x1100 <= code <= 0x11FF or 0xFFA0 <= code <= 0xFFDC
    return character in _VOICING or is_jamo or unicodedata.category(character) in ("Mn", "Mc")


@lru_cache(maxsize=16_384)
def _letters(cluster: str) -> str:
    return "".join(_UNSEEN.sub("", unicodedata.normalize("NFKC", cluster).casefold().translate(LETTERS)).split())
