"""A function that remembers what it was asked: the newest answers in memory, older ones in a file without a name. Pure.

The words of a file are read for its preview and again for its writing. What is read out of those of a hundred thousand
rows would take as much memory as everything else.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Hashable
from contextlib import suppress
from tempfile import TemporaryFile
from threading import Lock
from typing import IO, Generic, TypeVar
from weakref import finalize

from importers.spool import NoRoom

Answer = TypeVar("Answer")
Question = tuple[Hashable, ...]
HELD = 10_000
"""Answers that stand in memory."""
MOST = 200_000
"""Answers that are remembered: beyond them the older ones are forgotten."""


class Remembered(Generic[Answer]):
    """Answers as the function does; what it is asked must have a hash and can, like the answer, be pickled."""

    def __init__(self, function: Callable[..., Answer]) -> None:
        self._function = function
        self._lock = Lock()
        self._close: Callable[[], object] = lambda: None
        self._forget()

    def __call__(self, *question: Hashable) -> Answer:
        with self._lock:
            if question in self._held:
                return self._held[question]
            found = self._found(question)
        if found:
            return found[0]
        answer = self._function(*question)
        with self._lock:
            self._held[question] = answer
            if len(self._held) > HELD:
                self._put_away()
        return answer

    def _forget(self) -> None:
        with suppress(OSError):  # what could not be written cannot be written while it is closed, either
            self._close()
        self._held: dict[Question, Answer] = {}
        self._file: IO[bytes] | None = None
        self._places: dict[int, int] = {}

    def _found(self, question: Question) -> tuple[Answer] | None:
        """The answer that was put away, if it was one to this very question."""
        start = self._places.get(hash(question))
        if start is None or self._file is None:
            return None
        self._file.seek(start)
        asked, answer = pickle.load(self._file)
        return (answer,) if asked == question else None

    def _put_away(self) -> None:
        """Moves the oldest answer of memory to the file. Raises NoRoom."""
        question = next(iter(self._held))
        put = pickle.dumps((question, self._held.pop(question)), pickle.HIGHEST_PROTOCOL)
        try:
            if self._file is None:
                self._file = TemporaryFile()  # noqa: SIM115 - open for as long as answers are remembered
                self._close = finalize(self, self._file.close)
            self._places[hash(question)] = self._file.seek(0, os.SEEK_END)
            self._file.write(put)
            self._file.flush()
        except OSError as full:
            self._forget()
            raise NoRoom from full
        if len(self._places) > MOST:
            self._forget()
