"""Sequences that are made once somebody looks into them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar, overload

Item = TypeVar("Item", covariant=True)


class Later(Sequence[Item]):
    """What `make` gives: of most rows of two years nobody asks what was read out of them.

    >>> values = Later(lambda: [416])
    >>> values[0], len(values)
    (416, 1)
    """

    def __init__(self, make: Callable[[], Sequence[Item]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Sequence[Item]:
        return self._make()

    @overload
    def __getitem__(self, place: int) -> Item: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Item]: ...

    def __getitem__(self, place: int | slice) -> Item | Sequence[Item]:
        return self._made[place]

    def __len__(self) -> int:
        return len(self._made)
