"""Writing the frame of an edition beneath its items: the printed pages and the processes on them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from django.db import transaction

from reforms.drafts import ProcessDraft, SheetDraft
from reforms.models import Edition, FormSheet, ReformItem, ReformProcess, ReportingRound
from reforms.models.items import RetirableRow
from reforms.services.recording import Change, update_rows
from reforms.services.sources import PlaceRegister
from reforms.services.upserting import by_row_id, keys_by_row_id, parents_first, replace_ties, upsert_rows


@transaction.atomic
def record_sheets(
    edition: Edition, drafts: Sequence[SheetDraft], *, places: PlaceRegister, change: Change
) -> dict[str, FormSheet]:
    """The pages by row id, tied to their items, as they are stored now; what is equal is not written.

    Raises NoSuchRow where a page names an item or a page that the edition does not have.
    """
    standing = by_row_id(FormSheet.objects.filter(edition=edition), [draft.row_id for draft in drafts])
    sheets: dict[str, FormSheet] = {}
    for wave in parents_first(drafts, _id, lambda draft: draft.repeats_row_id):
        repeated = keys_by_row_id(
            FormSheet.objects.filter(edition=edition), [draft.repeats_row_id for draft in wave if draft.repeats_row_id]
        )
        wanted = {
            draft.row_id: FormSheet(
                edition=edition,
                row_id=draft.row_id,
                order=draft.order,
                repeats_id=repeated.get(draft.repeats_row_id or ""),
                place=places.place(draft.place),
            )
            for draft in wave
        }
        sheets |= upsert_rows(
            standing,
            wanted,
            fields=("order", "repeats"),
            words_at={"place": "order"},
            places=places,
            change=change,
        )
    items = keys_by_row_id(
        ReformItem.objects.filter(edition=edition), chain.from_iterable(draft.item_row_ids for draft in drafts)
    )
    ties = {sheets[draft.row_id].pk: [items[row_id] for row_id in draft.item_row_ids] for draft in drafts}
    replace_ties(FormSheet.items.through, "formsheet", "reformitem", ties, change=change)
    return sheets


def _id(draft: SheetDraft) -> str:
    return draft.row_id


@transaction.atomic
def record_processes(
    edition: Edition, drafts: Sequence[ProcessDraft], *, places: PlaceRegister, change: Change
) -> dict[str, ReformProcess]:
    """The processes by row id as they are stored now; what is equal is not written, a retired one is in force again.

    Raises NoSuchRow where a process names a page that the edition does not have.
    """
    sheets = keys_by_row_id(FormSheet.objects.filter(edition=edition), [draft.sheet_row_id for draft in drafts])
    standing = by_row_id(ReformProcess.objects.filter(edition=edition), [draft.row_id for draft in drafts])
    wanted = {
        draft.row_id: ReformProcess(
            edition=edition,
            sheet_id=sheets[draft.sheet_row_id],
            row_id=draft.row_id,
            order=draft.order,
            words=draft.words,
            place=places.place(draft.place),
        )
        for draft in drafts
    }
    return upsert_rows(
        standing,
        wanted,
        fields=("sheet", "order", "words", "retired_in"),
        words_at={"place": "words"},
        places=places,
        change=change,
    )


@transaction.atomic
def retire_rows(rows: Sequence[RetirableRow], *, round: ReportingRound, change: Change) -> None:
    """Ends rows of one model from this round on: they are published no longer, and nothing is deleted."""
    ending = [row for row in rows if row.retired_in_id != round.pk]
    for row in ending:
        row.retired_in = round
    update_rows(ending, ["retired_in"], change=change)
