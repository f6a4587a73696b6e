"""What is known of KPIs beside the rows that are entered: their history, and their other rows in the round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch

from kpis.entry_warnings import Elsewhere
from kpis.models import Measurement, ProgressSnapshot, PublishedKpi
from kpis.relisting import leaders
from kpis.selectors.rows import KpiRatings, PublishedRow, kpi_ratings, published_rows
from kpis.worksheet.drafts import stored_actuals
from reforms.models import ReportingRound, SourceDocument


@dataclass(frozen=True)
class Surroundings:
    """history: published rows by Kpi, oldest first; family: the rows of the round by Kpi, in printed order; leading:
    by primary key of a listing that is 再掲 the row that is entered for it. Kpis by primary key."""

    round: ReportingRound
    history: dict[int, list[PublishedRow]]
    family: dict[int, list[ProgressSnapshot]]
    leading: dict[int, ProgressSnapshot]
    ratings: KpiRatings
    documents: dict[int, str]

    def history_of(self, snapshot: ProgressSnapshot) -> list[PublishedRow]:
        """The published rows of the row's KPI, oldest first."""
        return self.history.get(snapshot.listing.kpi_id or 0, [])

    def leader_of(self, snapshot: ProgressSnapshot) -> ProgressSnapshot | None:
        """The row that is entered for this one, None where it is entered itself."""
        return self.leading.get(snapshot.listing_id)

    def followers_of(self, snapshot: ProgressSnapshot) -> list[ProgressSnapshot]:
        """The rows that this one is entered for."""
        relatives = self.family.get(snapshot.listing.kpi_id or 0, [])
        return [row for row in relatives if (leader := self.leader_of(row)) and leader.pk == snapshot.pk]

    def elsewhere(self, snapshot: ProgressSnapshot) -> list[Elsewhere]:
        """What the other rows of the KPI say in the round, in words of their own."""
        relatives = self.family.get(snapshot.listing.kpi_id or 0, [])
        others = [row for row in relatives if row.pk != snapshot.pk and row.actual_words != snapshot.actual_words]
        return [Elsewhere(_place_of(row), stored_actuals(row)) for row in others]


def surroundings_of(round: ReportingRound, kpis: Collection[int]) -> Surroundings:
    """What is known of the KPIs, by primary key, in nine queries, whatever their number."""
    history: dict[int, list[PublishedRow]] = defaultdict(list)
    for published in published_rows(PublishedKpi.objects.filter(listing__kpi__in=kpis)):
        if published.kpi:
            history[published.kpi.pk].append(published)
    family: dict[int, list[ProgressSnapshot]] = defaultdict(list)
    rows = list(_rows(round, kpis))
    for row in rows:
        family[row.listing.kpi_id or 0].append(row)
    by_listing = {row.listing_id: row for row in rows}
    led = leaders(row.listing for row in rows)
    return Surroundings(
        round=round,
        history=dict(history),
        family=dict(family),
        leading={listing: by_listing[leader.pk] for listing, leader in led.items()},
        ratings=kpi_ratings([round.edition_id]),
        documents=dict(SourceDocument.objects.values_list("pk", "title")),
    )


def _rows(round: ReportingRound, kpis: Collection[int]) -> Collection[ProgressSnapshot]:
    return (
        ProgressSnapshot.objects.filter(round=round, listing__kpi__in=kpis)
        .exclude(listing__retired_in__fiscal_year__lte=round.fiscal_year)
        .select_related("listing__sheet")
        .prefetch_related(
            "listing__sheet__items", Prefetch("listing__measurements", Measurement.objects.filter(round=round))
        )
        .order_by("listing__sheet__order", "listing__order", "pk")
    )


def _place_of(row: ProgressSnapshot) -> str:
    items = row.listing.sheet.items.all()
    return f"別の行（{items[0]}）" if items else "別の行"
