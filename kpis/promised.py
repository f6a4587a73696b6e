"""Promises (次回の把握時期) as pages show them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from kpis.frozen import FrozenPromise
from kpis.wording import day_text


@dataclass(frozen=True)
class ShownPromise:
    """A dated commitment: 「2018年3月」, what. words: as printed."""

    what: str
    window: str
    words: str


def shown_promises(promises: Iterable[FrozenPromise]) -> list[ShownPromise]:
    """The promises whose date could be read, in printed order, each once."""
    shown = [
        ShownPromise(promise.what, window_text(_day(promise.begins_on), _day(promise.ends_on)), promise.words)
        for promise in promises
        if promise.begins_on or promise.ends_on
    ]
    return list({(promise.what, promise.window): promise for promise in reversed(shown)}.values())[::-1]


def window_text(begins: datetime.date | None, ends: datetime.date | None) -> str:
    """A window of days as far as it is one: 「2018年3月」, 「～2018年3月」, "" where it is open on both sides.

    >>> window_text(datetime.date(2018, 3, 1), datetime.date(2018, 3, 31)), window_text(None, None)
    ('2018年3月', '')
    """
    if begins and ends and (begins.year, begins.month) == (ends.year, ends.month):
        return day_text(ends) if begins == ends else f"{ends.year}年{ends.month}月"
    first, last = (f"{day.year}年{day.month}月" if day else "" for day in (begins, ends))
    return f"{first}～{last}" if first or last else ""


def _day(iso: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(iso) if iso else None
