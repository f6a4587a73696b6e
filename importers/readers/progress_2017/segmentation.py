"""Cutting a run of pieces into cells: the best of all ways to cut, and how far the next best way is behind.

The columns of a table follow each other in a known order, but nothing in the text marks where one ends. Every way of
cutting is weighed by evidence (what the words say, how the lines are broken); dynamic programming over the possible
ends finds the best. A cell's margin is what would be lost by the best cutting without that cell: a small margin
means that the text would bear another reading, and a person is asked.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

NEVER = float("-inf")
LARGEST_CELL = 2500
"""Characters. The longest printed cells have some 700; without a bound hostile files would be weighed for minutes."""


@dataclass(frozen=True)
class Cell:
    """Pieces [start, end) as a cell of `column`. weight: its own evidence; margin: the loss without this cell."""

    column: str
    start: int
    end: int
    weight: float
    margin: float


@dataclass(frozen=True)
class Order:
    """Which column may come first, last and after another, with the cost of the unusual (0 = as it should be)."""

    first: Mapping[str, float]
    last: Mapping[str, float]
    follows: Mapping[tuple[str, str], float]
    longest: Mapping[str, int]

    def before(self, column: str) -> list[tuple[str, float]]:
        """The columns that may stand right before this one, each with its cost."""
        return [(left, cost) for (left, right), cost in self.follows.items() if right == column]

    def after(self, column: str) -> list[tuple[str, float]]:
        """The columns that may stand right after this one, each with its cost."""
        return [(right, cost) for (left, right), cost in self.follows.items() if left == column]


class Evidence(Protocol):
    """What speaks for a cell."""

    def weight(self, column: str, start: int, end: int) -> float:
        """How well pieces [start, end) stand as a cell of the column: higher is better, NEVER is impossible."""


@dataclass(frozen=True, eq=False)
class _Candidate:
    """A cell that may be. Compared by identity: there are thousands, each made once."""

    column: str
    start: int
    end: int
    weight: float


def best_cut(sizes: Sequence[int], order: Order, evidence: Evidence) -> tuple[Cell, ...]:
    """The cells of the best way to cut the pieces; empty where there is no piece or no possible way.

    sizes: of each piece in characters.
    """
    length = len(sizes)
    candidates = _candidates(sizes, order, evidence)
    before = _best_before(candidates, order)
    after = _best_after(candidates, order, length)
    totals = {c: before[c] + c.weight + after[c] for c in candidates}
    path = _path(candidates, order, after, length)
    covering = _covering([c.start for c in path], candidates)
    rivals = (max((totals[other] for other in covering[c.start] if other is not c), default=NEVER) for c in path)
    return tuple(
        Cell(c.column, c.start, c.end, c.weight, totals[c] - rival) for c, rival in zip(path, rivals, strict=True)
    )


def _candidates(sizes: Sequence[int], order: Order, evidence: Evidence) -> list[_Candidate]:
    """All possible cells, by start."""
    found = []
    offsets = list(accumulate(sizes, initial=0))
    for start in range(len(sizes)):
        largest = max(bisect_right(offsets, offsets[start] + LARGEST_CELL) - 1, start + 1)
        for column, longest in order.longest.items():
            for end in range(start + 1, min(start + longest, largest) + 1):
                weight = evidence.weight(column, start, end)
                if weight > NEVER:
                    found.append(_Candidate(column, start, end, weight))
    return found


def _best_before(candidates: Sequence[_Candidate], order: Order) -> dict[_Candidate, float]:
    """Per candidate the weight of the best way to cut all that stands before it."""
    best_at: dict[tuple[int, str], float] = defaultdict(lambda: NEVER)
    before: dict[_Candidate, float] = {}
    for c in candidates:
        if c.start == 0:
            value = order.first.get(c.column, NEVER)
        else:
            value = max((best_at[c.start, left] + cost for left, cost in order.before(c.column)), default=NEVER)
        before[c] = value
        best_at[c.end, c.column] = max(best_at[c.end, c.column], value + c.weight)
    return before


def _best_after(candidates: Sequence[_Candidate], order: Order, length: int) -> dict[_Candidate, float]:
    """Per candidate the weight of the best way to cut all that stands after it."""
    best_at: dict[tuple[int, str], float] = defaultdict(lambda: NEVER)
    after: dict[_Candidate, float] = {}
    for c in reversed(candidates):
        if c.end == length:
            value = order.last.get(c.column, NEVER)
        else:
            value = max((best_at[c.end, right] + cost for right, cost in order.after(c.column)), default=NEVER)
        after[c] = value
        best_at[c.start, c.column] = max(best_at[c.start, c.column], value + c.weight)
    return after


def _path(
    candidates: Sequence[_Candidate], order: Order, after: Mapping[_Candidate, float], length: int
) -> list[_Candidate]:
    by_start: dict[int, list[_Candidate]] = defaultdict(list)
    for c in candidates:
        by_start[c.start].append(c)
    path: list[_Candidate] = []
    costs: Mapping[str, float] = order.first
    position = 0
    while position < length:
        values = {c: costs.get(c.column, NEVER) + c.weight + after[c] for c in by_start[position]}
        chosen = max(values, key=values.__getitem__, default=None)
        if chosen is None or values[chosen] == NEVER:
            return []
        path.append(chosen)
        costs = dict(order.after(chosen.column))
        position = chosen.end
    return path


def _covering(positions: Sequence[int], candidates: Sequence[_Candidate]) -> dict[int, list[_Candidate]]:
    """Per position the candidates that hold its piece: every way to cut without a cell has one at the cell's start."""
    covering: dict[int, list[_Candidate]] = {position: [] for position in positions}
    for c in candidates:
        for position in positions[bisect_left(positions, c.start) : bisect_left(positions, c.end)]:
            covering[position].append(c)
    return covering
