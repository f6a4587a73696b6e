"""A cell cut into phrases: dates, quantities, brackets, breaks, and the words between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from kpi_tracker.lib.fiscal_year import DateReading, match_date
from kpi_tracker.lib.japanese_text import NormalisedText
from kpi_tracker.lib.quantities import VAGUE_NUMBER, Quantity, match_quantity
from kpi_tracker.lib.records import Record

PhraseKind = Literal["words", "break", "colon", "date", "yearless", "quantity", "change", "vague", "group"]

_CLOSING = {"(": ")", "[": "]", "【": "】", "<": ">", "〈": "〉", "《": "》", "〔": "〕", "{": "}"}
_DEEPEST = 5
"""Brackets nested deeper than any prose are read as plain words, so that hostile text cannot exhaust the stack."""
_QUOTED = re.compile(r"「[^「」]*」|『[^『』]*』")
_BREAK = re.compile(r"[ \t\n]+|[、。;,→⇒➡]|(?:^|(?<=\n))[・○●◆■※*]")
_DESIGNATION = re.compile(
    r"第[ ]?\d+(?!\d*位)(?:[-.]\d+)*[^\d\s()、。:]?|\d+[A-HJ-NP-Z](?=[一-鿿ァ-ヴー・])"
    r"|(?<=の)\d+(?:年|か月|カ月|ヶ月)間"
    r"|[※注]\d+|\d+[^\d\s()、。:]{1,4}?(?:当たり|あたり|につき)"
    r"|(?<![A-Za-z])(?![lIOo]\d)[A-Za-z]+[-]?\d+(?:[.-]\d+)*(?![\d%])|(?:^|(?<=\n))\d{1,2}[.](?!\d)"
)
"""Numbers that name, order or divide, and are no values: 第2次, ※1, 1人当たり, Society5.0, "1." of a list."""
_DATE_TAIL = re.compile(
    r"(?:頃|ごろ|以降|以後)?(?:を?(?:めど|目途|目処|目標))?(?:予算)?(?:まで|中(?!学|央|小)|内|時点|現在|から)?(?:に(?!お|比|対[しす]|つ))?"
)
_YEAR_RANGE = re.compile(r"(?:令和|平成|[RH])?(?:元|\d{1,4})(?:年度?)?[ ]?[~-][ ]?(?=[\d令平RH])")
_YEARLESS = re.compile(
    r"(?:[今本来前昨同当]|翌々?)年度?(?:1[0-2]|[1-9])?月?末?|(?:翌々?|[前同当今本])月|(?<!\d)(?:1[0-2]|[1-9])月(?!間)(?:末|\d{1,2}日)?"
    r"|(?:19|20)\d\d年代(?:前半|後半|半ば)?|\d+(?:年|か月|カ月|ヶ月|日|週)間(?=で|に)"
)
_CHANGE = re.compile(r"半減|倍増|半数|ゼロ|皆無")


class Phrase(Record, frozen=True):
    """A piece of a cell. start, end: positions in the normalised text, of which `text` is the part.

    kind: "yearless" is a date without its year (翌年11月, 9月), "change" 半減, 倍増, 半数 or ゼロ, "group" a bracket.
    tail: what follows a date and belongs to it (までに, 時点); ranged: the date ends a range of years (2014～2016年度).
    """

    kind: PhraseKind
    start: int
    end: int
    text: str
    date: DateReading | None = None
    tail: str = ""
    ranged: bool = False
    quantity: Quantity | None = None
    bracket: str = ""
    closed: bool = True
    inner: tuple[Phrase, ...] = ()

    @property
    def inner_words(self) -> str:
        """The text between the brackets of a group."""
        return self.text[1:-1] if self.closed else self.text[1:]


def phrases_of(printed: NormalisedText) -> tuple[Phrase, ...]:
    """The phrases of the whole text, in order and without a gap."""
    return tuple(_merged(_cut(printed, 0, len(printed.text), 0)))


def _cut(printed: NormalisedText, start: int, end: int, depth: int) -> Iterator[Phrase]:
    position = start
    while position < end:
        phrase = _group_at(printed, position, end, depth) or _phrase_at(printed, position, end)
        yield phrase
        position = phrase.end


def _merged(phrases: Iterator[Phrase]) -> Iterator[Phrase]:
    """Neighbouring words as one phrase."""
    words: Phrase | None = None
    for phrase in phrases:
        if phrase.kind == "words":
            words = Phrase("words", words.start, phrase.end, words.text + phrase.text) if words else phrase
            continue
        if words:
            yield words
        words = None
        yield phrase
    if words:
        yield words


def _group_at(printed: NormalisedText, position: int, end: int, depth: int) -> Phrase | None:
    opening = printed.text[position]
    if opening not in _CLOSING or depth >= _DEEPEST:
        return None
    closing = _closing_position(printed.text, position, end)
    closed = closing < end
    inner = tuple(_merged(_cut(printed, position + 1, closing, depth + 1)))
    stop = closing + closed
    return Phrase("group", position, stop, printed.text[position:stop], bracket=opening, closed=closed, inner=inner)


def _closing_position(text: str, position: int, end: int) -> int:
    """Where the bracket closes, the end of the text where extraction lost its other half."""
    opening, closing, depth = text[position], _CLOSING[text[position]], 0
    for place in range(position, end):
        depth += (text[place] == opening) - (text[place] == closing)
        if depth == 0:
            return place
    return end


def _phrase_at(printed: NormalisedText, position: int, end: int) -> Phrase:
    text = printed.text
    if text[position] == ":":
        return Phrase("colon", position, position + 1, ":")
    for kind, pattern in _PLAIN:
        found = pattern.match(text, position, end)
        if found:
            return Phrase(kind, position, found.end(), found[0])
    return _date_at(text, position, end) or _value_at(printed, position, end) or _word_at(text, position)


_PLAIN: tuple[tuple[PhraseKind, re.Pattern[str]], ...] = (
    ("break", _BREAK),
    ("words", _QUOTED),
)


def _date_at(text: str, position: int, end: int) -> Phrase | None:
    opening = _YEAR_RANGE.match(text, position, end)
    date = match_date(text, opening.end()) if opening else None
    date = date or match_date(text, position)
    if date is None or date.span[1] > end:
        return None
    tail = _DATE_TAIL.match(text, date.span[1], end)
    stop = tail.end() if tail else date.span[1]
    ranged = date.span[0] > position
    return Phrase("date", position, stop, text[position:stop], date, text[date.span[1] : stop], ranged)


def _value_at(printed: NormalisedText, position: int, end: int) -> Phrase | None:
    text = printed.text
    named: tuple[tuple[PhraseKind, re.Pattern[str]], ...] = (
        ("words", _DESIGNATION),
        ("yearless", _YEARLESS),
        ("change", _CHANGE),
        ("vague", VAGUE_NUMBER),
    )
    for kind, pattern in named:
        found = pattern.match(text, position, end)
        if found:
            return Phrase(kind, position, found.end(), found[0])
    quantity = match_quantity(printed, position)
    if quantity is None or quantity.span[1] > end:
        return None
    return Phrase("quantity", position, quantity.span[1], text[position : quantity.span[1]], quantity=quantity)


def _word_at(text: str, position: int) -> Phrase:
    return Phrase("words", position, position + 1, text[position])
