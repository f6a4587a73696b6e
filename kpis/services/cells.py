"""Bringing the readings of printed cells to what is read of them now, without losing what people corrected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction

from kpis.models import Measurement, ProgressSnapshot, Target
from kpis.services.reading_rows import storable
from reforms.drafts import IssueDraft
from reforms.services.corrections import CellKey, cells_with_removals, end_corrections
from reforms.services.recording import Change, delete_rows
from reforms.services.sources import PlaceRegister
from reforms.services.upserting import difference, write_difference

R = TypeVar("R", Target, Measurement)
Reading = Target | Measurement
ReadingKey = tuple[int, int, int]
"""Primary keys of listing and round, and the place of the reading in its cell from 1."""


@dataclass(frozen=True)
class Cell:
    """A printed cell with the readings stored for it and those that its words give now.

    is_reviewed: the fresh readings are of new words or a person went over them; what was taken out before is over.
    """

    name: str
    words: str
    snapshot: ProgressSnapshot
    stored: Sequence[Reading]
    fresh: Sequence[Reading]
    is_reviewed: bool = False

    @property
    def key(self) -> CellKey:
        """How corrections know it."""
        return self.snapshot.round_id, self.snapshot.listing.row_id, self.name


def stored_readings(model: type[R], snapshots: Sequence[ProgressSnapshot]) -> Mapping[tuple[int, int], list[R]]:
    """The readings of the snapshots' cells in order, by primary keys of listing and round."""
    found: dict[tuple[int, int], list[R]] = defaultdict(list)
    rows = model._default_manager.filter(
        listing__in={snapshot.listing_id for snapshot in snapshots},
        round__in={snapshot.round_id for snapshot in snapshots},
    )
    for row in rows.prefetch_related("correction").order_by("order"):
        found[row.listing_id, row.round_id].append(row)
    return found


@transaction.atomic(savepoint=False)
def write_cells(cells: Sequence[Cell], *, places: PlaceRegister | None = None, change: Change) -> list[IssueDraft]:
    """Makes the readings of the cells the fresh ones; an error for each that the database cannot hold.

    A corrected reading stays while the words of its cell are those it was corrected for, and a cell that a person took
    a reading out of stays as it is; with other words corrections end.
    """
    settled = cells_with_removals({cell.key: cell.words for cell in cells if not cell.is_reviewed})
    changing = [cell for cell in cells if cell.key not in settled]
    issues = _write(Target, changing, places, change) + _write(Measurement, changing, places, change)
    end_corrections({cell.key: cell.words for cell in cells}, change=change)
    return issues


def _write(model: type[R], cells: Sequence[Cell], places: PlaceRegister | None, change: Change) -> list[IssueDraft]:
    """Writes what differs among the readings of one kind; one that stays at its place keeps its primary key."""
    stored = {_key(row): row for cell in cells for row in cell.stored if isinstance(row, model)}
    wanted: dict[ReadingKey, R] = {}
    issues = []
    for cell in cells:
        of_kind = [row for row in _with_corrected(cell) if isinstance(row, model)]
        kept, faults = storable(of_kind, cell.snapshot.listing.row_id)
        wanted |= {_key(row): row for row in kept}
        issues += faults
    for key, row in wanted.items():
        _keep_place(row, stored.get(key))
    fields = [field.name for field in model._meta.fields if field.name not in ("id", "listing", "round", "order")]
    found = difference(stored, wanted, fields=fields)
    delete_rows(found.gone, change=change)
    write_difference(found, fields, places=places, change=change)
    return issues


def _key(row: Reading) -> ReadingKey:
    return row.listing_id, row.round_id, row.order


def _keep_place(row: Reading, stored: Reading | None) -> None:
    """A reading of the same words stays where it was first found, unless its whole cell is printed elsewhere now."""
    if stored and stored.place_id and row.place_id is None and stored.words == row.words:
        row.place_id = stored.place_id


def _with_corrected(cell: Cell) -> list[Reading]:
    """The fresh readings, each that a person corrected for these very words in its corrected form.

    A corrected reading is found by its span. Where the words are read otherwise now, those that overlap it give way;
    a fresh reading that a person corrected itself does not.
    """
    corrected = {
        span: _copy(row)
        for span, row in _by_span(cell.stored).items()
        if row.correction and cell.words and row.correction.words == cell.words
    }
    fresh = _by_span(cell.fresh)
    displaced = [row for span, row in corrected.items() if span not in fresh]
    rows = [
        row if row.correction_id else corrected.get(span, row)
        for span, row in fresh.items()
        if row.correction_id or not any(_overlap(row, other) for other in displaced)
    ]
    for row in displaced:
        if not any(other.correction_id and _overlap(row, other) for other in rows):
            rows.insert(sum(other.span_from < row.span_from for other in rows), row)
    return rows


def _copy(row: Reading) -> Reading:
    """The values of a stored reading, to be written at whatever place it has now."""
    return type(row)(
        **{field.attname: getattr(row, field.attname) for field in row._meta.fields if not field.primary_key}
    )


def _by_span(rows: Iterable[Reading]) -> dict[tuple[int, int, int], Reading]:
    """The readings of a cell by their span, those of one span numbered as they follow each other."""
    found: dict[tuple[int, int, int], Reading] = {}
    for row in rows:
        number = sum((row.span_from, row.span_to) == span[:2] for span in found)
        found[row.span_from, row.span_to, number] = row
    return found


def _overlap(one: Reading, other: Reading) -> bool:
    return one.span_from < other.span_to and other.span_from < one.span_to
