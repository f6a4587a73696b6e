"""Japanese text as extraction leaves it: full-width forms, broken lines, dashes of every kind, label remnants."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kpi_tracker.lib.readings import Span

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\ufe63\uff0dー"
"""Characters printed for "nothing": ASCII, U+2010 to U+2015, minus, box lines, small and full-width hyphen, ー."""

_KATAKANA_VOICING = "\uff9e\uff9f\u3099\u309a"
_MOVES = "\0"
_CHARACTERS_KEPT = 16_384
_LOOKALIKES = str.maketrans({"∶": ":", "·": "・", "〜": "~"})
_SUPERSCRIPTS = str.maketrans({"2": "²", "3": "³"})
_RELISTED = re.compile(r"[【\[〔(]\s*再\s*掲\s*[】\]〕)]")
_CIRCLED = "\u2460-\u2473\u24eb-\u24fe\u2776-\u277f\u3251-\u325f\u32b1-\u32bf"
_NAME_LABEL = re.compile(rf"^(?:[{_CIRCLED}](?:[{DASHES}]\d{{1,2}})?|[{DASHES}]+\d{{1,2}})(?!\d)")


@dataclass(frozen=True)
class NormalisedText:
    """Text in NFKC form that still knows where each of its characters stood in the text it came from.

    starts, ends: for each character of `text` the half-open original position it came from.
    """

    original: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original_span(self, start: int, end: int) -> Span:
        """The positions in the original of text[start:end]."""
        if start >= end:
            position = self.starts[start] if start < len(self.starts) else len(self.original)
            return position, position
        return self.starts[start], self.ends[end - 1]

    def original_words(self, start: int, end: int) -> str:
        """The words as printed that text[start:end] came from."""
        begin, stop = self.original_span(start, end)
        return self.original[begin:stop]


def normalise(text: str) -> NormalisedText:
    """The text in NFKC, cluster by cluster, with its index map.

    Circled and superscript numbers stay as they are: ① is a label and m² a unit, never the digits 1 and 2.

    >>> normalise("１，５０７団体（２０１７年）").text
    '1,507団体(2017年)'
    >>> normalise("①約３㌫").text
    '①約3パーセント'
    >>> normalise("ｶﾞｽ").original_words(0, 1)
    'ｶﾞ'
    """
    plain = text.translate(_ONE_FOR_ONE)
    if _MOVES not in plain:
        # Nearly every text: no character changes its place, so the map need not be built one by one.
        return NormalisedText(text, plain, range(len(text)), range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for begin, stop in _clusters(text):
        piece = _normalise_cluster(text[begin:stop])
        pieces.append(piece)
        starts += [begin] * len(piece)
        ends += [stop] * len(piece)
    return NormalisedText(text, "".join(pieces), tuple(starts), tuple(ends))


class _OneForOne(dict[int, str]):
    """Each character in its normalised form where that is one character, too, and hangs on no other; else _MOVES."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        piece = _normalise_cluster(character)
        stays = len(piece) == 1 and not unicodedata.combining(character) and character not in _KATAKANA_VOICING
        found = piece if stays else _MOVES
        if len(self) < _CHARACTERS_KEPT:
            self[code] = found
        return found


_ONE_FOR_ONE = _OneForOne()


def _clusters(text: str) -> Iterable[Span]:
    begin = 0
    for position in range(1, len(text) + 1):
        if position == len(text) or not (unicodedata.combining(text[position]) or text[position] in _KATAKANA_VOICING):
            yield begin, position
            begin = position


@lru_cache(_CHARACTERS_KEPT)
def _normalise_cluster(cluster: str) -> str:
    if unicodedata.category(cluster[0]) == "No":
        return cluster
    plain = unicodedata.normalize("NFKC", cluster).translate(_LOOKALIKES)
    if len(plain) > len(cluster) and plain[-1:] in "23" and plain[:1].isalpha():
        return plain.translate(_SUPERSCRIPTS)
    return plain


def is_dash(text: str) -> bool:
    """Whether the text is nothing but dashes, of whatever kind and however many.

    >>> [is_dash(text) for text in ("－", "― ―", "−", "ー", "", "-1")]
    [True, True, True, True, False, False]
    """
    marks = "".join(unicodedata.normalize("NFKC", text).split())
    return bool(marks) and all(mark in DASHES for mark in marks)


