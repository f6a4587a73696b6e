"""Which rows were moved, and the numbers that let a new order stand with the fewest rows touched."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence


def moved_rows(after: Sequence[str], before: Mapping[str, int]) -> frozenset[str]:
    """The fewest rows that must have been moved to come from one order to the other; rows of one side only are passed.

    before: by row its place; the rows that stayed are a longest increasing run of these places.

    >>> sorted(moved_rows("bcda", {"a": 1, "b": 2, "c": 3, "d": 4}))
    ['a']
    >>> sorted(moved_rows("axb", {"a": 1, "b": 5, "gone": 3}))
    []
    """
    common = [row for row in after if row in before]
    return frozenset(common) - _longest_run(common, before)


def _longest_run(rows: Sequence[str], places: Mapping[str, int]) -> frozenset[str]:
    """Patience sorting: of each length the run that ends lowest, and of each row the one before it in its run."""
    ends: list[int] = []
    last: list[str] = []
    previous: dict[str, str | None] = {}
    for row in rows:
        length = bisect_left(ends, places[row])
        previous[row] = last[length - 1] if length else None
        ends[length : length + 1] = [places[row]]
        last[length : length + 1] = [row]
    run = set()
    row_in_run: str | None = last[-1] if last else None
    while row_in_run is not None:
        run.add(row_in_run)
        row_in_run = previous[row_in_run]
    return frozenset(run)


def whole_order(after: Sequence[str], standing: Sequence[str]) -> list[str]:
    """All rows in the order of the file; a standing row that the file does not have stays behind the one it stood
    behind.

    >>> whole_order(["b", "new", "a"], ["a", "gone", "b"])
    ['b', 'new', 'a', 'gone']
    """
    named = set(after)
    behind: dict[str, list[str]] = {}
    first: list[str] = []
    anchor: str | None = None
    for row in standing:
        if row in named:
            anchor = row
        elif anchor is None:
            first.append(row)
        else:
            behind.setdefault(anchor, []).append(row)
    return [*first, *(row for one in after for row in (one, *behind.get(one, ())))]


def new_numbers(rows: Sequence[str], before: Mapping[str, int]) -> dict[str, int]:
    """Numbers for rows in this order, each above the one before it; a row that was not moved keeps its number where it
    can.

    >>> new_numbers(["a", "new", "b"], {"a": 1, "b": 2})
    {'a': 1, 'new': 2, 'b': 3}
    >>> new_numbers(["a", "d", "b", "c", "e"], {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5})
    {'a': 1, 'd': 2, 'b': 3, 'c': 4, 'e': 5}
    """
    moved = moved_rows(rows, before)
    numbers: dict[str, int] = {}
    last = 0
    for row in rows:
        last = max(last + 1, 0 if row in moved else before.get(row, 0))
        numbers[row] = last
    return numbers
