"""Making readings again from the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models import prefetch_related_objects

from kpi_tracker.lib.actuals import read_actual_cell
from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpi_tracker.lib.targets import read_target_cell
from kpis.models import Measurement, ProgressSnapshot, Target
from kpis.services.cells import Cell, stored_readings, write_cells
from kpis.services.reading_rows import measurement_row, target_row
from reforms.drafts import IssueDraft
from reforms.services.recording import Change


@transaction.atomic
def reread(snapshots: Sequence[ProgressSnapshot], *, change: Change) -> list[IssueDraft]:
    """Makes the readings of snapshots again from their words; an error for each that the database cannot hold.

    What people corrected stays as `write_cells` says. A row of a form that prints a cell a year is left alone: its
    readings come from those cells.
    """
    prefetch_related_objects(snapshots, "listing")
    return write_cells(list(_cells(snapshots)), change=change)


def _cells(snapshots: Sequence[ProgressSnapshot]) -> Iterator[Cell]:
    stored_targets, stored_measurements = stored_readings(Target, snapshots), stored_readings(Measurement, snapshots)
    for snapshot in snapshots:
        key = (snapshot.listing_id, snapshot.round_id)
        targets, measurements = stored_targets.get(key, []), stored_measurements.get(key, [])
        if _has_cells_by_year(snapshot, targets, measurements):
            continue
        target_readings, actual_readings = _read(snapshot)
        new_targets = [target_row(snapshot, reading) for reading in target_readings]
        new_measurements = [measurement_row(snapshot, reading) for reading in actual_readings]
        yield Cell("target", snapshot.target_words, snapshot, targets, new_targets)
        yield Cell("actual", snapshot.actual_words, snapshot, measurements, new_measurements)


def _has_cells_by_year(
    snapshot: ProgressSnapshot, targets: Iterable[Target], measurements: Iterable[Measurement]
) -> bool:
    return any(row.place_id != snapshot.target_place_id for row in targets) or any(
        row.place_id != snapshot.actual_place_id for row in measurements
    )


def _read(snapshot: ProgressSnapshot) -> tuple[Sequence[TargetReading], Sequence[ActualReading]]:
    if snapshot.listing.is_heading:
        return (), ()
    name = snapshot.listing.name or None
    targets = read_target_cell(snapshot.target_words or None, name).targets
    return targets, read_actual_cell(snapshot.actual_words or None, name, targets).actuals