def name_key(name: str) -> str:
    """The key under which two printings of one name compare equal.

    NFKC without white space, without 【再掲】 and the label or what extraction left of it; letter case, kinds of dash
    and middle dot do not count.

    >>> name_key("①－１ 窓口業務の アウトソーシング【再掲】") == name_key("- 1窓口業務のアウトソーシング")
    True
    >>> name_key("４Ｋ・８Ｋの視聴世帯")
    '4k・8kの視聴世帯'
    """
    key = "".join(normalise(name).text.split())
    key = _RELISTED.sub("", key)
    key = _NAME_LABEL.sub("", key).casefold()
    return re.sub(rf"[{DASHES.replace('ー', '')}]", "-", key)


_BULLET = re.compile(rf"[・○●◎■□◆◇▪•※➢►▶〇{_CIRCLED}]|[0-9０-９]{{1,2}}[．.](?![0-9０-９])|[（(][0-9０-９]{{1,2}}[）)]")
_LABEL = re.compile(r"【[^】]*】|[（(]参考[）)]|[（(][^（()）]{1,12}(?:省|庁|府|室|局|各圏域)[）)]")
_COMPONENT = re.compile(r"(?![%％])[^0-9０-９:：∶。、（）()]{1,24}[:：∶]\s*(?:約|延べ)?[0-9０-９]")
_OPENING, _CLOSING = "（(「『【〔［[〈《", "）)」』】〕］]〉》"
_UNIT_SIGN = r"[^\s0-9０-９,，.．、。:：∶()（）「」【】]"
_UNIT_AT_END = re.compile(rf"[0-9０-９]((?:\n?{_UNIT_SIGN}){{1,8}})(?=\s*(?:[、。(（]|$))")
_RUN_TO_COLON = re.compile(rf"(?<=[0-9０-９])(?:\n?{_UNIT_SIGN}){{2,30}}(?=[:：∶]\s*(?:約|延べ)?[0-9０-９])")
_JAPANESE = r"[\u3040-\u30ff\u3400-\u9fff々〇、。・，．（）「」『』【】〔〕：；％－―～]"
_OCR_SPACES = (
    re.compile(rf"(?<=(?![。】）％]){_JAPANESE})[ \u3000]+(?=(?![・○●【※]){_JAPANESE})"),
    re.compile(rf"(?<=(?![。】）％]){_JAPANESE})[ \u3000]+(?=[(（A-Za-zＡ-Ｚ]|[0-9０-９]+(?![0-9０-９．.]))"),
    re.compile(rf"(?<=[A-Za-z0-9Ａ-Ｚ０-９])[ \u3000]+(?=(?![・○●【※（]){_JAPANESE})"),
    re.compile(r"(?<=[^\s。])[ \u3000]+(?=[(（])"),
    re.compile(r"(?<=(?<![A-Za-z])[A-Z]) +(?=[A-Z])|(?<=[A-Z]) +(?=[A-Z](?![A-Za-z]))"),
)
_UNIT_BEFORE = "|".join(rf"(?<=[0-9０-９][^\s0-9０-９年月日、。()（）]{{{length}}})" for length in (1, 2, 3, 4))
_BETWEEN_COMPONENTS = re.compile(
    rf"(?:{_UNIT_BEFORE})[ \u3000]+"
    r"(?=[^\s0-9０-９、。()（）]{1,10}[0-9０-９][0-9０-９.．,，]*(?![0-9０-９.．,，年月日]))"
)
"""The space between 「71.19歳」 and 「女性74.21歳」: without it the next component would run into the unit."""
_SPLIT_RUNS = (
    re.compile(r"(?<![0-9０-９.．])[1１2２](?:[ \u3000]?[0-9０-９]){3}(?=[ \u3000]?年)"),
    re.compile(r"(?<![0-9０-９])[0-9０-９]{1,3}(?:[ \u3000]?[,，](?:[ \u3000]?[0-9０-９]){3})+(?![0-9０-９])"),
)
_SPLIT_NUMBER = (
    re.compile(r"(?<=[0-9０-９])[ \u3000]+(?=[0-9０-９]{1,2}[ \u3000]?[月日])"),
    re.compile(r"(?<=[0-9０-９])[ \u3000]+(?=[.．][0-9０-９]|[%％])"),
    re.compile(r"(?:(?<=[0-9０-９]{2}[.．])|(?<=[^\s0-9０-９][0-9０-９][.．]))[ \u3000]+(?=[0-9０-９])"),
    re.compile(r"(?<=[0-9０-９])[ \u3000]+(?=[0０]+(?![.．0-9０-９]))"),
)
"""Spaces inside a number that cannot be read as two: a year, month or day, groups of three digits, decimals, zeros.
A stop after a lone digit may number a list and keeps its space."""


