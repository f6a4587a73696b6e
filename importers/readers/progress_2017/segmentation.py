"""Cutting a run of pieces into cells: the best of all ways to cut, and how far the next best way is behind.

The columns of a table follow each other in a known order, but nothing in the text marks where one ends. Every way of
cutting is weighed by evidence (what the words say, how the lines are broken); dynamic programming over the possible
ends finds the best. A cell's margin is what would be lost by the best cutting without that cell: a small margin
means that the text would bear another reading, and a person is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

NEVER = float("-inf")


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


def best_cut(length: int, order: Order, evidence: Evidence) -> tuple[Cell, ...]:
    """The cells of the best way to cut `length` pieces; empty where there is no piece or no possible way."""
    candidates = _candidates(length, order, evidence)
    before = _best_before(candidates, order)
    after = _best_after(candidates, order, length)
    totals = {c: before[c] + c.weight + after[c] for c in candidates}
    path = _path(candidates, order, after, length)
    return tuple(Cell(c.column, c.start, c.end, c.weight, totals[c] - _rival(c, totals)) for c in path)


def _candidates(length: int, order: Order, evidence: Evidence) -> list[_Candidate]:
    """All possible cells, by start."""
    found = []
    for start in range(length):
        for column, longest in order.longest.items():
            for end in range(start + 1, min(start + longest, length) + 1):
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


def _rival(cell: _Candidate, totals: Mapping[_Candidate, float]) -> float:
    """The best total of a way to cut that lacks the cell: in it another candidate covers the cell's first piece."""
    return max((total for c, total in totals.items() if c.start <= cell.start < c.end and c is not cell), default=NEVER)
