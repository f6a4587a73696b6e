"""Fiscal years as the sheet prints them: "28年度" and 【30年度】, mostly without an era."""

from __future__ import annotations

import re

from kpi_tracker.lib.fiscal_year import read_date
from kpi_tracker.lib.japanese_text import normalise

_ERA_BEFORE_YEAR_ONE = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}
_LABEL = re.compile(
    r"(?:(?P<era>令和|平成|昭和|[RHS])(?P<era_year>元|\d{1,2})(?:年度?)?|(?:FY)?(?P<western>(?:19|20)\d\d)(?:年度?)?"
    r"|(?P<bare>元|\d{1,2})年度?)(?:末|まで|実績|目標|時点|現在|中|値|の|に|を)*"
)
_AFTER_DATE = re.compile(r"(?:末|時点|現在|まで|実績)*")
_SPAN = re.compile(r"(?P<first>.+?)[~-](?P<last>.+)")
_SQUARE_BRACKET = re.compile(r"[【〔［\[](?P<label>[^【】〔〕［］\[\]]{1,16})[】〕］\]]")
_ROUND_BRACKET = re.compile(r"[（(](?P<label>[^（）()]{1,16})[)）]")
_AMBIGUOUS = range(10, 20)
LONGEST_LABEL = 12


def fiscal_year_of_label(words: str, near: int | None) -> int | None:
    """The fiscal year that a whole label names, None where it is no label of a year.

    near: fiscal year of the document; a year without its era is of the era that brings it nearest to it.

    >>> [fiscal_year_of_label(words, 2018) for words in ("28年度", "平成33年度", "令和元年度", "2016年度", "2年度")]
    [2016, 2021, 2019, 2016, 2020]
    >>> [fiscal_year_of_label(words, 2018) for words in ("平成29年4月", "99年度", "平成29年4月に公表")]
    [2017, None, None]
    """
    text = "".join(normalise(words).text.split())
    found = _LABEL.fullmatch(text)
    if found is None:
        date = read_date(text)
        is_whole = date is not None and date.span[0] == 0 and _AFTER_DATE.fullmatch(text[date.span[1] :])
        return date.fiscal_year if date and is_whole else None
    if found["western"]:
        return int(found["western"])
    if found["era"]:
        return _ERA_BEFORE_YEAR_ONE[found["era"]] + _number(found["era_year"])
    return _without_era(_number(found["bare"]), near)


def last_fiscal_year(words: str, near: int | None) -> int | None:
    """The year of a label, or of a span of years 【28～30年度】 its last."""
    span = _SPAN.fullmatch("".join(normalise(words).text.split()))
    if span and fiscal_year_of_label(span["first"].removesuffix("年度") + "年度", near):
        return fiscal_year_of_label(span["last"], near)
    return fiscal_year_of_label(words, near)


def is_year_label(text: str, near: int | None) -> bool:
    """Whether a cell holds a year and nothing else."""
    return len(text) <= LONGEST_LABEL and fiscal_year_of_label(text, near) is not None


def is_ambiguous_label(words: str) -> bool:
    """Whether the year could be of 平成 and of 令和: 10 to 19 without an era."""
    found = _LABEL.fullmatch("".join(normalise(words).text.split()))
    return bool(found and found["bare"] and _number(found["bare"]) in _AMBIGUOUS)


def year_bracket(text: str, near: int | None) -> tuple[str, str] | None:
    """The text without its last bracket that names only a year, and the label in it; None without such a bracket.

    >>> year_bracket("550団体 【26年度】", 2018), year_bracket("842団体 (毎年度)", 2018)
    (('550団体', '26年度'), None)
    """
    return square_year_bracket(text, near) or _bracketed(_ROUND_BRACKET, text, near)


def square_year_bracket(text: str, near: int | None) -> tuple[str, str] | None:
    """As year_bracket, of 【】 only: it marks 基準 and 目標, where a round one may stand behind an actual."""
    return _bracketed(_SQUARE_BRACKET, text, near)


def _bracketed(bracket: re.Pattern[str], text: str, near: int | None) -> tuple[str, str] | None:
    for found in reversed(list(bracket.finditer(text))):
        if last_fiscal_year(found["label"], near):
            rest = f"{text[: found.start()].rstrip()} {text[found.end() :].lstrip()}"
            return rest.strip(), found["label"].strip()
    return None


def _number(words: str) -> int:
    return 1 if words == "元" else int(words)


def _without_era(number: int, near: int | None) -> int | None:
    candidates = [_ERA_BEFORE_YEAR_ONE[era] + number for era in ("平成", "令和")]
    if near is None:
        return candidates[0] if number >= _AMBIGUOUS.stop else candidates[1] if number < _AMBIGUOUS.start else None
    nearest = min(candidates, key=lambda year: abs(year - near))
    return nearest if number and abs(nearest - near) <= 50 else None
