"""Sequences of records that are made or fetched when they are asked for. Pure."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, TypeVar, overload

Record = TypeVar("Record")
Other = TypeVar("Other")


class Records(Sequence[Record]):
    """A sequence that hands out one record at a time; some of them together are a tuple."""

    @abstractmethod
    def at(self, place: int) -> Record:
        """The record at a place from 0, which there is."""

    @overload
    def __getitem__(self, place: int) -> Record: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Record, ...]: ...
    def __getitem__(self, place: int | slice) -> Record | tuple[Record, ...]:
        if isinstance(place, slice):
            return tuple(map(self.at, range(*place.indices(len(self)))))
        found = place + len(self) if place < 0 else place
        if not 0 <= found < len(self):
            raise IndexError(place)
        return self.at(found)


class View(Records[Other]):
    """The records of a sequence as a function shows them, made each time they are asked for."""

    def __init__(self, records: Sequence[Record], shown: Callable[[Record], Other]) -> None:
        self._records: Sequence[Any] = records
        self._shown = shown

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Other]:
        return map(self._shown, self._records)

    def at(self, place: int) -> Other:
        """The record at a place from 0 as it is shown."""
        return self._shown(self._records[place])


class Picked(Records[Record]):
    """Some records of a sequence, in an order of their own. places: from 0."""

    def __init__(self, records: Sequence[Record], places: Sequence[int]) -> None:
        self._records = records
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    def at(self, place: int) -> Record:
        """The record that was picked for a place from 0."""
        return self._records[self._places[place]]


class Chained(Records[Record]):
    """Sequences one behind the other."""

    def __init__(self, *sequences: Sequence[Record]) -> None:
        self._sequences = sequences

    def __len__(self) -> int:
        return sum(map(len, self._sequences))

    def __iter__(self) -> Iterator[Record]:
        return chain.from_iterable(self._sequences)

    def at(self, place: int) -> Record:
        """The record at a place from 0 of all."""
        for sequence in self._sequences:
            if place < len(sequence):
                return sequence[place]
            place -= len(sequence)
        raise IndexError(place)


class ById(Mapping[str, Record]):
    """The records of a sequence by their ids; only the ids stand in memory."""

    def __init__(self, records: Sequence[Record], id_of: Callable[[Record], str]) -> None:
        self._records = records
        self._places = {id_of(record): place for place, record in enumerate(records)}

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __getitem__(self, record_id: str) -> Record:
        return self._records[self._places[record_id]]
