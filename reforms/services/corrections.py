"""Keeping what people corrected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from reforms.drafts import CorrectionDraft
from reforms.models import Correction, ReportingRound

CellKey = tuple[int, str, str]
"""A cell of a row in a round: primary key of the round, row id, "target" or "actual"."""


@transaction.atomic
def record_corrections(round: ReportingRound, drafts: Sequence[CorrectionDraft]) -> dict[CorrectionDraft, Correction]:
    """The corrections of a round, newly written. Raises ValidationError on one without author or reason."""
    rows = {
        draft: Correction(
            round=round,
            row_id=draft.row_id,
            cell=draft.cell,
            field=draft.field,
            heading=draft.heading,
            before=draft.before,
            after=draft.after,
            words=draft.words,
            reason=draft.reason,
            by=draft.by,
            on=draft.on,
        )
        for draft in drafts
    }
    for row in rows.values():
        row.clean_fields(exclude=["round"])
    Correction.objects.bulk_create(rows.values())
    return rows


def corrections_by_row(round: ReportingRound) -> dict[str, list[Correction]]:
    """The corrections in force in a round by row id, the earlier first."""
    found = defaultdict(list)
    for correction in Correction.objects.filter(round=round, ended_on=None).order_by("pk"):
        found[correction.row_id].append(correction)
    return found


def cells_with_removals(words_of_cell: Mapping[CellKey, str]) -> set[CellKey]:
    """The cells that a person took a reading out of ("targets.2" as a whole), their words being still the same."""
    return {
        _cell_key(correction)
        for correction in _standing(words_of_cell).filter(field__regex=r"^(targets|actuals)\.[0-9]+$")
        if correction.words == words_of_cell.get(_cell_key(correction))
    }


@transaction.atomic
def end_corrections(words_of_cell: Mapping[CellKey, str]) -> None:
    """Ends the corrections of these cells that were made for other words than the cell has now.

    A reading belongs to printed words: in a cell without any its correction ends too, while "nothing is printed here"
    can be confirmed of the cell itself.
    """
    over = []
    for correction in _standing(words_of_cell):
        words = words_of_cell.get(_cell_key(correction))
        if words is not None and (words != correction.words or (not words and correction.is_of_a_reading)):
            over.append(correction.pk)
    Correction.objects.filter(pk__in=over).update(ended_on=timezone.localdate())


def _standing(cells: Iterable[CellKey]) -> QuerySet[Correction]:
    return Correction.objects.filter(round__in={round for round, _, _ in cells}, ended_on=None).exclude(cell="")


def _cell_key(correction: Correction) -> CellKey:
    return correction.round_id, correction.row_id, correction.cell
