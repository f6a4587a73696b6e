"""Which Kpi an address stands for."""

from __future__ import annotations

from kpis.models import Kpi


def current_kpi(pk: int) -> Kpi | None:
    """The Kpi with this key or, where all its listings were joined to others, the one that stands for it now."""
    kpi = Kpi.objects.filter(pk=pk).first()
    while kpi is not None and kpi.merged_into is not None:
        kpi = kpi.merged_into
    return kpi
