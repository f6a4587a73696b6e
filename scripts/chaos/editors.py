"""People who fill in rows one after another while the fault strikes, each until the server has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import cycle
from threading import Event, Thread

from django.urls import reverse

from kpis.models import ProgressSnapshot
from scripts.chaos.browser import Browser

PAUSE, PAUSE_AFTER_REFUSAL = 0.2, 0.5
"""Seconds. The worksheet waits longer (2 to 30): the server is asked harder here."""


@dataclass(frozen=True)
class Saved:
    """A save that was answered 保存済み. row: primary key."""

    row: int
    version: int
    words: str
    began: float
    ended: float

    def is_held(self, version: int, words: str) -> bool:
        """Whether a row that now is of the version, with the words, holds this save or one that came later."""
        return version > self.version or (version, words) == (self.version, self.words)


@dataclass
class Editor:
    """saved: what the server said it has; kept_unanswered: saves that it has, though no answer said so at the time."""

    browser: Browser
    versions: dict[int, int]
    saved: list[Saved] = field(default_factory=list)
    kept_unanswered: int = 0

    def enter(self, stop: Event) -> None:
        """Saves row after row until told to stop."""
        for number, row in enumerate(cycle(self.versions), start=1):
            self._save(row, f"{1000 + number}件（2018年度）", stop)
            if stop.wait(PAUSE):
                return

    def _save(self, row: int, words: str, stop: Event) -> None:
        address = reverse("kpis:enter_kpi", args=(row,))
        while not stop.is_set():
            answer = self.browser.save(address, {"version": str(self.versions[row]), "actual": words})
            content = answer.content
            if answer.status == HTTPStatus.OK:
                self.versions[row] = content["version"]
                self.saved.append(Saved(row, content["version"], words, answer.began, answer.ended))
                return
            if answer.status == HTTPStatus.CONFLICT and content["theirs"]["actual"] == words:
                self.versions[row] = content["version"]  # as the worksheet does: both texts are the same
                self.kept_unanswered += 1
                return
            stop.wait(PAUSE_AFTER_REFUSAL)


@contextmanager
def at_work(editors: Sequence[Editor]) -> Iterator[None]:
    """In the block all of them save; at its end each has come to rest."""
    stop = Event()
    threads = [Thread(target=editor.enter, args=(stop,)) for editor in editors]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def lost(saved: Sequence[Saved]) -> list[Saved]:
    """What was answered 保存済み and is in no state of its row, or was the last of a row that holds something else."""
    rows = {one.row for one in saved}
    states = ProgressSnapshot.history.filter(id__in=rows)
    kept = set(states.values_list("id", "version", "actual_words"))
    current = ProgressSnapshot.objects.filter(pk__in=rows).values_list("pk", "version", "actual_words")
    held = {row: (version, words) for row, version, words in current}
    return [one for one in saved if (one.row, one.version, one.words) not in kept or not one.is_held(*held[one.row])]
