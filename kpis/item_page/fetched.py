"""What the page of an item and what it folds are both made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kpis.models import PublishedKpi
from kpis.published_rows import KpiRatings, PublishedRow, kpi_ratings, published_rows
from reforms.models import PublishedItem, PublishedProgress, SourceDocument

TIERS = (1, 2, None)
History = Mapping[int | None, list[PublishedRow]]
"""By primary key of the Kpi: all its published rows, oldest first."""


@dataclass(frozen=True)
class Fetched:
    """documents: titles by primary key; rows, progress: in printed order; history: of the KPIs in rows."""

    documents: dict[int, str]
    rows: list[PublishedRow]
    history: History
    ratings: KpiRatings
    progress: list[PublishedProgress]


def fetched(published: PublishedItem) -> Fetched:
    """The rows of a published item, whatever their number."""
    rows = published_rows(PublishedKpi.objects.filter(items=published))
    history: dict[int | None, list[PublishedRow]] = {row.kpi: [] for row in rows if row.kpi}
    for row in published_rows(PublishedKpi.objects.filter(listing__kpi__in=history, is_heading=False)):
        history[row.kpi].append(row)
    editions = {row.edition for of_kpi in history.values() for row in of_kpi}
    return Fetched(
        documents=dict(SourceDocument.objects.values_list("pk", "title")),
        rows=rows,
        history=history,
        ratings=kpi_ratings(editions | {published.publication.round.edition_id}),
        progress=list(PublishedProgress.objects.filter(items=published).order_by("order")),
    )
