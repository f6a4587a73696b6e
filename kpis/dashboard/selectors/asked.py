"""The rows behind every number: a list and the count that leads to it ask the same question here."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from kpis.dashboard.filters import NEW, NONE, DashboardFilters, RowFilters
from kpis.dashboard.selectors.offer import Offer
from kpis.models import KpiStanding, PublishedPromise
from reforms.models import Publication, Rating

Standings = QuerySet[KpiStanding]
NOTHING = Q(pk__in=())
ORDERS = {
    "behind": (F("behind_by").desc(nulls_last=True), F("is_behind").desc(), "order"),
    "unjudged": (F("unjudged_since").asc(nulls_last=True), F("figureless_since").asc(nulls_last=True), "order"),
    "promise": (
        Subquery(
            PublishedPromise.objects.filter(standing=OuterRef("pk"), kept_on=None)
            .order_by("ends_on")
            .values("ends_on")[:1]
        ).asc(nulls_last=True),
        "order",
    ),
    "printed": ("order",),
}
"""By what each of `kpis.dashboard.filters.SORTS` sorts."""


def standings_of(publications: Sequence[Publication], filters: DashboardFilters, offer: Offer) -> Standings:
    """The rows of these publications that are asked for: of an item every row under it, else one row for each KPI."""
    rows = KpiStanding.objects.filter(publication__in=publications)
    chain = offer.items_of_chain(filters.item)
    rows = rows.filter(items__item__in=chain) if chain else rows.filter(is_counted=True)
    return narrowed(rows, filters)


def narrowed(rows: Standings, filters: DashboardFilters) -> Standings:
    """The rows of the asked ministry and tier."""
    if filters.ministry:
        rows = (
            rows.filter(ministries=None) if filters.ministry == NONE else rows.filter(ministries__name=filters.ministry)
        )
    if filters.tier:
        rows = rows.filter(tier=None if filters.tier == NONE else int(filters.tier))
    return rows


def rows_asked_for(filters: RowFilters, offer: Offer, today: datetime.date) -> Standings:
    """The rows of the shown publication that the list shows, in no order yet."""
    rows = standings_of([offer.publication], filters, offer)
    if filters.grade:
        rows = rows.filter(grade=None) if filters.grade == NONE else rows.filter(grade__code=filters.grade)
    if filters.before:
        rows = rows.filter(_was(filters.before, offer))
    return rows.filter(in_state(filters.state, offer, today)) if filters.state else rows


def _was(before: str, offer: Offer) -> Q:
    if before == NEW:
        return is_new(offer)
    was = Q(grade_before=None) if before == NONE else Q(grade_before__code=before)
    return was & ~is_new(offer) if compares(offer) else NOTHING


def compares(offer: Offer) -> bool:
    """Whether the year before was graded on the scale of the shown one."""
    return offer.before is not None and offer.is_comparable(offer.before)


def is_new(offer: Offer) -> Q:
    """Rows whose KPI the year before did not list."""
    return ~Q(year_before=offer.before.round.fiscal_year) if offer.before else NOTHING


def has_ended(offer: Offer) -> Q:
    """Rows whose KPI the year after does not list."""
    return ~Q(year_after=offer.after.round.fiscal_year) if offer.after else NOTHING


def has_moved(offer: Offer) -> Q:
    """Rows whose grade is another than the year before."""
    both = Q(grade__isnull=False, grade_before__isnull=False)
    one = Q(grade=None, grade_before__isnull=False) | Q(grade__isnull=False, grade_before=None)
    return ~is_new(offer) & (one | both & ~Q(grade=F("grade_before"))) if compares(offer) else NOTHING


def _promising(state: str, offer: Offer, today: datetime.date) -> Q:
    """Rows whose KPI the publication promises something of that is in a state by now."""
    stated: QuerySet[Any] = PublishedPromise.objects.as_of(today)
    promises = stated.filter(publication=offer.publication, state=state)
    return Q(kpi__in=promises.values("standing__kpi"))


def in_state(state: str, offer: Offer, today: datetime.date) -> Q:
    """The rows in a state of `kpis.dashboard.filters.STATES`."""
    return {
        "behind": Q(is_behind=True),
        "uncomputed": Q(is_behind=False) & (Q(computed=None) | ~Q(computed__colour_role=Rating.ColourRole.GOOD)),
        "unjudged": Q(unjudged_since__isnull=False),
        "moved": has_moved(offer),
        "new": is_new(offer),
        "ended": has_ended(offer),
        "overdue": _promising(PublishedPromise.State.OVERDUE, offer, today),
        "unanswered": _promising(PublishedPromise.State.UNANSWERED, offer, today),
    }[state]
