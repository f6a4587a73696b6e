"""Long runs of records: few stand in memory, many in a file without a name that goes with them. Pure.

A file of a hundred thousand rows passes through several stages, each of which makes records of those of the last one.
So that only some of them stand in memory at once, a stage hands on `spooled(…)` where it would hand on a tuple.
"""

from __future__ import annotations

import pickle
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from tempfile import TemporaryFile
from typing import IO, TypeVar
from weakref import finalize

from importers.sequences import Records

Record = TypeVar("Record")
HELD = 12_000
"""Rows that stand in memory: the files of most years, as fast as can be."""
_BLOCK = 500
"""Rows that are written and read at once."""
_BLOCKS_HELD = 8
"""Blocks that stay in memory for reading here and there: rows of one page stand near each other."""


class NoRoom(Exception):
    """The temporary file cannot be written. The message is Japanese and says what to do."""

    def __init__(self) -> None:
        super().__init__("作業用の一時ファイルに書けません。サーバーのディスクの空きを確かめてください。")


def spooled(records: Iterable[Record], *, rows_of: Callable[[Record], int] = lambda record: 1) -> Sequence[Record]:
    """The records, to be gone through as often as wished: a tuple, or a `Spool` where they come to more than HELD rows.

    rows_of: how many rows a record counts for. Raises NoRoom.
    """
    spool = Spool(rows_of)
    spool.extend(records)
    return spool.settled()


class Spool(Records[Record]):
    """Grows like a list; beyond HELD rows its records stand in a temporary file, block by block.

    Reading in order is cheap, and so is reading here and there among records that stand near each other.
    """

    def __init__(self, rows_of: Callable[[Record], int] = lambda record: 1) -> None:
        self._rows_of = rows_of
        self._held: list[Record] = []
        self._rows_held = 0
        self._most_held = HELD
        self._file: IO[bytes] | None = None
        self._starts: list[int] = []
        self._offsets: list[int] = [0]
        self._written = 0
        self._near: dict[int, list[Record]] = {}

    def append(self, record: Record) -> None:
        """Adds a record. Raises NoRoom."""
        self._held.append(record)
        self._rows_held += self._rows_of(record)
        if self._rows_held > self._most_held:
            self._write_held()

    def extend(self, records: Iterable[Record]) -> None:
        """Adds the records. Raises NoRoom."""
        for record in records:
            self.append(record)

    def settled(self) -> Sequence[Record]:
        """The records as they are handed on: nothing is added any more."""
        return self if self._file else tuple(self._held)

    def __len__(self) -> int:
        return self._written + len(self._held)

    def __iter__(self) -> Iterator[Record]:
        for number in range(len(self._starts)):
            yield from self._read(number)
        yield from self._held

    def at(self, place: int) -> Record:
        """The record at a place from 0."""
        if place >= self._written:
            return self._held[place - self._written]
        number = bisect_right(self._starts, place) - 1
        return self._block(number)[place - self._starts[number]]

    def _write_held(self) -> None:
        try:
            if self._file is None:
                self._file = TemporaryFile()  # noqa: SIM115 - open for as long as the records are read
                finalize(self, self._file.close)
                self._most_held = _BLOCK
            for block in _blocks(self._held, self._rows_of):
                self._write(self._file, block)
            self._file.flush()
        except OSError as full:
            raise NoRoom from full
        self._held, self._rows_held = [], 0

    def _write(self, file: IO[bytes], block: list[Record]) -> None:
        pickled = pickle.dumps(block, pickle.HIGHEST_PROTOCOL)
        file.seek(self._offsets[-1])
        file.write(pickled)
        self._starts.append(self._written)
        self._offsets.append(self._offsets[-1] + len(pickled))
        self._written += len(block)

    def _block(self, number: int) -> list[Record]:
        if number not in self._near:
            if len(self._near) == _BLOCKS_HELD:
                del self._near[next(iter(self._near))]
            self._near[number] = self._read(number)
        return self._near[number]

    def _read(self, number: int) -> list[Record]:
        if self._file is None:
            raise IndexError(number)
        first, end = self._offsets[number : number + 2]
        self._file.seek(first)
        block: list[Record] = pickle.loads(self._file.read(end - first))
        return block


def _blocks(records: Iterable[Record], rows_of: Callable[[Record], int]) -> Iterator[list[Record]]:
    block: list[Record] = []
    rows = 0
    for record in records:
        block.append(record)
        rows += rows_of(record)
        if rows >= _BLOCK:
            yield block
            block, rows = [], 0
    if block:
        yield block
