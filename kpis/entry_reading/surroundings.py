"""What is known of KPIs beside the rows that are entered: their history, and their other rows in the round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kpis.entry_warnings import Elsewhere
from kpis.frozen import freeze_measurement
from kpis.models import Measurement, ProgressSnapshot, PublishedKpi, Target
from kpis.published_rows import KpiRatings, PublishedRow, kpi_ratings, published_rows_alone
from reforms.models import ReportingRound


@dataclass(frozen=True)
class Surroundings:
    """history: published rows by Kpi, oldest first; measurements, targets: of the round, by listing; listings: those of
    each Kpi with values in the round. All by primary key."""

    round: ReportingRound
    history: dict[int, list[PublishedRow]]
    measurements: dict[int, list[Measurement]]
    targets: Mapping[int, list[Target]]
    listings: dict[int, set[int]]
    ratings: KpiRatings

    def history_of(self, snapshot: ProgressSnapshot) -> list[PublishedRow]:
        """The published rows of the row's KPI, oldest first."""
        return self.history.get(snapshot.listing.kpi_id or 0, [])

    def measurements_of(self, snapshot: ProgressSnapshot) -> list[Measurement]:
        """The values of the row, in order."""
        return self.measurements.get(snapshot.listing_id, [])

    def targets_of(self, snapshot: ProgressSnapshot) -> list[Target]:
        """The targets of the row, in order."""
        return self.targets.get(snapshot.listing_id, [])

    def elsewhere(self, snapshot: ProgressSnapshot) -> list[Elsewhere]:
        """What the other rows of the KPI say in the round."""
        others = self.listings.get(snapshot.listing.kpi_id or 0, set()) - {snapshot.listing_id}
        return [_elsewhere(self.measurements[listing]) for listing in sorted(others)]


def surroundings_of(
    round: ReportingRound, kpis: Collection[int], targets: Mapping[int, list[Target]] | None = None
) -> Surroundings:
    """What is known of the KPIs, by primary key, in six queries at most, whatever their number; in five where the
    targets are known already."""
    history: dict[int, list[PublishedRow]] = defaultdict(list)
    for published in published_rows_alone(PublishedKpi.objects.filter(listing__kpi__in=kpis)):
        if published.kpi:
            history[published.kpi].append(published)
    measured = Measurement.objects.filter(round=round, listing__kpi__in=kpis).select_related("listing")
    measurements: dict[int, list[Measurement]] = defaultdict(list)
    listings: dict[int, set[int]] = defaultdict(set)
    for measurement in measured.order_by("listing_id", "order"):
        measurements[measurement.listing_id].append(measurement)
        listings[measurement.listing.kpi_id or 0].add(measurement.listing_id)
    return Surroundings(
        round=round,
        history=dict(history),
        measurements=dict(measurements),
        targets=_targets_of(round, kpis) if targets is None else targets,
        listings=dict(listings),
        ratings=kpi_ratings([round.edition_id]),
    )


def _targets_of(round: ReportingRound, kpis: Collection[int]) -> Mapping[int, list[Target]]:
    targets: dict[int, list[Target]] = defaultdict(list)
    for target in Target.objects.filter(round=round, listing__kpi__in=kpis).order_by("listing_id", "order"):
        targets[target.listing_id].append(target)
    return dict(targets)


def _elsewhere(measurements: Iterable[Measurement]) -> Elsewhere:
    readings = list(measurements)
    name = f"別の行（{readings[0].listing}）"
    return Elsewhere(name, tuple(freeze_measurement(reading) for reading in readings))