def join_lines(lines: Iterable[str]) -> str:
    """The words of one cell as one text: lines broken inside a sentence are joined, real breaks become "\\n".

    A real break stands before a bullet, a numbered step, a label 【…】 or a component ("電子申請：152団体"), after a
    line that is only a label, and after a sentence that ends well before the column does. A blank line is no break
    by itself: extraction puts them inside sentences. Spaces that OCR put inside Japanese words are dropped. A number
    keeps its unit wherever the line between it and the next component was cut.

    >>> join_lines(["2017年４月確報値は、2018年３月", "", "頃に公表。"])
    '2017年４月確報値は、2018年３月頃に公表。'
    >>> join_lines(["（参考）", "【番号室】", "サービス検索：1,507団体", "電子申請：152団体", "（2017年10月31日時点）"])
    '（参考）\\n【番号室】\\nサービス検索：1,507団体\\n電子申請：152団体（2017年10月31日時点）'
    >>> join_lines(["公共施設等の 現況を PDC Aで 2016 年度中に"])
    '公共施設等の現況をPDCAで2016年度中に'
    """
    return part_components(join_broken(drop_ocr_spaces(line) for line in _stripped(lines)))


def part_components(text: str) -> str:
    """The text with the line end between a number's unit and the next component, where the cell shows the unit.

    A unit is known from a number that no component follows.

    >>> part_components("検索：1,507団体電子\\n申請：152団体（2017年）"), part_components("検索：5\\n電子申請：3")
    ('検索：1,507団体\\n電子申請：152団体（2017年）', '検索：5\\n電子申請：3')
    """
    units = {"".join(unit.split()) for unit in _UNIT_AT_END.findall(text)}
    return _RUN_TO_COLON.sub(lambda run: _parted(run[0], units), text)


def _parted(run: str, units: set[str]) -> str:
    words = "".join(run.split())
    unit = max((unit for unit in units if words.startswith(unit) and words != unit), key=len, default="")
    return f"{unit}\n{words[len(unit) :]}" if unit else run


def join_broken(lines: Iterable[str]) -> str:
    """As `join_lines`, the spaces within the lines kept: of cells that people typed.

    >>> join_broken(["平成29年度 301", "団体"]), join_lines(["平成29年度 301", "団体"])
    ('平成29年度 301団体', '平成29年度301団体')
    """
    kept = _stripped(lines)
    width = max((len(line) for line in kept), default=0)
    joined = ""
    previous = ""
    for line in kept:
        joined += _between(joined, previous, line, width) + line if joined else line
        previous = line
    return joined


def _stripped(lines: Iterable[str]) -> list[str]:
    stripped = (line.strip(" \t\u3000\r\n\f") for part in lines for line in part.split("\n"))
    return [line for line in stripped if line]


def drop_ocr_spaces(line: str) -> str:
    """The line without the spaces that OCR or justified print put inside words.

    >>> drop_ocr_spaces("6団体 (2016年度)"), drop_ocr_spaces("下水道∶35.5% 簡易水道∶38.1%")
    ('6団体(2016年度)', '下水道∶35.5% 簡易水道∶38.1%')
    >>> drop_ocr_spaces("男性71. 2歳 女性74.2 歳(2013 年)")
    '男性71.2歳 女性74.2歳(2013年)'
    >>> drop_ocr_spaces("1, 234団体 (20 16年1 2月)"), drop_ocr_spaces("24. 7%"), drop_ocr_spaces("1 00%")
    ('1,234団体(2016年12月)', '24.7%', '100%')
    """
    for pattern in _SPLIT_RUNS:
        line = pattern.sub(lambda run: "".join(run[0].split()), line)
    for pattern in _SPLIT_NUMBER:
        line = pattern.sub("", line)
    parts = _BETWEEN_COMPONENTS.split(line)
    for pattern in _OCR_SPACES:
        parts = [pattern.sub("", part) for part in parts]
    return " ".join(parts)


def _between(joined: str, previous: str, line: str, width: int) -> str:
    if _open_brackets(joined) and not _BULLET.match(line):
        return ""
    if _BULLET.match(line) or _LABEL.match(line) or _COMPONENT.match(line) or _LABEL.fullmatch(previous):
        return "\n"
    if previous.endswith("。") and len(previous) < width - 1:
        return "\n"
    both_latin = joined[-1:].isascii() and line[:1].isascii() and joined[-1:].isalpha() and line[:1].isalpha()
    return " " if both_latin else ""


def _open_brackets(text: str) -> int:
    depth = 0
    for character in text:
        depth = max(depth + (character in _OPENING) - (character in _CLOSING), 0)
    return depth
