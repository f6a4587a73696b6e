"""Which KPI rows of two publications belong together, and what changed between them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kpi_tracker.lib.japanese_text import is_dash, name_key
from kpis.comparison.actual_changes import actual_changes
from kpis.comparison.kinds import OF_TARGETS, ChangeKind
from kpis.comparison.records import Change, ComparedKpi, Pair
from kpis.frame_changes import PrintedKpi, rows_before
from kpis.target_changes import changes_between

KpiPair = Pair[ComparedKpi]


def paired_kpis(
    before: Sequence[ComparedKpi], after: Sequence[ComparedKpi], replaced: Mapping[int, int]
) -> list[KpiPair]:
    """The new rows in printed order with what they go on from, then the old ones that nothing goes on from.

    Of the rows of one KPI those of one item go together. replaced: listing of a new KPI → that of the old one whose
    place it took, as people decided.
    """
    old_rows = {row.key: row for row in before}
    going_on = rows_before(map(_printed, before), map(_printed, after))
    of_kpi, kept = _by_kpi(before), {row.kpi for row in after}
    by_listing = {row.listing: row for row in before if row.kpi not in kept}
    pairs = []
    for row in after:
        old = old_rows.get(going_on.get(row.key, 0))
        pairs.append(_pair(row, old, of_kpi.get(row.kpi, []), by_listing.get(replaced.get(row.listing, 0))))
    pairs = _with_moves(pairs, of_kpi, _by_kpi(after))
    shown = {row.key for pair in pairs for row in pair.old}
    return pairs + [_dropped(row, kept) for row in before if row.key not in shown]


def _printed(row: ComparedKpi) -> PrintedKpi:
    """The row with what tells the rows of its KPI apart; of a heading its words."""
    words = name_key(row.name) if row.kpi is None else ""
    return PrintedKpi(row.key, row.kpi, f"{row.items} {row.is_relisted} {words}")


def _by_kpi(rows: Sequence[ComparedKpi]) -> dict[int | None, list[ComparedKpi]]:
    found: dict[int | None, list[ComparedKpi]] = defaultdict(list)
    for row in rows:
        if row.kpi is not None:
            found[row.kpi].append(row)
    return found


def _pair(
    row: ComparedKpi, old: ComparedKpi | None, same: Sequence[ComparedKpi], replaced: ComparedKpi | None
) -> KpiPair:
    if row.kpi is None:
        return Pair(row, (old,) if old else ())
    if old:
        return Pair(row, (old,), frozenset(_changes(old, row, row.kpi)))
    if same:  # printed in one place more than before: beside the row that is not 再掲
        main = next((one for one in same if not one.is_relisted), same[0])
        added = Change(ChangeKind.LISTING_ADDED, row.kpi)
        return Pair(row, (main,), frozenset((added, *_changes(main, row, row.kpi))))
    if replaced:
        return Pair(row, (replaced,), frozenset({Change(ChangeKind.KPI_REPLACED, row.kpi)}))
    return Pair(row, (), frozenset({Change(ChangeKind.KPI_ADDED, row.kpi)}))


def _dropped(row: ComparedKpi, kept: set[int | None]) -> KpiPair:
    if row.kpi is None:
        return Pair(None, (row,))
    kind = ChangeKind.LISTING_DROPPED if row.kpi in kept else ChangeKind.KPI_DROPPED
    return Pair(None, (row,), frozenset({Change(kind, row.kpi)}))


def _with_moves(
    pairs: Sequence[KpiPair],
    before: Mapping[int | None, Sequence[ComparedKpi]],
    after: Mapping[int | None, Sequence[ComparedKpi]],
) -> list[KpiPair]:
    """The pairs, KPI that stand under none of their old items told as moved."""
    moved = {kpi for kpi, rows in after.items() if kpi in before and _items(rows).isdisjoint(_items(before[kpi]))}
    return [
        Pair(pair.new, pair.old, pair.changes | {Change(ChangeKind.KPI_MOVED, pair.new.kpi)})
        if pair.new and pair.new.kpi is not None and pair.new.kpi in moved
        else pair
        for pair in pairs
    ]


def _items(rows: Sequence[ComparedKpi]) -> set[int]:
    return {item for row in rows for item in row.items}


def _changes(before: ComparedKpi, after: ComparedKpi, kpi: int) -> Iterator[Change]:
    for kind in _kinds(before, after):
        yield Change(kind, kpi)


def _kinds(before: ComparedKpi, after: ComparedKpi) -> Iterator[ChangeKind]:
    if before.name and after.name and not _is_same(before.name, after.name):
        yield ChangeKind.KPI_RENAMED
    yield from _target_kinds(before, after)
    for change in actual_changes(before.actuals, after.actuals):
        yield change.kind
    old, new = before.grade, after.grade
    if old and new and old.scale == new.scale and old.code != new.code:
        yield ChangeKind.GRADE_CHANGED


def _target_kinds(before: ComparedKpi, after: ComparedKpi) -> Iterator[ChangeKind]:
    """Nothing where the words are the same, whatever was read out of them."""
    if _is_same(before.target_words, after.target_words):
        return
    found = changes_between(before.targets, after.targets)
    yield from (OF_TARGETS[change] for change in found)
    if not found:
        yield ChangeKind.TARGET_REWORDED


def _is_same(before: str, after: str) -> bool:
    """Whether both say the same; a dash says as little as an empty cell."""
    return before == after or _words_key(before) == _words_key(after)


def _words_key(words: str) -> str:
    return "" if is_dash(words) else name_key(words)
