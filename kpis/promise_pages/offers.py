"""What the filters of the pages of promises offer."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Subquery

from kpi_tracker.lib.fiscal_year import fiscal_year_of, fiscal_year_window
from kpis.models import PublishedPromise
from kpis.models.promises import DUE
from reforms.models import Ministry, Programme

_ANY = PublishedPromise.objects.filter(publication__is_current=True)


def offered_programmes() -> list[Programme]:
    """The programmes that promise anything, in their own order."""
    promised = _ANY.filter(publication__round__edition__programme=OuterRef("pk"))
    return list(Programme.objects.filter(Exists(promised)).order_by("order", "slug"))


def offered_ministries() -> list[str]:
    """The ministries that answer for any promise, in 建制順."""
    # One of each ministry, not whether there is any: for that PostgreSQL joins all promises with all their ministries.
    promised = _ANY.order_by().filter(standing__ministries=OuterRef("pk")).values("pk")[:1]
    ministries = Ministry.objects.alias(one=Subquery(promised)).filter(one__isnull=False)
    return list(ministries.order_by("order").values_list("name", flat=True))


def offered_years() -> list[int]:
    """The fiscal years in which a promise ends, latest first.

    A query for each: the last day before is read off an index, where telling all days apart would read them all.
    """
    days = _ANY.annotate(due=DUE).exclude(due=None).order_by("-due").values_list("due", flat=True)
    years: list[int] = []
    last = days.first()
    while last:
        years.append(fiscal_year_of(last))
        last = days.filter(due__lt=fiscal_year_window(years[-1])[0]).first()
    return years
