"""Two publications → what stands beside what, by item, and what changed. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kpi_tracker.lib.japanese_text import name_key
from kpis.comparison.kinds import ChangeKind
from kpis.comparison.kpi_rows import KpiPair, paired_kpis
from kpis.comparison.process_rows import CellPair, paired_cells
from kpis.comparison.records import Change, ComparedItem, Comparison, Section, Side

_Roots = tuple[int, ...]
_ByRoot = Mapping[int, Sequence[ComparedItem]]


def compare(old: Side, new: Side, *, replaced: Mapping[int, int]) -> Comparison:
    """The sections in the order of the new publication, those of dropped items last.

    Rows of a page that several items share make a section of their own. replaced: see `paired_kpis`.
    """
    before, after = _by_root(old.items), _by_root(new.items)
    cells, kpis = paired_cells(old.cells, new.cells), paired_kpis(old.kpis, new.kpis, replaced)
    places = _Places({pair.items for pair in cells if pair.new} | {pair.items for pair in kpis if pair.new})
    cells_of: dict[_Roots, list[CellPair]] = defaultdict(list)
    kpis_of: dict[_Roots, list[KpiPair]] = defaultdict(list)
    for cell in cells:
        cells_of[places.of(cell.items)].append(cell)
    for kpi in kpis:
        kpis_of[places.of(kpi.items)].append(kpi)
    keys = dict.fromkeys((*cells_of, *kpis_of))
    with_rows = {root for key in keys for root in key}
    keys |= dict.fromkeys((root,) for root in (*after, *before) if root not in with_rows)
    sections = [
        Section(
            new_items=tuple(item for root in key for item in after.get(root, ())),
            old_items=tuple(item for root in key for item in before.get(root, ())),
            changes=frozenset(change for root in key for change in _item_changes(root, before, after)),
            cells=tuple(cells_of.get(key, ())),
            kpis=tuple(kpis_of.get(key, ())),
        )
        for key in keys
    ]
    return Comparison(tuple(sorted(sections, key=_order)))


class _Places:
    """Under which items a row is shown: its own on the new side; an old row goes where its items went."""

    def __init__(self, of_new_rows: set[_Roots]) -> None:
        self._known = of_new_rows
        self._of_root: dict[int, _Roots] = {}
        for roots in sorted(self._known, key=lambda roots: (len(roots), roots)):
            for root in roots:
                self._of_root.setdefault(root, roots)

    def of(self, roots: _Roots) -> _Roots:
        """The roots of the section for a row under these."""
        if roots in self._known:
            return roots
        return next((self._of_root[root] for root in roots if root in self._of_root), roots)


def _by_root(items: Sequence[ComparedItem]) -> dict[int, list[ComparedItem]]:
    found: dict[int, list[ComparedItem]] = defaultdict(list)
    for item in items:
        found[item.root].append(item)
    return found


def _item_changes(root: int, before: _ByRoot, after: _ByRoot) -> Iterable[Change]:
    old, new = ({name_key(item.name) for item in side.get(root, ())} for side in (before, after))
    if not old:
        yield Change(ChangeKind.ITEM_ADDED, root)
    elif not new:
        yield Change(ChangeKind.ITEM_DROPPED, root)
    elif old.isdisjoint(new):
        yield Change(ChangeKind.ITEM_RENAMED, root)


def _order(section: Section) -> tuple[bool, int, int]:
    shown = section.new_items or section.old_items
    return not section.new_items, min((item.order for item in shown), default=0), len(shown)
