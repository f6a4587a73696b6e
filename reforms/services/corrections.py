"""Keeping what people corrected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kpi_tracker.lib.records import fields_of
from reforms.drafts import CorrectionDraft
from reforms.models import Correction, ReportingRound
from reforms.services.recording import Change, create_rows, update_rows

CellKey = tuple[int, str, str]
"""A cell of a row in a round: primary key of the round, row id, "target" or "actual"."""


@transaction.atomic
def record_corrections(
    round: ReportingRound, drafts: Sequence[CorrectionDraft], *, change: Change
) -> dict[CorrectionDraft, Correction]:
    """The corrections in force of a round that the drafts tell of, each written where it is not there yet.

    Raises ValidationError on one without author or reason.
    """
    in_force = Correction.objects.filter(round=round, row_id__in={draft.row_id for draft in drafts}, ended_on=None)
    standing = {_draft_of(row): row for row in in_force.order_by("pk")}
    new = {draft: Correction(round=round, **fields_of(draft)) for draft in drafts if draft not in standing}
    for row in new.values():
        row.clean_fields(exclude=["round"])
    create_rows(new.values(), change=change)
    return {draft: standing.get(draft) or new[draft] for draft in drafts}


def _draft_of(row: Correction) -> CorrectionDraft:
    return CorrectionDraft(
        row_id=row.row_id,
        field=row.field,
        heading=row.heading,
        before=row.before,
        after=row.after,
        reason=row.reason,
        by=row.by,
        on=row.on,
        cell=row.cell,
        words=row.words,
    )


def corrections_by_row(round: ReportingRound) -> dict[str, list[Correction]]:
    """The corrections in force in a round by row id, the earlier first."""
    found = defaultdict(list)
    for correction in Correction.objects.filter(round=round, ended_on=None).order_by("pk"):
        found[correction.row_id].append(correction)
    return found


def cells_with_removals(words_of_cell: Mapping[CellKey, str]) -> set[CellKey]:
    """The cells that a person took a reading out of ("targets.2" as a whole), their words being still the same."""
    if not words_of_cell:
        return set()
    return {
        _cell_key(correction)
        for correction in _standing(words_of_cell).filter(field__regex=r"^(targets|actuals)\.[0-9]+$")
        if correction.words == words_of_cell.get(_cell_key(correction))
    }


@transaction.atomic(savepoint=False)
def end_corrections(words_of_cell: Mapping[CellKey, str], *, change: Change) -> None:
    """Ends the corrections of these cells that were made for other words than the cell has now.

    A reading belongs to printed words: in a cell without any its correction ends too, while "nothing is printed here"
    can be confirmed of the cell itself.
    """
    over = []
    for correction in _standing(words_of_cell):
        words = words_of_cell.get(_cell_key(correction))
        if words is not None and (words != correction.words or (not words and correction.is_of_a_reading)):
            correction.ended_on = timezone.localdate()
            over.append(correction)
    update_rows(over, ["ended_on"], change=change)


def _standing(cells: Iterable[CellKey]) -> QuerySet[Correction]:
    return Correction.objects.filter(round__in={round for round, _, _ in cells}, ended_on=None).exclude(cell="")


def _cell_key(correction: Correction) -> CellKey:
    return correction.round_id, correction.row_id, correction.cell
