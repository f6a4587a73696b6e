"""Writing what a round prints in its KPI rows, and what is read out of the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db import transaction

from kpi_tracker.lib.readings import PromiseReading
from kpis.drafts import SnapshotDraft
from kpis.models import KpiListing, Measurement, ProgressSnapshot, Promise, Target
from kpis.services.reading_rows import measurement_row, storable, target_row
from reforms.drafts import CorrectionDraft, IssueDraft
from reforms.models import Correction, EditionScale, ReportingRound, SourceIssue
from reforms.services.progress import ratings_by_code
from reforms.services.sources import PlaceRegister, add_issues

Marks = Mapping[tuple[str, int], Correction]


@transaction.atomic
def record_snapshots(
    round: ReportingRound,
    drafts: Sequence[SnapshotDraft],
    *,
    listings: dict[str, KpiListing],
    places: PlaceRegister,
    corrections: Mapping[CorrectionDraft, Correction],
) -> dict[str, ProgressSnapshot]:
    """The snapshots of a round by row id, with targets, measurements and promises as read from the words.

    corrections: the written rows of the drafts' corrections. A reading that the database cannot hold is left out and
    told as an issue of the document.
    """
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
    pairs = [(snapshots[draft.row_id], draft) for draft in drafts]
    issues = add_readings(pairs, places=places, corrections=corrections) + _add_promises(pairs)
    add_issues(places.document, issues)
    return snapshots


def add_readings(
    pairs: Iterable[tuple[ProgressSnapshot, SnapshotDraft]],
    *,
    places: PlaceRegister,
    corrections: Mapping[CorrectionDraft, Correction],
) -> list[IssueDraft]:
    """Writes the targets and measurements of snapshots; an error for each reading that the database cannot hold."""
    targets: list[Target] = []
    measurements: list[Measurement] = []
    issues = []
    for snapshot, draft in pairs:
        marks = {key: corrections[correction] for key, correction in draft.corrections.items()}
        kept_targets, faults = storable(_targets(snapshot, draft, places, marks), draft.row_id)
        kept_measurements, more_faults = storable(_measurements(snapshot, draft, places, marks), draft.row_id)
        targets += kept_targets
        measurements += kept_measurements
        issues += [*faults, *more_faults]
    places.save()
    Target.objects.bulk_create(targets)
    Measurement.objects.bulk_create(measurements)
    return issues


def _targets(snapshot: ProgressSnapshot, draft: SnapshotDraft, places: PlaceRegister, marks: Marks) -> Iterator[Target]:
    for order, reading in enumerate(draft.targets, start=1):
        row = target_row(snapshot, reading)
        year = "final" if reading.final else str(reading.fiscal_year)
        row.place = places.place(draft.places.get(f"target.{year}")) or row.place
        row.correction = marks.get(("targets", order))
        yield row


def _measurements(
    snapshot: ProgressSnapshot, draft: SnapshotDraft, places: PlaceRegister, marks: Marks
) -> Iterator[Measurement]:
    for order, reading in enumerate(draft.actuals, start=1):
        row = measurement_row(snapshot, reading)
        row.place = places.place(draft.places.get(f"actual.{reading.fiscal_year}")) or row.place
        row.correction = marks.get(("actuals", order))
        yield row


def _add_promises(pairs: Iterable[tuple[ProgressSnapshot, SnapshotDraft]]) -> list[IssueDraft]:
    rows = []
    issues = []
    for snapshot, draft in pairs:
        possible = [one for one in draft.promises if not (one.begins and one.ends and one.ends < one.begins)]
        issues += [_reversed(draft, one) for one in draft.promises if one not in possible]
        rows += [_promise(snapshot, order, one) for order, one in enumerate(possible, start=1)]
    Promise.objects.bulk_create(rows)
    return issues


def _promise(snapshot: ProgressSnapshot, order: int, reading: PromiseReading) -> Promise:
    return Promise(
        snapshot=snapshot,
        order=order,
        what=reading.what,
        begins_on=reading.begins,
        ends_on=reading.ends,
        words=reading.raw,
        span_from=reading.span[0],
        span_to=reading.span[1],
    )


def _reversed(draft: SnapshotDraft, reading: PromiseReading) -> IssueDraft:
    return IssueDraft(
        row_id=draft.row_id,
        field="note_raw",
        code="reading_not_storable",
        severity=SourceIssue.Severity.ERROR,
        message="次回の把握時期の末日が初日より前になるため登録できません。原文を確かめてください。",
        words=reading.raw,
    )
