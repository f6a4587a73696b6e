"""Published rows and the ratings that editions use, as the selectors of several screens read them."""

from __future__ import annotations

from django.db.models import QuerySet

from kpis.published_rows import (
    KpiRatings,
    PrintedItem,
    PublishedRow,
    kpi_ratings,
    published_rows,
    published_rows_alone,
)
from reforms.models import EditionScale, Rating

__all__ = [
    "KpiRatings",
    "PrintedItem",
    "PublishedRow",
    "kpi_ratings",
    "mark_ratings",
    "published_rows",
    "published_rows_alone",
]


def mark_ratings(edition: int) -> QuerySet[Rating]:
    """The marks that an edition uses for its processes (（順調））."""
    return Rating.objects.filter(
        scale__edition_scales__edition=edition, scale__edition_scales__rates=EditionScale.Rates.PROCESS
    )
