"""The entries of the years before that an entry goes on from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from kpis.entries import KPIS, EntryKind
from kpis.models import ProgressSnapshot
from reforms.chains import chains
from reforms.models import ProcessProgress, ProgressSegment, ReformProcess
from reforms.models.items import Continuation


class _Row(NamedTuple):
    """An entry as it counts here. thread: what it shares with the entries that it goes on from."""

    key: int
    thread: tuple[int, str]
    year: int


def earlier_entries(kind: EntryKind, entries: Collection[int]) -> dict[int, list[int]]:
    """For each of the entries, by primary key, those of years before; at most five queries, whatever their number.

    A KPI row goes on from the rows of the same KPI; a part of a progress cell from the parts under the same label in
    the cells of the processes that its own go on from, confirmed.
    """
    family = _snapshots(entries) if kind is KPIS else _segments(entries)
    by_thread: dict[tuple[int, str], set[_Row]] = defaultdict(set)
    for row in family:
        by_thread[row.thread].add(row)
    found: dict[int, list[int]] = {key: [] for key in entries}
    for row in family:
        if row.key in found:
            before = {one.key for one in by_thread[row.thread] if one.year < row.year}
            found[row.key] = sorted(before.union(found[row.key]))
    return found


def _snapshots(entries: Collection[int]) -> list[_Row]:
    kpis = ProgressSnapshot.objects.filter(pk__in=entries).values("listing__kpi")
    rows = ProgressSnapshot.objects.filter(listing__kpi__in=kpis)
    return [
        _Row(key, (kpi, ""), year) for key, kpi, year in rows.values_list("pk", "listing__kpi", "round__fiscal_year")
    ]


def _segments(entries: Collection[int]) -> list[_Row]:
    processes = ProcessProgress.processes.through.objects.filter(processprogress__segments__in=entries)
    chain = _chains()
    family = {one for key in processes.values_list("reformprocess", flat=True) for one in chain.get(key, [key])}
    rows = ProgressSegment.objects.filter(process_progress__processes__in=family).values_list(
        "pk", "label", "process_progress__processes", "process_progress__round__fiscal_year"
    )
    return [
        _Row(key, (chain.get(process, [process])[0], label), year)
        for key, label, process, year in rows
        if process in family
    ]


def _chains() -> dict[int, list[int]]:
    """The chain of each process that confirmedly goes on from another or is gone on from."""
    rows = ReformProcess.objects.filter(continuation=Continuation.CONFIRMED).order_by()
    continues: dict[int, int | None] = dict(rows.values_list("pk", "continues"))
    return chains(dict.fromkeys(_earlier(continues.values())) | continues)


def _earlier(keys: Iterable[int | None]) -> list[int]:
    return [key for key in keys if key is not None]
