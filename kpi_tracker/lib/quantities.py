"""Quantities in Japanese prose: 「延べ１，２３４団体以上」 → value 1234, unit 団体, cumulative, at least.

万, 億 and 兆 are multiplied out (約7,693万人 → 76 930 000 人) and 割 is written as percent (３割 → 30 %). 千 and 百万
directly after the digits stay part of the unit as printed (412,533千件 → 412 533 千件), because statistics count in
them; they multiply only inside a mixed number (9万5千件 → 95 000 件). Units are read by grammar, not from a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kpi_tracker.lib.japanese_text import NormalisedText, normalise
from kpi_tracker.lib.readings import Comparator, Span
from kpi_tracker.lib.records import Record, replace

UNSURE = 0.5
"""The confidence of a quantity that a person should look at."""
VAGUE_NUMBER = re.compile(
    r"[\d一二三四五六七八九十]+分の[\d一二三四五六七八九]+|数[十百千万億]+|[十百千]数|数(?=[件人社校回年名]|団体|か所|箇所)|過半数?|大半|半分"
)
"""Words that stand for a number without saying which."""

_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d+)(?:\.\d+)?"
_PARTED_DIGITS = r"\d{1,3}(?: \d{1,3}){1,3}(?:\.\d+)?(?![\d年月日])"
"""Digits that OCR has set apart, or two numbers: 「3 70団体」."""
_NUMBER = rf"{_PARTED_DIGITS}|(?:{_DIGITS}千?[兆億万])+(?:{_DIGITS}千)?(?:{_DIGITS}(?![\d,.]*千))?|{_DIGITS}"
_KANJI_DIGITS = "一二三四五六七八九"
_KANJI_NUMBER = (
    rf"(?<![一-鿿第])(?=[{_KANJI_DIGITS}十百千])(?:[{_KANJI_DIGITS}]?千)?(?:[{_KANJI_DIGITS}]?百)?(?:[{_KANJI_DIGITS}]?十)?"
    rf"[{_KANJI_DIGITS}]?[億万]?(?=割|倍|(?:団体|件|人|社|校|か所|箇所|圏域|世帯|円|回|機関|市町村|都道府県)(?!当|に一|組|員))"
)
_BEFORE = (
    r"(?P<before>(?:(?:約|およそ|おおむね|概ね|ほぼ|延べ|のべ|延|累計|累積|通算|合計|計|少なくとも|最低|最大|平均|年間|月間"
    r"|(?<![\d一-鿿])年|毎年度?)[:]?){0,4})"
)
_SIGN = r"(?P<sign>[△▲]|(?<![^\s:(、])[-−+])?"
_QUANTITY = re.compile(rf"{_BEFORE}{_SIGN}(?:(?P<number>{_NUMBER})|(?P<kanji>{_KANJI_NUMBER}))")
_RANGE_END = re.compile(rf"[ ]?[~-][ ]?約?(?P<to>(?>{_NUMBER}))(?!年度|(?<=\d{{4}})年)")
_PART = re.compile(rf"(?P<digits>{_DIGITS})(?P<powers>千?[兆億万]?)")
_POWERS = {"千": Decimal(1000), "万": Decimal(10**4), "億": Decimal(10**8), "兆": Decimal(10**12)}

_FIXED_UNIT = re.compile(
    r"%?ポイント|パーセント|%|‰|割(?P<tenths>\d)分(?!の)|割(?!合)|倍|つ(?!い)|分間?(?![一-鿿の]|$)|分間?(?=$|以|未満|程度|台|弱|強|超|前後|短縮|削減|縮減)|か(?:所|国|年|月)間?"
)
_WORD_UNIT = re.compile(r"[一-鿿々〆ァ-ヴーヵヶ]+|[A-Za-zµ℃][A-Za-z0-9²³]*(?:[/-][A-Za-z0-9²³]+)?")
_NO_UNIT_BEFORE = re.compile(r"[\d:(]")
_PER = re.compile(r"/[A-Za-z²³一-鿿]{1,3}")
_NOUN = re.compile(r"(?:つの|の)(?P<noun>[一-鿿々ァ-ヴー]+)")
_UNIT_ENDS = re.compile(
    r"以上|以内|以下|未満|程度|前後|(?<=.)(?:超|弱|強|台|余)$|令和|平成|昭和|(?<=.)(?:及|並|又|若|毎)$"
)
_VERBAL_NOUNS = re.compile(
    r"(?:増加|減少|削減|圧縮|縮減|縮小|節減|低減|抑制|短縮|低下|増|減|拡大|拡充|向上|上昇|改善|導入|実施|策定|設定|達成|確保|維持|"
    r"公表|整備|設置|開催|参加|育成|創出|完了|構築|普及|解消|実現|移行|締結|形成|登録|把握|集計|予定|見込|目指|目標|済|中|分|超過|時点|現在|"
    r"採用|活用|利用|適用|対応|開始|終了|廃止|統合|集約|追加|交付|支援)+$"
)
_AFTER = re.compile(r"(?:以上|以内|以下|未満|程度|前後|超|弱|強|余り?|台|を超える|を上回る|を下回る)+")
_APPROXIMATE = re.compile("約|およそ|おおむね|概ね|ほぼ|程度|前後|弱|強|余|台")
_CUMULATIVE = re.compile("延|のべ|累|通算")
_AT_MOST = re.compile("以内|以下|未満|下回る")
_AT_LEAST = re.compile("以上|超|上回る")
_DIGIT_LIKE = re.compile(r"(?:^|\D)[.]$|(?:^|\d),$|(?<![A-Za-z])[lIOo|]$")
"""What before a number tells that its beginning is cut or misread: 「.6%」, 「l7圏域」."""
_MISREAD_DIGITS = re.compile(r"[lIOo]+")
_LONG_UNIT = re.compile(r"[一-鿿]{7,}|.{10,}")


class Quantity(Record, frozen=True):
    """A number with its unit as printed. span: of all its words, qualifiers included.

    maximum: the upper end of a range, else None; comparator: what 以上 (>=), 以内, 以下 and 未満 (<=) say, else None.
    confidence falls below 1 where the digits are kanji or the unit is longer than units are.
    """

    value: Decimal
    unit: str
    raw: str
    span: Span
    maximum: Decimal | None = None
    approx: bool = False
    cumulative: bool = False
    comparator: Comparator | None = None
    confidence: float = 1.0


def read_quantity(text: str) -> Quantity | None:
    """The first quantity in the text, None without any. Dates and numbers inside names are not told apart here.

    >>> quantity = read_quantity("約７，６９３万人")
    >>> quantity.value, quantity.unit, quantity.approx
    (Decimal('76930000'), '人', True)
    >>> for words in ("412,533千件", "9万5千件以上", "1兆2,000億円", "２割５分"):
    ...     print(read_quantity(words).value, read_quantity(words).unit)
    412533 千件
    95000 件
    1200000000000 円
    25 %
    >>> quantity = read_quantity("延べ50～60か所程度")
    >>> str(quantity.value), str(quantity.maximum), quantity.unit, quantity.cumulative, quantity.approx
    ('50', '60', 'か所', True, True)
    >>> read_quantity("32.5%以下").comparator, read_quantity("100団体導入").unit, read_quantity("10以上の自治体").unit
    ('<=', '団体', '自治体')
    """
    return next(find_quantities(text), None)


def find_quantities(text: str) -> Iterator[Quantity]:
    """Every quantity in the text, in order."""
    printed = normalise(text)
    position = 0
    while match := _QUANTITY.search(printed.text, position):
        quantity = _quantity_of(printed, match)
        position = max(quantity.span[1], match.end())
        yield _in_original(printed, quantity)


def match_quantity(printed: NormalisedText, position: int) -> Quantity | None:
    """The quantity that begins at this position; its span counts in the normalised text."""
    match = _QUANTITY.match(printed.text, position)
    return _quantity_of(printed, match) if match else None


def _in_original(printed: NormalisedText, quantity: Quantity) -> Quantity:
    return replace(quantity, span=printed.original_span(*quantity.span))


def _quantity_of(printed: NormalisedText, match: re.Match[str]) -> Quantity:
    text = printed.text
    words = match["number"] or match["kanji"]
    value, end = number_value(words.replace(" ", "")), match.end()
    unit, end = _unit(text, end)
    maximum = None
    if to := _RANGE_END.match(text, end):
        value, maximum = _range(words, value, to["to"])
        upper_unit, end = _unit(text, to.end())
        unit = unit or upper_unit
    after, end, unit = _qualifiers(text, end, unit)
    if match["sign"] in ("△", "▲", "-", "−"):
        value = -value
    return Quantity(
        value=_scaled(value, unit),
        unit=_UNIT_NAMES.get(unit, "%" if unit.startswith("割") else unit),
        raw=printed.original_words(match.start(), end),
        span=(match.start(), end),
        maximum=None if maximum is None else _scaled(maximum, unit),
        approx=bool(_APPROXIMATE.search(match["before"] + after)),
        cumulative=bool(_CUMULATIVE.search(match["before"])),
        comparator=_comparator(after, match["before"]),
        confidence=_confidence(match, unit, text[end : end + 1]),
    )


_UNIT_NAMES = {"パーセント": "%", "%ポイント": "ポイント"}


def number_value(words: str) -> Decimal:
    """The value of a number in digits and 万, 億, 兆, or in kanji digits.

    >>> [str(number_value(words)) for words in ("1億2,000万", "3億5千万", "0.5万", "三十五", "一万", "千二百")]
    ['120000000', '350000000', '5000', '35', '10000', '1200']
    """
    if not words[0].isdecimal():
        return _kanji_value(words)
    total = Decimal(0)
    for part in _PART.finditer(words):
        amount = Decimal(part["digits"].replace(",", ""))
        for power in part["powers"]:
            amount *= _POWERS[power]
        total += amount
    return total.to_integral_value() if total == total.to_integral_value() else total.normalize()


def _kanji_value(words: str) -> Decimal:
    total = section = digit = Decimal(0)
    for sign in words:
        if sign in _KANJI_DIGITS:
            digit = Decimal(_KANJI_DIGITS.index(sign) + 1)
        elif sign in "十百千":
            section += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = Decimal(0)
        else:
            total += (section + digit or 1) * _POWERS[sign]
            section = digit = Decimal(0)
    return total + section + digit


def _range(words: str, value: Decimal, upper: str) -> tuple[Decimal, Decimal]:
    """「3～5万人」 means 3万 to 5万: a lower end without a power of its own takes that of the upper end."""
    maximum = number_value(upper)
    power = _POWERS.get(upper[-1])
    if power and words[-1].isdecimal() and value < maximum / power:
        value *= power
    return value, maximum


def _unit(text: str, position: int) -> tuple[str, int]:
    """The unit from this position and where it ends, "" where the number has none."""
    if fixed := _FIXED_UNIT.match(text, position):
        noun = _NOUN.match(text, position) if fixed[0] == "つ" else None
        return (noun["noun"], noun.end()) if noun else (fixed[0], fixed.end())
    gap = position + (text[position : position + 1] == " ")
    run = _WORD_UNIT.match(text, gap)
    if run is None or (gap > position and _NO_UNIT_BEFORE.match(text, run.end())):
        return "", position
    unit = run[0]
    cut = _UNIT_ENDS.search(unit)
    unit = unit[: cut.start()] if cut else unit
    unit = _VERBAL_NOUNS.sub("", unit)
    if not unit:
        return "", position
    per = _PER.match(text, gap + len(unit))
    return (unit + per[0], per.end()) if per else (unit, gap + len(unit))


def _qualifiers(text: str, end: int, unit: str) -> tuple[str, int, str]:
    """What 以上 and its like say after the unit; in 「10以上の自治体」 the unit stands behind them."""
    match = _AFTER.match(text, end)
    after, end = (match[0], match.end()) if match else ("", end)
    noun = None if unit else _NOUN.match(text, end)
    if noun is None:
        return after, end, unit
    name = _VERBAL_NOUNS.sub("", noun["noun"])
    return after, noun.start("noun") + len(name) if name else end, name


def _scaled(value: Decimal, unit: str) -> Decimal:
    if not unit.startswith("割"):
        return value
    tenths = _FIXED_UNIT.match(unit)
    return value * 10 + Decimal((tenths and tenths["tenths"]) or 0)


def _comparator(after: str, before: str) -> Comparator | None:
    if _AT_MOST.search(after) or "最大" in before:
        return "<="
    return ">=" if _AT_LEAST.search(after) or "少なくとも" in before or "最低" in before else None


def _confidence(match: re.Match[str], unit: str, following: str) -> float:
    """A unit that runs into a colon or another number has probably swallowed the label of the next component."""
    if match["kanji"] and not unit.startswith(("割", "倍")):
        return UNSURE
    swallowed = len(unit) > 1 and (following == ":" or following.isdecimal())
    number = match["number"] or ""
    before = match.string[max(match.start() - 2, 0) : match.start()]
    misread = " " in number or _DIGIT_LIKE.search(before) or _MISREAD_DIGITS.fullmatch(unit)
    return UNSURE if swallowed or misread or _LONG_UNIT.fullmatch(unit) else 1.0
