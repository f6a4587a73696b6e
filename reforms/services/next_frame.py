"""Copying the frame of an edition into the next one: items, pages and processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from reforms.models import Edition, FormSheet, ItemMinistry, ReformItem, ReformProcess
from reforms.models.items import Continuation, ContinuingRow
from reforms.services.copying import copies_of
from reforms.services.ministries import Heirs
from reforms.services.recording import Change, create_rows
from reforms.services.upserting import parents_first


@dataclass(frozen=True)
class NextFrame:
    """The rows of a new edition, by primary key of the row of the edition before that each goes on from."""

    edition: Edition
    items: Mapping[int, ReformItem]
    sheets: Mapping[int, FormSheet]
    processes: Mapping[int, ReformProcess]


@transaction.atomic
def copy_frame(before: Edition, into: Edition, *, heirs: Heirs, change: Change) -> NextFrame:
    """Copies what is not retired into an empty edition; nine queries and the writes, whatever the number of rows.

    A page goes with the last of its items, a process with its page.
    """
    items = _copy_items(before, into, change)
    _copy_ministries(items, heirs, change)
    sheets = _copy_sheets(before, into, items, change)
    processes = copies_of(
        ReformProcess.objects.filter(edition=before, retired_in=None, sheet__in=sheets).order_by("pk"),
        lambda row: _going_on(row, into, change) | {"sheet_id": sheets[row.sheet_id].pk},
    )
    create_rows(processes.values(), change=change)
    return NextFrame(into, items, sheets, processes)


def _going_on(row: ContinuingRow, into: Edition, change: Change) -> dict[str, object]:
    """Whoever opens the round says that each row goes on, so that later rewording does not untie it."""
    by = change.by.pk if change.by else None
    confirmed = Continuation.CONFIRMED
    return {"edition_id": into.pk, "continues_id": row.pk, "continuation": confirmed, "continuation_by_id": by}


def _copy_items(before: Edition, into: Edition, change: Change) -> dict[int, ReformItem]:
    standing = ReformItem.objects.filter(edition=before, retired_in=None).order_by("pk")
    items = copies_of(standing, lambda row: _going_on(row, into, change))
    create_rows(items.values(), change=change)
    return items


def _copy_ministries(items: Mapping[int, ReformItem], heirs: Heirs, change: Change) -> None:
    """Ties each item to its ministries, or to those that do their work by now."""
    ties: dict[tuple[int, int], ItemMinistry] = {}
    for tie in ItemMinistry.objects.filter(item__in=items).order_by("item_id", "order"):
        heir = heirs[tie.ministry_id]
        if heir is None:
            continue
        item = items[tie.item_id]
        known = ties.setdefault((item.pk, heir), ItemMinistry(item=item, ministry_id=heir, order=tie.order))
        known.is_lead = known.is_lead or tie.is_lead
    create_rows(ties.values(), change=change)


def _copy_sheets(
    before: Edition, into: Edition, items: Mapping[int, ReformItem], change: Change
) -> dict[int, FormSheet]:
    through = FormSheet.items.through
    printed = list(through.objects.filter(formsheet__edition=before, reformitem__in=items).order_by("pk"))
    pages = {tie.formsheet_id for tie in printed}
    rows = FormSheet.objects.filter(edition=before, pk__in=pages).order_by("pk")
    sheets: dict[int, FormSheet] = {}
    for wave in parents_first(rows, lambda row: str(row.pk), lambda row: str(row.repeats_id)):
        new = copies_of(wave, lambda row: {"edition_id": into.pk, "repeats_id": _key(sheets, row.repeats_id)})
        create_rows(new.values(), change=change)
        sheets.update(new)
    create_rows(
        (through(formsheet=sheets[tie.formsheet_id], reformitem=items[tie.reformitem_id]) for tie in printed),
        change=change,
    )
    return sheets


def _key(sheets: Mapping[int, FormSheet], repeated: int | None) -> int | None:
    found = sheets.get(repeated or 0)
    return found.pk if found else None
