"""What readers and editors do, each until they are told to stop."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, cycle
from threading import Event

from kpis.entry_reading.keys import snapshot_key
from scripts.bench import empty
from scripts.bench.load.browser import Browser

READERS_PAUSE, EDITORS_PAUSE, EMPTY_PAUSE, PRESENCE_PERIOD, ARRIVING = 3, 5, 1, 20, 20
"""Seconds; the period as in static/js/worksheet-presence.js; arriving: within which all have begun."""
WORKSHEET, READING, SAVE, PRESENCE, EMPTY = (
    "worksheet",
    "reading while typing",
    "save of a row",
    "presence",
    "empty view",
)
FORM = re.compile(r'action="(/entry/kpis/(\d+)/)".*?name="version" value="(\d+)"', re.DOTALL)
Addresses = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Saved:
    """A save that the server answered as saved. row: primary key; field: of the form."""

    row: int
    version: int
    field: str
    words: str


def read(browser: Browser, pages: Addresses, drawn: random.Random, stop: Event) -> None:
    """Looks at a page of each kind in turn, drawn among its addresses."""
    kinds = drawn.sample(sorted(pages), len(pages))
    if stop.wait(drawn.uniform(0, ARRIVING)):
        return
    for kind in cycle(kinds):
        browser.open(kind, drawn.choice(pages[kind]))
        if stop.wait(READERS_PAUSE):
            return


def ask_for_nothing(browser: Browser, stop: Event) -> None:
    """Asks for the empty view."""
    while not stop.wait(EMPTY_PAUSE):
        browser.open(EMPTY, empty.ADDRESS)


@dataclass
class Editor:
    """Fills in the rows of a worksheet, one after another, a field of each; then the other field, and so on."""

    browser: Browser
    worksheet: str
    saved: list[Saved] = field(default_factory=list)
    unanswered: int = 0

    def enter(self, drawn: random.Random, stop: Event) -> None:
        """Works until told to stop."""
        numbers = count(1)
        if stop.wait(drawn.uniform(0, ARRIVING)):
            return
        for name in cycle(("actual", "note")):
            rows = FORM.findall(self.browser.open(WORKSHEET, self.worksheet))
            for address, row, version in rows:
                number = next(numbers)
                self._tell_presence(row, number)
                self._save(address, int(row), version, name, number)
                if stop.wait(EDITORS_PAUSE):
                    return
            if not rows and stop.wait(EDITORS_PAUSE):
                return

    def _tell_presence(self, row: str, number: int) -> None:
        if number % (PRESENCE_PERIOD // EDITORS_PAUSE) == 1:
            self.browser.send(PRESENCE, f"{self.worksheet}presence/", {"row": snapshot_key(int(row))})

    def _save(self, address: str, row: int, version: str, name: str, number: int) -> None:
        words = {"actual": f"{400 + number}件（2018年度）", "note": f"2019年３月に{number}回目の公表予定"}[name]
        typed = {"actual": "", "note": ""} | {name: words}
        self.browser.send(READING, f"{address}reading/", typed)
        answer = self.browser.send(SAVE, address, {"version": version, name: words})
        if answer.get("values", {}).get(name) == words and answer.get("saved_at"):
            self.saved.append(Saved(row, answer["version"], name, words))
        else:
            self.unanswered += 1
