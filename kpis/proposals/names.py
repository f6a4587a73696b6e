"""How alike two KPI names are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from kpi_tracker.lib.japanese_text import name_key

NEAR = 80.0
"""Similarity in percent from which two names are near: they differ by a word or by damaged characters."""
REMOTE = 60.0
"""Similarity in percent below which names say nothing, even beside the same dated figure."""
_MANY = 20_000
"""More names than all documents of a programme print."""
_SHORT = 8
"""Names shorter than this (「団体数」, 「活用事例数」) are borne by many indicators."""

_TAG = re.compile(r"【([^【】]*)】")
_RELISTED_TAG = re.compile(r"再\s*掲")
_CLASS = re.compile(r"[<(][^<>()]*指標[>)]")
"""<アウトカム指標>, （事後的に検証する指標）: what sort of indicator it is, not what it measures."""
_BRACKETED = re.compile(r"[(<〔\[][^()<>〔〕\[\]]*[)>〕\]]")
_JOINED_COUNT = re.compile(r"の(?=(?:総数|数|割合|比率|率|件数)(?:$|\())")
_LAST_WORD = re.compile(r"[ぁ-ん、・]*([^ぁ-ん、・]+)[ぁ-ん]*$")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MEASURE = re.compile(r"(?P<share>割合|比率|率)$|(?:件数|人数|世帯数|箇所数|数|額|人口|量|費|時間)$")
_QUALIFIERS = re.compile(r"(?:[一-鿿]{0,3}(?:以上|以下|未満|以内|超)|男性|女性|都道府県|市区?町村|[一-鿿]*者用)")


@lru_cache(maxsize=_MANY)
def core_name(name: str) -> str:
    """The name as it is compared: `name_key` without tags, without the sort of indicator, 「の数」 as 「数」.

    >>> core_name("⑤クラウド導入市区町村数＜アウトカム指標＞【AP改革項目関連：分野横断⑮】【APのKPI】")
    'クラウド導入市区町村数'
    >>> core_name("地域ＩｏＴを導入した地方公共団体の数（事後的に検証する指標）")
    '地域iotを導入した地方公共団体数'
    """
    return _JOINED_COUNT.sub("", _CLASS.sub("", name_key(_TAG.sub("", name))))


@lru_cache(maxsize=_MANY)
def bare_name(core: str) -> str:
    """The core without what it says in brackets; the core itself where nothing else is left.

    >>> bare_name("コンビニ交付の実施団体数(人口)")
    'コンビニ交付の実施団体数'
    """
    return _BRACKETED.sub("", core) or core


def tags_of(printed: str) -> tuple[str, ...]:
    """The words in 【】 of a printed name other than 再掲.

    >>> tags_of("⑤クラウド導入市区町村数 【AP改革項目関連：分野横断的な取組⑮】 【再掲】 【APのKPI】")
    ('AP改革項目関連：分野横断的な取組⑮', 'APのKPI')
    """
    return tuple(tag.strip() for tag in _TAG.findall(printed) if not _RELISTED_TAG.fullmatch(tag.strip()))


@dataclass(frozen=True)
class Likeness:
    """points: what the names alone say, 0 where they are not alike; reason: the sentence to it."""

    points: int
    reason: str


NOT_ALIKE = Likeness(0, "名称が似ていない")


def likeness(one: str, other: str) -> Likeness:
    """How alike two core names are. Names never reach the score of a proposal unless they are the same.

    >>> likeness("クラウド導入市区町村数", "クラウド導入市区町村数").points
    60
    >>> likeness("活用事例数", "活用事例数").points
    40
    >>> likeness("固定資産台帳を整備した自治体数", "固定資産台帳を整備した自治体割合").reason
    '名称は近いが、測るもの（自治体数と自治体割合）が違う'
    """
    if not one or not other:
        return NOT_ALIKE
    if one == other:
        return Likeness(60, "名称が同じ") if len(one) >= _SHORT else Likeness(40, "名称が同じ（短く、よくある名称）")
    if bare_name(one) == bare_name(other) and (bare_name(one) == one or bare_name(other) == other):
        return Likeness(50 if len(bare_name(one)) >= _SHORT else 30, "括弧書きを除いて名称が同じ")
    return _nearness(one, other)


def _nearness(one: str, other: str) -> Likeness:
    similarity = fuzz.ratio(one, other, score_cutoff=REMOTE)
    if not similarity:
        return NOT_ALIKE
    points, words = round(similarity - 45), "名称が近い" if similarity >= NEAR else "名称がいくらか似ている"
    ends = last_word(one), last_word(other)
    if _measure(one) != _measure(other):
        return Likeness(points - 20, f"名称は近いが、測るもの（{ends[0]}と{ends[1]}）が違う")
    if _particulars(one) != _particulars(other):
        return Likeness(points - 20, "名称は近いが、数や範囲を限る言葉が違う")
    return Likeness(points, f"{words}（一致{similarity:.0f}％）")


def last_word(core: str) -> str:
    """The word that the name ends in, which says what is counted.

    >>> last_word("コンビニ交付の利用件数"), last_word("コンビニ交付の実施団体数(人口)")
    ('利用件数', '実施団体数')
    """
    found = _LAST_WORD.search(bare_name(core))
    return found[1] if found else bare_name(core)


def _measure(core: str) -> str:
    found = _MEASURE.search(bare_name(core))
    if found is None:
        return ""
    return "率" if found["share"] else found[0]


def _particulars(core: str) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(_NUMBER.findall(core)), frozenset(_QUALIFIERS.findall(core))
