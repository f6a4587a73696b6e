"""The times that notes promise something for: 2018年３月頃, 2017年度中に, 翌年度末, 今年度末までに."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kpi_tracker.lib.fiscal_year import DateReading, fiscal_year_window, match_date

Window = tuple[date | None, date | None]
"""First and last day; None where open or unknown."""

_BEGINNING = re.compile(r"[\dRHSTM令平昭大明翌今本当来前昨]")
"""What a time can begin with: nowhere else is one looked for."""
_RELATIVE = re.compile(
    r"(?P<shift>翌々|[今本当来翌前昨])(?P<unit>年度|年(?!間))(?P<month>1[0-2]|[1-9])?(?(month)月)(?P<part>末|当初|初め|前半|後半|春|夏|秋|冬)?"
)
_YEARLESS_MONTH = re.compile(r"翌々?月|(?<![\d.])(?:1[0-2]|[1-9])月(?!間)(?:末|\d{1,2}日)?")
_FOLLOWED = re.compile(
    r"(?P<limit>(?:頃|ごろ)?(?:を?(?:めど|目途|目処))?(?P<until>まで)?(?:中|内)?(?:に(?:は)?|を|で)?)、?"
)
_SUBJECT = re.compile(
    r"の?(?:末?の?)?(?:実績|確報|速報|状況|決算|見込|値|分|時点|現在|調査)|における|末?の(?!見込|間)|及び|以降の|に実施した"
)
_SHIFTS = {"今": 0, "本": 0, "当": 0, "来": 1, "翌": 1, "翌々": 2, "前": -1, "昨": -1}
_MONTHS_OF_PART = {
    "末": (-1, -1), "当初": (0, 0), "初": (0, 0), "初め": (0, 0), "初頭": (0, 0),
    "前半": (0, 5), "上半期": (0, 5), "上期": (0, 5), "後半": (6, 11), "下半期": (6, 11), "下期": (6, 11),
    "第1四半期": (0, 2), "第2四半期": (3, 5), "第3四半期": (6, 8), "第4四半期": (9, 11),
}  # fmt: skip
"""First and last month of a part of a year, counted from the year's first month, -1 for its last."""
_SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 2)}


@dataclass(frozen=True)
class PromisedTime:
    """A time in a note. start, end: in the normalised text, particles included.

    is_promised is False where the time only says of what the note speaks (2017年度実績は).
    """

    start: int
    end: int
    is_promised: bool
    until: bool
    part: str
    reading: DateReading | None = None
    shift: int | None = None
    by_fiscal_year: bool = True
    month: int | None = None

    @property
    def fiscal_year(self) -> int | None:
        """The fiscal year of a time that prints its year."""
        return self.reading.fiscal_year if self.reading else None

    @property
    def is_next(self) -> bool:
        """Whether it counts from a year named before: 翌年度."""
        return bool(self.shift and self.shift > 0)

    def window(self, fiscal_year: int | None) -> Window:
        """The days it is due on, counted from this fiscal year where it is relative."""
        whole = (self.reading.begins, self.reading.ends) if self.reading else self._relative_window(fiscal_year)
        if whole is None:
            return None, None
        begins, ends = _narrowed(*whole, self.part)
        return (None if self.until else begins), ends

    def _relative_window(self, fiscal_year: int | None) -> tuple[date, date] | None:
        if self.shift is None or fiscal_year is None:
            return None
        year = fiscal_year + self.shift
        if self.month is None:
            return fiscal_year_window(year) if self.by_fiscal_year else (date(year, 1, 1), date(year, 12, 31))
        year += self.by_fiscal_year and self.month < 4
        return date(year, self.month, 1), date(year, self.month, monthrange(year, self.month)[1])


def find_times(text: str, start: int, end: int) -> Iterator[PromisedTime]:
    """The times of text[start:end], text in NFKC form, in order."""
    position = start
    while beginning := _BEGINNING.search(text, position, end):
        position = beginning.start()
        time = _date_at(text, position, end) or _relative_at(text, position, end)
        if time:
            yield time
        position = time.end if time else position + 1


def _date_at(text: str, position: int, end: int) -> PromisedTime | None:
    reading = match_date(text, position)
    if reading is None or reading.span[1] > end:
        return None
    stop, until, promised = _particles(text, reading.span[1], end)
    part = next((part for part in (*_MONTHS_OF_PART, *_SEASONS) if reading.raw.endswith(part)), "")
    return PromisedTime(position, stop, promised, until, part, reading=reading)


def _relative_at(text: str, position: int, end: int) -> PromisedTime | None:
    match = _RELATIVE.match(text, position, end)
    if match:
        stop, until, promised = _particles(text, match.end(), end)
        month = int(match["month"]) if match["month"] else None
        by_fiscal_year = match["unit"] == "年度"
        return PromisedTime(
            position, stop, promised, until, match["part"] or "", None, _SHIFTS[match["shift"]], by_fiscal_year, month
        )
    month_only = _YEARLESS_MONTH.match(text, position, end)
    if month_only is None:
        return None
    stop, until, promised = _particles(text, month_only.end(), end)
    return PromisedTime(position, stop, promised, until, "")


def _particles(text: str, position: int, end: int) -> tuple[int, bool, bool]:
    """Where the particles after a time end, whether they say まで, and whether a promise follows."""
    if _SUBJECT.match(text, position, end):
        return position, False, False
    match = _FOLLOWED.match(text, position, end)
    stop = position + len(match["limit"]) if match else position
    return stop, bool(match and match["until"]), True


def _narrowed(begins: date, ends: date, part: str) -> tuple[date, date]:
    """The part of the window that 末, 前半 or 夏 names."""
    if part in _SEASONS:
        first, last = _SEASONS[part]
        year = begins.year
        return date(year, first, 1), _last_day(year + (last < first), last)
    if part not in _MONTHS_OF_PART or (begins.year, begins.month) == (ends.year, ends.month):
        return begins, ends
    first, last = (months % 12 for months in _MONTHS_OF_PART[part])
    return _months_after(begins, first), _last_day(*_year_month(begins, last))


def _year_month(begins: date, months: int) -> tuple[int, int]:
    years, month = divmod(begins.month - 1 + months, 12)
    return begins.year + years, month + 1


def _months_after(begins: date, months: int) -> date:
    year, month = _year_month(begins, months)
    return date(year, month, 1)


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
