"""Writing what a round prints in its KPI rows, and what is read out of the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.drafts import CorrectionDraft, SnapshotDraft
from kpis.models import KpiListing, Measurement, ProgressSnapshot, Promise, Target
from reforms.models import EditionScale, ReportingRound, SourcePlace
from reforms.services.progress import ratings_by_code
from reforms.services.sources import PlaceRegister


@transaction.atomic
def record_snapshots(
    round: ReportingRound,
    drafts: Sequence[SnapshotDraft],
    *,
    listings: dict[str, KpiListing],
    places: PlaceRegister,
) -> dict[str, ProgressSnapshot]:
    """The snapshots of a round by row id, with targets, measurements and promises as read from the words."""
    ratings = ratings_by_code(round, EditionScale.Rates.KPI)
    snapshots = {
        draft.row_id: ProgressSnapshot(
            listing=listings[draft.row_id],
            round=round,
            target_words=draft.target,
            actual_words=draft.actual,
            grade_words=draft.grade,
            grade=ratings.get(draft.grade),
            note_words=draft.note,
            target_place=places.place(draft.places.get("target")),
            actual_place=places.place(draft.places.get("actual")),
            grade_place=places.place(draft.places.get("grade")),
            note_place=places.place(draft.places.get("note")),
        )
        for draft in drafts
    }
    places.save()
    ProgressSnapshot.objects.bulk_create(snapshots.values())
    add_readings(((snapshots[draft.row_id], draft) for draft in drafts), places)
    Promise.objects.bulk_create(
        Promise(
            snapshot=snapshots[draft.row_id],
            order=order,
            what=promise.what,
            begins_on=promise.begins,
            ends_on=promise.ends,
            words=promise.raw,
            span_from=promise.span[0],
            span_to=promise.span[1],
        )
        for draft in drafts
        for order, promise in enumerate(draft.promises, start=1)
    )
    return snapshots


def add_readings(pairs: Iterable[tuple[ProgressSnapshot, SnapshotDraft]], places: PlaceRegister) -> None:
    """Writes the targets and measurements of snapshots. Raises ValidationError, IntegrityError on impossible ones."""
    targets: list[Target] = []
    measurements: list[Measurement] = []
    for snapshot, draft in pairs:
        for order, target in enumerate(draft.targets, start=1):
            row = target_row(snapshot, order, target)
            year = "final" if target.final else str(target.fiscal_year)
            row.place = places.place(draft.places.get(f"target.{year}")) or row.place
            _mark_correction(row, draft.corrections.get(("targets", order)))
            targets.append(row)
        for order, actual in enumerate(draft.actuals, start=1):
            measurement = measurement_row(snapshot, order, actual)
            measurement.place = places.place(draft.places.get(f"actual.{actual.fiscal_year}")) or measurement.place
            _mark_correction(measurement, draft.corrections.get(("actuals", order)))
            measurements.append(measurement)
    places.save()
    for reading in (*targets, *measurements):
        reading.clean_fields(exclude=["listing", "round", "place"])
    Target.objects.bulk_create(targets)
    Measurement.objects.bulk_create(measurements)


def target_row(snapshot: ProgressSnapshot, order: int, reading: TargetReading) -> Target:
    """The unsaved row of a target that was read from the snapshot's target cell."""
    baseline = reading.baseline
    return Target(
        listing_id=snapshot.listing_id,
        round_id=snapshot.round_id,
        order=order,
        kind=reading.kind,
        comparator=reading.comparator or "",
        value=reading.value,
        value_max=reading.value_max,
        unit=reading.unit or "",
        component=reading.component or "",
        fiscal_year=reading.fiscal_year,
        is_final=reading.final,
        deadline_fy=reading.deadline_fy,
        deadline_words=reading.deadline_raw or "",
        baseline_value=baseline.value if baseline else None,
        baseline_unit=baseline.unit if baseline else "",
        baseline_fy=baseline.fy if baseline else None,
        **_common(snapshot.target_place, reading),
    )


def measurement_row(snapshot: ProgressSnapshot, order: int, reading: ActualReading) -> Measurement:
    """The unsaved row of a value that was read from the snapshot's actual cell."""
    return Measurement(
        listing_id=snapshot.listing_id,
        round_id=snapshot.round_id,
        order=order,
        kind=reading.kind,
        value=reading.value,
        unit=reading.unit,
        component=reading.component or "",
        as_of=reading.as_of or "",
        as_of_words=reading.as_of_raw or "",
        fiscal_year=reading.fiscal_year,
        is_cumulative=reading.cumulative,
        **_common(snapshot.actual_place, reading),
    )


def _common(place: SourcePlace | None, reading: TargetReading | ActualReading) -> dict[str, object]:
    return {
        "is_approximate": reading.approx,
        "words": reading.raw,
        "span_from": reading.span[0],
        "span_to": reading.span[1],
        "confidence": round(reading.confidence, 2),
        "place": place,
    }


def _mark_correction(row: Target | Measurement, correction: CorrectionDraft | None) -> None:
    if correction:
        row.corrected_by = correction.by
        row.correction_reason = correction.reason
