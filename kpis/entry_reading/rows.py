"""Rows of a round with what is shown of them, in a fixed number of queries."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from kpis.models import ProgressSnapshot
from reforms.models import ProgressSegment, ReformItem, ReportingRound


def with_readings(rows: QuerySet[ProgressSnapshot], round: ReportingRound) -> QuerySet[ProgressSnapshot]:
    """The KPI rows with what is shown of them beside their readings."""
    return rows.select_related(
        "listing__sheet", "listing__heading", "listing__kpi__lead_ministry", "grade__scale"
    ).prefetch_related(
        "promises", Prefetch("listing__sheet__items", _items(round)), "listing__responsibilities__ministry"
    )


def with_processes(rows: QuerySet[ProgressSegment], round: ReportingRound) -> QuerySet[ProgressSegment]:
    """The parts of progress cells with what is shown of them."""
    return rows.select_related("process_progress__sheet").prefetch_related(
        "process_progress__processes",
        Prefetch("process_progress__sheet__items", _items(round)),
        "responsibilities__ministry",
    )


def _items(round: ReportingRound) -> QuerySet[ReformItem]:
    return ReformItem.objects.exclude(retired_in__fiscal_year__lte=round.fiscal_year).order_by("order")
