"""Which ministry a printed name means, and which one does the work of one that ended."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from kpi_tracker.lib.japanese_text import name_key
from reforms.models import Ministry, MinistryAlias

Heirs = Mapping[int, int | None]
"""By primary key of a ministry the one that does its work: itself while it exists; None where nobody is told."""


def ministries_by_name() -> dict[str, Ministry]:
    """Every ministry by full name, short name and alias, compared as `name_key` does."""
    ministries = {ministry.pk: ministry for ministry in Ministry.objects.all()}
    names = {name_key(alias.alias): ministries[alias.ministry_id] for alias in MinistryAlias.objects.all()}
    for ministry in ministries.values():
        names[name_key(ministry.short_name)] = ministry
        names[name_key(ministry.name)] = ministry
    return names


def unknown_names(names: Iterable[str], known: Mapping[str, Ministry]) -> tuple[str, ...]:
    """Those of the printed names that mean no known ministry, each once, in order. known: `ministries_by_name()`."""
    return tuple(dict.fromkeys(name for name in names if name_key(name) not in known))


def heirs_on(day: datetime.date) -> Heirs:
    """Which ministry does the work of each on a day: of one that ended before, its successor, or that one's."""
    known = {ministry.pk: ministry for ministry in Ministry.objects.all()}
    return {key: _heir(ministry, known, day) for key, ministry in known.items()}


def _heir(ministry: Ministry, known: Mapping[int, Ministry], day: datetime.date) -> int | None:
    passed = {ministry.pk}
    while ministry.valid_to is not None and ministry.valid_to < day:
        if ministry.successor_id is None or ministry.successor_id in passed:
            return None
        passed.add(ministry.successor_id)
        ministry = known[ministry.successor_id]
    return ministry.pk


def with_heirs(ties: Iterable[tuple[int, int]], heirs: Heirs) -> list[tuple[int, int]]:
    """Rows tied to ministries, in pairs of primary keys, tied to those that do their work instead; each pair once."""
    found = ((row, heirs[ministry]) for row, ministry in ties)
    return list(dict.fromkeys((row, heir) for row, heir in found if heir is not None))
