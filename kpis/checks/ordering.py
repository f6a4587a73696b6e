"""The rows of a KPI in order: by edition, by programme, each edition with the next."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from kpis.checks.facts import Facts, KpiFacts

Row = TypeVar("Row")
OrderKey = tuple[object, ...]


def natural_key(key: str) -> tuple[str | int, ...]:
    """The key in the order that people count in.

    >>> natural_key("roadmap/2-1") < natural_key("roadmap/10-1")
    True
    """
    return tuple(int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", key))


def order_of(row: KpiFacts) -> OrderKey:
    """The oldest first, then in the order of the rows of an edition."""
    return row.published_on, row.fiscal_year, row.edition, natural_key(row.key)


def grouped(rows: Iterable[Row], key: Callable[[Row], Hashable]) -> list[list[Row]]:
    """The rows of one key together, in the order of their first row."""
    groups: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return list(groups.values())


def representatives(rows: Sequence[KpiFacts]) -> list[KpiFacts]:
    """One row for each edition that prints the KPI, the oldest first: one that is not 【再掲】 if there is one."""
    return [
        next((row for row in printed if not row.is_relisted), printed[0])
        for printed in grouped(sorted(rows, key=order_of), lambda row: row.edition)
    ]


def successions(facts: Facts) -> list[tuple[KpiFacts, KpiFacts]]:
    """Each row of a KPI with the one of the next edition of the same programme: (earlier, later)."""
    pairs = []
    for rows in facts.by_kpi.values():
        for of_programme in grouped(rows, lambda row: row.programme):
            printed = representatives(of_programme)
            pairs += [
                (earlier, later) for earlier, later in pairwise(printed) if earlier.published_on < later.published_on
            ]
    return pairs


def newest_rows(facts: Facts) -> list[KpiFacts]:
    """The row of each KPI in the newest edition of each programme."""
    return [
        representatives(of_programme)[-1]
        for rows in facts.by_kpi.values()
        for of_programme in grouped(rows, lambda row: row.programme)
    ]
