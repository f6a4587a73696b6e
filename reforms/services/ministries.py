"""Which ministry a printed name means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kpi_tracker.lib.japanese_text import name_key
from reforms.models import Ministry, MinistryAlias


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
