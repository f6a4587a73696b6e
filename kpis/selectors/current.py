"""Which Kpi an address stands for."""

from __future__ import annotations

from collections.abc import Iterable

from kpis.models import Kpi


def current_kpi(pk: int) -> Kpi | None:
    """The Kpi with this key or, where all its listings were joined to others, the one that stands for it now."""
    kpi = Kpi.objects.filter(pk=pk).first()
    while kpi is not None and kpi.merged_into is not None:
        kpi = kpi.merged_into
    return kpi


def current_keys(keys: Iterable[int]) -> list[int]:
    """The keys of the Kpis that stand for these now, each once. One query, one more for each join on the way."""
    found = list(dict.fromkeys(keys))
    asked = set(found)
    while asked:
        joined = Kpi.objects.filter(pk__in=asked).values_list("pk", "merged_into")
        moved = {key: into for key, into in joined if into is not None}
        found = list(dict.fromkeys(moved.get(key, key) for key in found))
        asked = set(moved.values())
    return found
