"""What became of the things that the rows of one KPI leave to be awaited."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from kpis.checks.facts import KpiFacts
from kpis.checks.keeping import keeper_of, setter_of
from kpis.checks.ordering import order_of
from kpis.promises.awaited import Awaited, awaited_in


@dataclass(frozen=True)
class Outcome:
    """One thing awaited with the row that leaves it open. kept_by: the first later row that prints it; lacked_by: the
    last one of the same programme, before that, that does not. None where there is no such row."""

    row: KpiFacts
    awaited: Awaited
    kept_by: KpiFacts | None
    lacked_by: KpiFacts | None


def outcomes_of(rows: Sequence[KpiFacts]) -> list[Outcome]:
    """What the rows of one KPI leave to be awaited, oldest first; what a 【再掲】 row says again is told once."""
    outcomes: dict[Hashable, Outcome] = {}
    ordered = sorted(rows, key=lambda row: (order_of(row)[:3], row.is_relisted, order_of(row)[3:]))
    for row in ordered:
        later = [other for other in ordered if other.published_on > row.published_on]
        for awaited in awaited_in(row):
            same = (row.edition, row.fiscal_year, awaited.kind, awaited.what, awaited.window)
            outcomes.setdefault(same, _outcome(row, awaited, later))
    return list(outcomes.values())


def _outcome(row: KpiFacts, awaited: Awaited, later: Sequence[KpiFacts]) -> Outcome:
    kept_by = _keeper(row, awaited, later)
    lacking = [
        other
        for other in later
        if other.programme == row.programme and (kept_by is None or other.published_on < kept_by.published_on)
    ]
    return Outcome(row, awaited, kept_by, lacking[-1] if lacking else None)


def _keeper(row: KpiFacts, awaited: Awaited, later: Sequence[KpiFacts]) -> KpiFacts | None:
    if awaited.kind == "target":
        return setter_of([other for other in later if other.programme == row.programme])
    return None if awaited.kind == "other" else keeper_of(row, awaited.reading, later)
