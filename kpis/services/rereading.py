"""Making readings again from the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from django.db.models import prefetch_related_objects

from kpi_tracker.lib.actuals import read_actual_cell
from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpi_tracker.lib.targets import read_target_cell
from kpis.models import Measurement, ProgressSnapshot, Target
from kpis.services.reading_rows import measurement_row, storable, target_row
from reforms.drafts import IssueDraft
from reforms.services.corrections import CellKey, cells_with_removals, end_corrections

R = TypeVar("R", Target, Measurement)


@dataclass(frozen=True)
class _Cell:
    """A printed cell with the readings stored for it and those that its words give now."""

    name: str
    words: str
    snapshot: ProgressSnapshot
    stored: Sequence[Target | Measurement]
    fresh: Sequence[Target | Measurement]

    @property
    def key(self) -> CellKey:
        """How corrections know it."""
        return self.snapshot.round_id, self.snapshot.listing.row_id, self.name


@transaction.atomic
def reread(snapshots: Sequence[ProgressSnapshot]) -> list[IssueDraft]:
    """Makes the readings of snapshots again from their words; an error for each that the database cannot hold.

    A corrected reading stays while the words of its cell are those it was corrected for, and a cell that a person took
    a reading out of stays as it is; with other words corrections end. A row of a form that prints a cell a year is left
    alone: its readings come from those cells.
    """
    prefetch_related_objects(snapshots, "listing")
    cells = list(_cells(snapshots))
    settled = cells_with_removals({cell.key: cell.words for cell in cells})
    changing = [cell for cell in cells if cell.key not in settled]
    issues = _replace(Target, changing) + _replace(Measurement, changing)
    end_corrections({cell.key: cell.words for cell in cells})
    return issues


def _replace(model: type[R], cells: Sequence[_Cell]) -> list[IssueDraft]:
    """Writes the readings of one kind anew; corrected ones keep the primary key they had."""
    rows: list[R] = []
    issues = []
    for cell in cells:
        of_kind = [row for row in _with_corrected(cell) if isinstance(row, model)]
        kept, faults = storable(of_kind, cell.snapshot.listing.row_id)
        rows += kept
        issues += faults
    stored = [row.pk for cell in cells for row in cell.stored if isinstance(row, model)]
    model._default_manager.filter(pk__in=stored).delete()
    model._default_manager.bulk_create(rows)
    return issues


def _cells(snapshots: Sequence[ProgressSnapshot]) -> Iterator[_Cell]:
    stored_targets, stored_measurements = _stored(Target, snapshots), _stored(Measurement, snapshots)
    for snapshot in snapshots:
        key = (snapshot.listing_id, snapshot.round_id)
        targets, measurements = stored_targets[key], stored_measurements[key]
        if _has_cells_by_year(snapshot, targets, measurements):
            continue
        target_readings, actual_readings = _read(snapshot)
        new_targets = [target_row(snapshot, reading) for reading in target_readings]
        new_measurements = [measurement_row(snapshot, reading) for reading in actual_readings]
        yield _Cell("target", snapshot.target_words, snapshot, targets, new_targets)
        yield _Cell("actual", snapshot.actual_words, snapshot, measurements, new_measurements)


def _stored(model: type[R], snapshots: Sequence[ProgressSnapshot]) -> dict[tuple[int, int], list[R]]:
    found: dict[tuple[int, int], list[R]] = defaultdict(list)
    rows = model._default_manager.filter(
        listing__in={snapshot.listing_id for snapshot in snapshots},
        round__in={snapshot.round_id for snapshot in snapshots},
    )
    for row in rows.select_related("correction").order_by("order"):
        found[row.listing_id, row.round_id].append(row)
    return found


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


def _with_corrected(cell: _Cell) -> list[Target | Measurement]:
    """The fresh readings, each that a person corrected for these very words in its corrected form.

    A corrected reading is found by its span. Where the words are read otherwise now, those that overlap it give way.
    """
    corrected = {
        span: row
        for span, row in _by_span(cell.stored).items()
        if row.correction and cell.words and row.correction.words == cell.words
    }
    fresh = _by_span(cell.fresh)
    displaced = [row for span, row in corrected.items() if span not in fresh]
    rows = [
        corrected.get(span, row) for span, row in fresh.items() if not any(_overlap(row, other) for other in displaced)
    ]
    for row in displaced:
        rows.insert(sum(other.span_from < row.span_from for other in rows), row)
    return rows


def _by_span(rows: Iterable[Target | Measurement]) -> dict[tuple[int, int, int], Target | Measurement]:
    """The readings of a cell by their span, those of one span numbered as they follow each other."""
    found: dict[tuple[int, int, int], Target | Measurement] = {}
    for row in rows:
        number = sum((row.span_from, row.span_to) == span[:2] for span in found)
        found[row.span_from, row.span_to, number] = row
    return found


def _overlap(one: Target | Measurement, other: Target | Measurement) -> bool:
    return one.span_from < other.span_to and other.span_from < one.span_to
