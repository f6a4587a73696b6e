"""和暦 and 年度: the dates that Japanese reports print, as ISO text, as a window of days and as a fiscal year.

A fiscal year 年度 is named after the year of its April: fiscal year 2017 = 平成29年度 = April 2017 to March 2018.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from kpi_tracker.lib.japanese_text import normalise
from kpi_tracker.lib.readings import Span
from kpi_tracker.lib.records import Record, replace

Precision = Literal["day", "month", "year", "fiscal_year"]

_ERAS = (("令和", 2019), ("平成", 1989), ("昭和", 1926), ("大正", 1912), ("明治", 1868))
"""Newest first, each with the year its 元年 began in."""
_ERA_STARTS = dict(_ERAS) | {"RHSTM"[place]: start for place, (_, start) in enumerate(_ERAS)}
_FISCAL_NEW_YEAR = 4

_GAP = r"[ \n]?"
_YEAR = (
    rf"(?:(?P<era>令和|平成|昭和|大正|明治|(?<![A-Za-z])[RHSTM]){_GAP}(?P<era_year>元|\d{{1,2}})(?!\d)"
    r"|(?<![\d.,])(?P<western>(?:1[89]|20)\d\d)(?![\d,])"
    rf"|(?<![\d.,第])(?P<bare>\d{{1,2}})(?={_GAP}年{_GAP}(?:度|1[0-2]{_GAP}月|[1-9]{_GAP}月)|[.]\d{{1,2}}[.]\d{{1,2}}(?![\d.])))"
)
_MONTH = rf"{_GAP}年{_GAP}(?P<month>1[0-2]|0?[1-9]){_GAP}月(?!間)"
_DAY = rf"(?:{_GAP}(?P<day>3[01]|[12]\d|0?[1-9]){_GAP}日(?!間))?"
# "H28.4" and "2016/3" are months, but "1950.5" alone may be a quantity: with a stop a western year needs its day.
_MONTH_NUMBER, _DAY_NUMBER = "1[0-2]|0?[1-9]", r"3[01]|[12]\d|0?[1-9]"
_DOTTED = (
    rf"(?:[./-](?P<dot_month>{_MONTH_NUMBER})[./-](?P<dot_day>{_DAY_NUMBER})"
    rf"|(?:/|(?<![12]\d\d\d)[.])(?P<dot_month_only>{_MONTH_NUMBER}))(?![\d.])"
)
_YEAR_END = rf"(?P<fiscal>{_GAP}年?{_GAP}度)|{_GAP}年(?!間|代|生|以内|以上|後(?![半期])|前(?![半期])|目)"
_PART = r"(?P<part>第[1-4]四半期|[上下]半?期|前半|後半|当初|初頭?|末|央|半ば|春|夏|秋|冬)?"
_DATE = re.compile(rf"{_YEAR}(?:{_MONTH}{_DAY}|{_DOTTED}|{_YEAR_END}){_PART}")


class DateReading(Record, frozen=True):
    """A date as printed. span: positions of `raw` in the text it was read from.

    iso: day "2017-10-01", month "2017-04", calendar year "2017" or fiscal year "FY2016"; begins, ends: its first and
    last day. 年度末 is kept as its fiscal year. era_known is False where the era of "28年度" had to be inferred.
    """

    raw: str
    span: Span
    iso: str
    precision: Precision
    begins: date
    ends: date
    era_known: bool = True

    @property
    def fiscal_year(self) -> int:
        """The fiscal year of its last day: 2020年 and 2020年度 are 2020, 2020年3月 is 2019."""
        return fiscal_year_of(self.ends)


def fiscal_year_of(day: date) -> int:
    """The fiscal year a day belongs to.

    >>> fiscal_year_of(date(2018, 3, 31)), fiscal_year_of(date(2018, 4, 1))
    (2017, 2018)
    """
    return day.year if day.month >= _FISCAL_NEW_YEAR else day.year - 1


def fiscal_year_window(fiscal_year: int) -> tuple[date, date]:
    """The first and last day of a fiscal year.

    >>> [day.isoformat() for day in fiscal_year_window(2017)]
    ['2017-04-01', '2018-03-31']
    """
    return date(fiscal_year, _FISCAL_NEW_YEAR, 1), date(fiscal_year + 1, _FISCAL_NEW_YEAR - 1, 31)


def era_label(fiscal_year: int) -> str:
    """The fiscal year as ministries write it, by the era of its first day; 2019 is 令和元年度 by later usage.

    >>> era_label(2017), era_label(2018), era_label(2019), era_label(1989)
    ('平成29年度', '平成30年度', '令和元年度', '平成元年度')
    """
    for era, start in _ERAS:
        if fiscal_year >= start:
            number = fiscal_year - start + 1
            return f"{era}{'元' if number == 1 else number}年度"
    return f"{fiscal_year}年度"


def read_date(text: str) -> DateReading | None:
    """The first date in the text, None where there is none that has a year.

    >>> read_date("２０１７年１０月１日現在").iso, read_date("2017年４月速報値").iso, read_date("2016年度末").iso
    ('2017-10-01', '2017-04', 'FY2016')
    >>> read_date("H28.4.1時点").iso, read_date("令和元年8月").iso, read_date("28年度").iso, read_date("2016度中").iso
    ('2016-04-01', '2019-08', 'FY2016', 'FY2016')
    >>> read_date("平成31年2月30日"), read_date("5年間")
    (None, None)
    """
    return next(find_dates(text), None)


def find_dates(text: str) -> Iterator[DateReading]:
    """Every date in the text that has a year, in order."""
    printed = normalise(text)
    for match in _DATE.finditer(printed.text):
        reading = _date_of_match(match)
        if reading is not None:
            span = printed.original_span(*reading.span)
            yield replace(reading, raw=text[span[0] : span[1]], span=span)


def match_date(normalised: str, position: int) -> DateReading | None:
    """The date that begins at this position of a text already in NFKC form."""
    match = _DATE.match(normalised, position)
    return _date_of_match(match) if match else None


def _date_of_match(match: re.Match[str]) -> DateReading | None:
    year = _year(match)
    month = match["month"] or match["dot_month"] or match["dot_month_only"]
    day = match["day"] or match["dot_day"]
    if year is None:
        return None
    window = _window(year, month, day, match["fiscal"])
    if window is None:
        return None
    begins, ends, precision, iso = window
    return DateReading(match[0], match.span(), iso, precision, begins, ends, match["bare"] is None)


def _year(match: re.Match[str]) -> int | None:
    if match["western"]:
        return int(match["western"])
    if match["era"]:
        number = 1 if match["era_year"] == "元" else int(match["era_year"])
        return _ERA_STARTS[match["era"]] + number - 1 if number else None
    return _year_without_era(int(match["bare"]))


def _year_without_era(number: int) -> int | None:
    """28年度, and 33年度 printed before 2019, can only be 平成, 5年度 only 令和; 12年度 could be either: unread."""
    if 21 <= number <= 45:
        return _ERA_STARTS["平成"] + number - 1
    return _ERA_STARTS["令和"] + number - 1 if 1 <= number <= 9 else None


def _window(
    year: int, month: str | None, day: str | None, fiscal: str | None
) -> tuple[date, date, Precision, str] | None:
    if fiscal:
        begins, ends = fiscal_year_window(year)
        return begins, ends, "fiscal_year", f"FY{year}"
    if month is None:
        return date(year, 1, 1), date(year, 12, 31), "year", str(year)
    last = calendar.monthrange(year, int(month))[1]
    if day is None:
        return date(year, int(month), 1), date(year, int(month), last), "month", f"{year}-{int(month):02}"
    if int(day) > last:
        return None
    exact = date(year, int(month), int(day))
    return exact, exact, "day", exact.isoformat()
