"""The rows of a round that a person sees, as they are stored now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from kpis.entry_reading.rows import with_processes, with_readings
from kpis.models import ProgressSnapshot
from reforms.models import ProgressSegment, ReportingRound
from reforms.parts import shown_to
from reforms.rights import Person


def snapshots_of(round: ReportingRound, person: Person) -> QuerySet[ProgressSnapshot]:
    """The KPI rows in force that the person sees, in printed order; six queries."""
    rows = ProgressSnapshot.objects.filter(round=round, listing__is_heading=False).exclude(
        listing__retired_in__fiscal_year__lte=round.fiscal_year
    )
    ordered = shown_to(person, rows).order_by("listing__sheet__order", "listing__order", "pk")
    return with_readings(ordered, round)


def segments_of(round: ReportingRound, person: Person) -> QuerySet[ProgressSegment]:
    """The parts of progress cells that the person sees, in printed order; five queries."""
    rows = shown_to(person, ProgressSegment.objects.filter(process_progress__round=round))
    ordered = rows.order_by("process_progress__sheet__order", "process_progress__order", "order")
    return with_processes(ordered, round)


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
