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
        ShownPromise(promise.what, _window(promise.begins_on, promise.ends_on), promise.words)
        for promise in promises
        if promise.begins_on or promise.ends_on
    ]
    return list({(promise.what, promise.window): promise for promise in reversed(shown)}.values())[::-1]


def _window(begins_on: str | None, ends_on: str | None) -> str:
    begins = datetime.date.fromisoformat(begins_on) if begins_on else None
    ends = datetime.date.fromisoformat(ends_on) if ends_on else None
    if begins and ends and (begins.year, begins.month) == (ends.year, ends.month):
        return day_text(ends) if begins == ends else f"{ends.year}年{ends.month}月"
    return f"{f'{begins.year}年{begins.month}月' if begins else ''}～{f'{ends.year}年{ends.month}月' if ends else ''}"
