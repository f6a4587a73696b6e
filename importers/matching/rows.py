"""Rows of one table of a file beside the rows that stand: the same, new, or for a person to decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache

from importers.matching.nearness import StandingNames
from importers.plan import Candidate
from kpi_tracker.lib.japanese_text import name_key
from kpi_tracker.lib.records import Record

_SAME_ID = "行IDは同じですが、名称が違います"
_SAME_CELLS = "名称は違いますが、ほかの欄がすべて同じです"
_MANY = 50_000
"""More names than a file of the largest size that is read can hold twice."""
key_of = lru_cache(maxsize=_MANY)(name_key)


class NamedRow(Record, frozen=True):
    """What a row is known by. scope: the items of its page; rank: tier, label and heading; cells: its other words."""

    row_id: str
    scope: Hashable
    name: str
    rank: tuple[object, ...] = ()
    cells: tuple[str, ...] = ()


@dataclass
class TableMatch:
    """By the id of a row of the file: the standing row it is, or the candidates among which a person decides."""

    joined: dict[str, str] = field(default_factory=dict)
    undecided: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)


def match_rows(
    incoming: Sequence[NamedRow],
    standing: Sequence[NamedRow],
    *,
    given: AbstractSet[str] = frozenset(),
    decided: Mapping[str, str] | None = None,
) -> TableMatch:
    """Which row of the file is which standing row. A standing row is joined once.

    given: the ids of the file that count; decided: by row of the file the standing row a person said it is, "" for a
    row of its own. A decision for a standing row that is gone, or taken by another decision, counts as none.
    """
    matching = _Matching(incoming, standing)
    matching.join_decided(decided or {})
    matching.join_given(given)
    return matching.settled()


class _Matching:
    """The rows that are still to be matched, on both sides, in their order.

    Of all rows only the ids, and the names of the standing ones, stand in memory; whole ones where both sides have rows
    of one scope left.
    """

    def __init__(self, incoming: Sequence[NamedRow], standing: Sequence[NamedRow]) -> None:
        self._incoming = incoming
        self._standing = standing
        self._open = {row.row_id: None for row in incoming}
        self._free = {row.row_id: row.name for row in standing}
        self._found = TableMatch()

    def join_decided(self, decided: Mapping[str, str]) -> None:
        """What people decided comes before all else."""
        for row_id, same in decided.items():
            if row_id in self._open and not same:
                self._found.new.append(row_id)
                del self._open[row_id]
            elif row_id in self._open and same in self._free:
                self._join(row_id, same)

    def join_given(self, given: AbstractSet[str]) -> None:
        """A row that carries a known id is that row, unless its name is another: then a person says so."""
        known = given & self._free.keys() & self._open.keys()
        for row in self._incoming if known else ():
            if row.row_id not in known:
                continue
            name = self._free[row.row_id]
            if row.name == name or key_of(row.name) == key_of(name):
                self._join(row.row_id, row.row_id)
            else:
                names = StandingNames([(row.row_id, name)])
                self._found.undecided[row.row_id] = names.near(row.name, {row.row_id: _SAME_ID})
                del self._open[row.row_id], self._free[row.row_id]

    def settled(self) -> TableMatch:
        """The rows that are left: joined by name, near a standing row of their scope, or new."""
        scopes = {row.scope for row in self._standing if row.row_id in self._free} if self._free else set()
        rows = [row for row in self._incoming if row.row_id in self._open and row.scope in scopes] if scopes else []
        scopes = {row.scope for row in rows}
        others = [row for row in self._standing if row.row_id in self._free and row.scope in scopes] if rows else []
        self._join_same_names(rows, others)
        self._find_near(self._left(rows, self._open), self._left(others, self._free))
        self._found.new += self._open
        return self._found

    def _join_same_names(self, incoming: Iterable[NamedRow], standing: Iterable[NamedRow]) -> None:
        """Rows of one scope with one name: by all they say, by tier and label, by their cells, then by their order."""
        for rows, others in _paired(incoming, standing, _bucket).values():
            is_named = bool(key_of(rows[0].name))
            self._join_like(rows, others, lambda row: (row.rank, row.cells), _as_many_as_there_are)
            if is_named:
                self._join_like(rows, others, lambda row: row.rank, _if_as_many)
                self._join_like(rows, others, lambda row: row.cells, _if_as_many)
                self._join_like(rows, others, lambda row: (), _if_as_many)
                self._leave_to_people(rows, others)

    def _find_near(self, incoming: Iterable[NamedRow], standing: Iterable[NamedRow]) -> None:
        for rows, others in _paired(incoming, standing, lambda row: row.scope).values():
            alike = _alike_by_cells(rows, others)
            names = StandingNames((row.row_id, row.name) for row in others)
            for row in rows:
                if found := names.near(row.name, alike.get(row.row_id, {})):
                    self._found.undecided[row.row_id] = found
                    del self._open[row.row_id]

    @staticmethod
    def _left(rows: Iterable[NamedRow], left: Collection[str]) -> list[NamedRow]:
        return [row for row in rows if row.row_id in left]

    def _join(self, row_id: str, same: str) -> None:
        self._found.joined[row_id] = same
        del self._open[row_id], self._free[same]

    def _join_like(
        self,
        rows: list[NamedRow],
        others: list[NamedRow],
        likeness: Callable[[NamedRow], Hashable],
        how_many: Callable[[int, int], int],
    ) -> None:
        rows[:] = self._left(rows, self._open)
        others[:] = self._left(others, self._free)
        for alike, stand in _paired(rows, others, likeness).values():
            count = how_many(len(alike), len(stand))
            for row, other in zip(alike[:count], stand[:count], strict=True):
                self._join(row.row_id, other.row_id)

    def _leave_to_people(self, rows: Iterable[NamedRow], others: Iterable[NamedRow]) -> None:
        left = [other for other in others if other.row_id in self._free]
        for row in [row for row in rows if left and row.row_id in self._open]:
            self._found.undecided[row.row_id] = tuple(
                Candidate(other.row_id, other.name, 100, "名称が同じ行がほかにもあります") for other in left
            )
            del self._open[row.row_id]


def _bucket(row: NamedRow) -> tuple[Hashable, str]:
    return row.scope, key_of(row.name)


def _paired(
    rows: Iterable[NamedRow], others: Iterable[NamedRow], key: Callable[[NamedRow], Hashable]
) -> dict[Hashable, tuple[list[NamedRow], list[NamedRow]]]:
    """The rows of either side by what they are alike in, each side in its order; only where the file has a row."""
    found: dict[Hashable, tuple[list[NamedRow], list[NamedRow]]] = defaultdict(lambda: ([], []))
    for row in rows:
        found[key(row)][0].append(row)
    for row in others:
        if (place := key(row)) in found:
            found[place][1].append(row)
    return found


def _as_many_as_there_are(rows: int, others: int) -> int:
    return min(rows, others)


def _if_as_many(rows: int, others: int) -> int:
    return rows if rows == others else 0


def _alike_by_cells(rows: Iterable[NamedRow], others: Iterable[NamedRow]) -> dict[str, dict[str, str]]:
    """By row the standing rows whose other cells are the same, with the reason to name."""
    told = [row for row in rows if any(row.cells)]
    pairs = _paired(told, others, lambda row: (row.rank, row.cells)).values()
    return {row.row_id: {other.row_id: _SAME_CELLS for other in stand} for alike, stand in pairs for row in alike}
