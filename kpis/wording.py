"""How a value, a date or a ratio is written in a Japanese sentence. Pure: grading and charts both speak through it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kpi_tracker.lib.readings import MeasurementKind
from kpis.series import AS_OF

KIND_NAMES: dict[MeasurementKind, str] = {
    "final": "確報・実績",
    "preliminary": "速報",
    "forecast": "見込み",
    "reference": "参考",
}
"""The four kinds as a legend names them; in a sentence they are 実績値, 速報値, 見込み, 参考値 (kind_in_sentence)."""

_IN_SENTENCE: dict[MeasurementKind, str] = {
    "final": "実績値",
    "preliminary": "速報値",
    "forecast": "見込みの値",
    "reference": "参考値",
}
_PRINTED_COMPARATOR = re.compile("以上|以下|以内|未満|超(?!過)|を(?:上|下)回(?:る|らない)")
# From these sizes on a figure is easier read with its 万 or 億, as long as at most one decimal is left.
_MYRIADS = ((8, "億", Decimal(10) ** 8), (4, "万", Decimal(10) ** 5))


def amount(value: Decimal, unit: str | None = "") -> str:
    """The value with its unit.

    >>> amount(Decimal("76930000"), "人"), amount(Decimal("24.70"), "%"), amount(Decimal(1450))
    ('7,693万人', '24.7％', '1,450')
    >>> amount(Decimal("12093347000"), "円")
    '12,093,347,000円'
    >>> amount(Decimal("12000000"), "千件")
    '12,000,000千件'
    """
    suffix = "％" if unit == "%" else unit or ""
    plain = value.normalize()
    if counts_in_thousands(suffix):
        return f"{plain:,f}{suffix}"
    for places, word, least in _MYRIADS:
        if abs(plain) >= least:
            shorter = plain.scaleb(-places).normalize()
            is_short = int(shorter.as_tuple().exponent) >= -1
            return f"{shorter:,f}{word}{suffix}" if is_short else f"{plain:,f}{suffix}"
    return f"{plain:,f}{suffix}"


def printed_comparator(words: str) -> str:
    """The word of comparison that a target prints, "" where it prints none.

    >>> printed_comparator("416団体以上"), printed_comparator("38時間を下回る"), printed_comparator("416団体")
    ('以上', 'を下回る', '')
    """
    found = _PRINTED_COMPARATOR.search(words)
    return found[0] if found else ""


def counts_in_thousands(unit: str) -> bool:
    """True for a unit that is itself a multiple, such as 千件 and 百万円: no 万 or 億 may stand before it."""
    return unit.startswith(("千", "百", "万", "億", "兆"))


def day_text(day: date) -> str:
    """「2017年4月30日」."""
    return f"{day.year}年{day.month}月{day.day}日"


def as_of_text(as_of: str | None) -> str:
    """An as_of of an ActualReading in words; 時点の記載なし where there is none.

    >>> as_of_text("2017-04"), as_of_text("FY2016"), as_of_text("2017-10-01"), as_of_text("2017"), as_of_text(None)
    ('2017年4月', '2016年度', '2017年10月1日', '2017年', '時点の記載なし')
    """
    found = AS_OF.fullmatch(as_of or "")
    if found is None:
        return as_of or "時点の記載なし"
    if found["fy"]:
        return f"{found['year']}年度"
    month = f"{int(found['month'])}月" if found["month"] else ""
    day = f"{int(found['day'])}日" if found["day"] else ""
    return f"{found['year']}年{month}{day}"


def kind_in_sentence(kind: MeasurementKind) -> str:
    """「速報値」 and its like, to stand before a value."""
    return _IN_SENTENCE[kind]


def percent(ratio: Fraction, decimals: int = 1) -> str:
    """A ratio (1 = the whole) as 「16.7％」, rounded half to even.

    >>> percent(Fraction(1, 6)), percent(Fraction(-1, 8), 0), percent(Fraction(1))
    ('16.7％', '-12％', '100.0％')
    """
    scaled = round(ratio * 100 * 10**decimals)
    return f"{Decimal(scaled).scaleb(-decimals):,f}％"


def percents_apart(one: Fraction, other: Fraction) -> tuple[str, str]:
    """Both ratios with as many decimals (one to six) as it takes to see that they differ.

    >>> percents_apart(Fraction(2034, 10000), Fraction(2031, 10000))
    ('20.34％', '20.31％')
    """
    decimals = 1
    while one != other and decimals < 6 and percent(one, decimals) == percent(other, decimals):
        decimals += 1
    return percent(one, decimals), percent(other, decimals)
