"""The rows of a round that a person sees, as they are stored now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet

from kpis.models import ProgressSnapshot
from reforms.models import ProgressSegment, ReformItem, ReportingRound
from reforms.parts import shown_to
from reforms.rights import Person


def snapshots_of(round: ReportingRound, person: Person) -> QuerySet[ProgressSnapshot]:
    """The KPI rows in force that the person sees, in printed order; six queries."""
    rows = ProgressSnapshot.objects.filter(round=round, listing__is_heading=False).exclude(
        listing__retired_in__fiscal_year__lte=round.fiscal_year
    )
    ordered = shown_to(person, rows).order_by("listing__sheet__order", "listing__order", "pk")
    return with_readings(ordered, round)


def with_readings(rows: QuerySet[ProgressSnapshot], round: ReportingRound) -> QuerySet[ProgressSnapshot]:
    """The KPI rows with what is shown of them beside their readings."""
    return rows.select_related(
        "listing__sheet", "listing__heading", "listing__kpi__lead_ministry", "grade__scale"
    ).prefetch_related(
        "promises", Prefetch("listing__sheet__items", _items(round)), "listing__responsibilities__ministry"
    )


def segments_of(round: ReportingRound, person: Person) -> QuerySet[ProgressSegment]:
    """The parts of progress cells that the person sees, in printed order; five queries."""
    rows = shown_to(person, ProgressSegment.objects.filter(process_progress__round=round))
    ordered = rows.order_by("process_progress__sheet__order", "process_progress__order", "order")
    return with_processes(ordered, round)


def with_processes(rows: QuerySet[ProgressSegment], round: ReportingRound) -> QuerySet[ProgressSegment]:
    """The parts of progress cells with what is shown of them."""
    return rows.select_related("process_progress__sheet").prefetch_related(
        "process_progress__processes",
        Prefetch("process_progress__sheet__items", _items(round)),
        "responsibilities__ministry",
    )


def own_last_versions(rows: Iterable[Any], person: Person) -> dict[int, int]:
    """The latest version of each row, of one model, that the person wrote, by primary key. One query, none without
    rows."""
    keys = {row.pk: type(row) for row in rows}
    if not keys:
        return {}
    states = next(iter(keys.values())).history.filter(id__in=keys, history_type="~", history_user=person.key)
    last: dict[int, int] = {}
    for key, version in states.order_by("version").values_list("id", "version"):
        last[key] = version
    return last


def _items(round: ReportingRound) -> QuerySet[ReformItem]:
    return ReformItem.objects.exclude(retired_in__fiscal_year__lte=round.fiscal_year).order_by("order")
