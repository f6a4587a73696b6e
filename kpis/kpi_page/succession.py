"""The KPIs that a KPI replaced or was replaced by, as people decided."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from kpis.models import Kpi, KpiProposal
from reforms.selectors import Link


@dataclass(frozen=True)
class Succession:
    """Another KPI with what it is to this one: 後継のKPI or 前のKPI; reason: why the person decided so."""

    relation: str
    link: Link
    reason: str


def successions_of(kpi: Kpi) -> list[Succession]:
    """The accepted ones that are published, oldest first. One query."""
    accepted = KpiProposal.objects.filter(
        Q(first__kpi=kpi) | Q(second__kpi=kpi),
        kind=KpiProposal.Kind.SUCCESSOR,
        state=KpiProposal.State.ACCEPTED,
        first__published__publication__is_current=True,
        second__published__publication__is_current=True,
    )
    rows = accepted.select_related("first__kpi", "first__edition", "second__kpi", "second__edition").distinct()
    return [_succession(row, kpi) for row in rows.order_by("second__edition__published_on", "pk")]


def _succession(row: KpiProposal, kpi: Kpi) -> Succession:
    is_followed = row.first.kpi_id == kpi.pk
    other = row.second if is_followed else row.first
    label = f"{other.name or '（名称が読み取れません）'}（{other.edition.name}）"
    url = other.kpi.get_absolute_url() if other.kpi else ""
    return Succession("後継のKPI" if is_followed else "前のKPI", Link(label, url), row.decision_reason)
