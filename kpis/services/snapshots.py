"""Writing what a round prints in its KPI rows, and what is read out of the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.db import transaction

from kpis.drafts import SnapshotDraft
from kpis.models import KpiListing, Measurement, ProgressSnapshot, Target
from kpis.services.cells import Cell, stored_readings, write_cells
from kpis.services.promises import write_promises
from kpis.services.reading_rows import measurement_row, target_row
from reforms.drafts import CorrectionDraft
from reforms.models import Correction, EditionScale, Rating, ReportingRound
from reforms.services.corrections import record_corrections
from reforms.services.progress import ratings_by_code
from reforms.services.recording import Change
from reforms.services.sources import PlaceRegister, add_issues
from reforms.services.upserting import existing_by_row_id, upsert_rows

Pair = tuple[ProgressSnapshot, SnapshotDraft]
Marks = Mapping[CorrectionDraft, Correction]
FIELDS = ("target_words", "actual_words", "grade_words", "grade", "note_words")
WORDS_AT = {f"{cell}_place": f"{cell}_words" for cell in ("target", "actual", "grade", "note")}


@transaction.atomic
def record_snapshots(
    round: ReportingRound, drafts: Sequence[SnapshotDraft], *, places: PlaceRegister, change: Change
) -> dict[str, ProgressSnapshot]:
    """The snapshots by row id, with targets, measurements and promises, as they are stored now; what is equal is not
    written.

    What people corrected in a cell whose words stay is kept as `write_cells` says. A reading that the database cannot
    hold is left out and told as an issue of the document. Raises NoSuchRow where a draft names a listing that the
    edition does not have.
    """
    row_ids = [draft.row_id for draft in drafts]
    listings = existing_by_row_id(KpiListing.objects.filter(edition=round.edition_id), row_ids)
    stored = ProgressSnapshot.objects.filter(round=round, listing__in=listings.values()).select_for_update()
    standing = {row.listing_id: row for row in stored.order_by("pk")}
    before = {key: (row.target_words, row.actual_words) for key, row in standing.items()}
    ratings = ratings_by_code(round, EditionScale.Rates.KPI)
    wanted = {
        listings[draft.row_id].pk: _snapshot(round, listings[draft.row_id], draft, ratings, places) for draft in drafts
    }
    snapshots = upsert_rows(standing, wanted, fields=FIELDS, words_at=WORDS_AT, places=places, change=change)
    pairs = []
    for draft in drafts:
        snapshot = snapshots[listings[draft.row_id].pk]
        snapshot.listing = listings[draft.row_id]
        pairs.append((snapshot, draft))
    marks = record_corrections(round, [one for draft in drafts for one in draft.corrections.values()], change=change)
    issues = write_cells(list(_cells(pairs, before, marks, places)), places=places, change=change)
    issues += write_promises([(snapshot, draft.promises) for snapshot, draft in pairs], change=change)
    add_issues(places.document, issues)
    return {draft.row_id: snapshot for snapshot, draft in pairs}


def _snapshot(
    round: ReportingRound,
    listing: KpiListing,
    draft: SnapshotDraft,
    ratings: Mapping[str, Rating],
    places: PlaceRegister,
) -> ProgressSnapshot:
    return ProgressSnapshot(
        listing=listing,
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


def _cells(
    pairs: Sequence[Pair], before: Mapping[int, tuple[str, str]], marks: Marks, places: PlaceRegister
) -> Iterator[Cell]:
    """before: the words of target and actual cell by primary key of the listing, before they were written."""
    snapshots = [snapshot for snapshot, _ in pairs]
    stored_targets, stored_measurements = stored_readings(Target, snapshots), stored_readings(Measurement, snapshots)
    for snapshot, draft in pairs:
        key = (snapshot.listing_id, snapshot.round_id)
        target_before, actual_before = before.get(snapshot.listing_id, (None, None))
        yield Cell(
            "target",
            snapshot.target_words,
            snapshot,
            stored_targets.get(key, []),
            list(_targets(snapshot, draft, marks, places)),
            is_reviewed=target_before != draft.target or _is_corrected(draft, "targets"),
        )
        yield Cell(
            "actual",
            snapshot.actual_words,
            snapshot,
            stored_measurements.get(key, []),
            list(_measurements(snapshot, draft, marks, places)),
            is_reviewed=actual_before != draft.actual or _is_corrected(draft, "actuals"),
        )


def _is_corrected(draft: SnapshotDraft, part: str) -> bool:
    return any(corrected == part for corrected, _ in draft.corrections)


def _targets(snapshot: ProgressSnapshot, draft: SnapshotDraft, marks: Marks, places: PlaceRegister) -> Iterator[Target]:
    for order, reading in enumerate(draft.targets, start=1):
        row = target_row(snapshot, reading)
        year = "final" if reading.final else str(reading.fiscal_year)
        _mark(row, draft, ("targets", order), f"target.{year}", marks, places)
        yield row


def _measurements(
    snapshot: ProgressSnapshot, draft: SnapshotDraft, marks: Marks, places: PlaceRegister
) -> Iterator[Measurement]:
    for order, reading in enumerate(draft.actuals, start=1):
        row = measurement_row(snapshot, reading)
        _mark(row, draft, ("actuals", order), f"actual.{reading.fiscal_year}", marks, places)
        yield row


def _mark(
    row: Target | Measurement,
    draft: SnapshotDraft,
    key: tuple[str, int],
    cell: str,
    marks: Marks,
    places: PlaceRegister,
) -> None:
    """Gives a reading the place of its own cell, where the form has one a year, and the latest correction of it."""
    if place := places.place(draft.places.get(cell)):
        row.place = place
    if correction := draft.corrections.get(key):
        row.correction = marks[correction]
