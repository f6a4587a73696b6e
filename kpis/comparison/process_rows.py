"""Which progress cells of two publications belong together, and what changed between them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kpi_tracker.lib.japanese_text import name_key
from kpis.comparison.kinds import ChangeKind
from kpis.comparison.records import Change, ComparedCell, ComparedProcess, Pair

CellPair = Pair[ComparedCell]
_ByRoot = Mapping[int, Sequence[ComparedProcess]]


def paired_cells(before: Sequence[ComparedCell], after: Sequence[ComparedCell]) -> list[CellPair]:
    """The new cells in printed order, each with those whose processes go on in its own; then the old ones of which no
    process goes on."""
    old, new = _by_root(before), _by_root(after)
    going_on: dict[int, list[ComparedCell]] = defaultdict(list)
    for one in before:
        for process in one.processes:
            going_on[process.root].append(one)
    pairs: list[CellPair] = []
    shown: set[int] = set()
    for cell in after:
        linked = tuple({one.key: one for process in cell.processes for one in going_on.get(process.root, ())}.values())
        first_shown = [one for one in linked if one.key not in shown]
        shown.update(one.key for one in linked)
        changes = {*_changes(cell, old), *_dropped(first_shown, new), *_mark_changes(cell, linked)}
        pairs.append(Pair(cell, linked, frozenset(changes), is_proposed=_is_proposed(cell, old)))
    return pairs + [Pair(None, (cell,), frozenset(_dropped([cell], new))) for cell in before if cell.key not in shown]


def _by_root(cells: Sequence[ComparedCell]) -> dict[int, list[ComparedProcess]]:
    found: dict[int, list[ComparedProcess]] = defaultdict(list)
    for cell in cells:
        for process in cell.processes:
            found[process.root].append(process)
    return found


def _is_proposed(cell: ComparedCell, old: _ByRoot) -> bool:
    return any(process.is_proposed and process.root in old for process in cell.processes)


def _changes(cell: ComparedCell, old: _ByRoot) -> Iterator[Change]:
    for process in cell.processes:
        if process.root not in old:
            yield Change(ChangeKind.PROCESS_ADDED, process.id)
        elif name_key(process.words) not in {name_key(one.words) for one in old[process.root]}:
            yield Change(ChangeKind.PROCESS_REWORDED, process.id)


def _dropped(cells: Sequence[ComparedCell], new: _ByRoot) -> Iterator[Change]:
    for cell in cells:
        for process in cell.processes:
            if process.root not in new:
                yield Change(ChangeKind.PROCESS_DROPPED, process.id)


def _mark_changes(cell: ComparedCell, linked: Sequence[ComparedCell]) -> Iterator[Change]:
    """Only where both sides are marked, on one scale."""
    before = [mark for one in linked for mark in one.marks]
    if not before or not cell.marks or len({mark.scale for mark in (*before, *cell.marks)}) > 1:
        return
    if {mark.code for mark in before} != {mark.code for mark in cell.marks}:
        yield Change(ChangeKind.MARK_CHANGED, cell.key)
