"""Writing the frame of an edition: its items, sheets and processes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from kpi_tracker.lib.japanese_text import name_key
from reforms.drafts import ItemDraft, ProcessDraft, SheetDraft
from reforms.models import Edition, FormSheet, ItemMinistry, ItemPlace, Ministry, ReformItem, ReformProcess
from reforms.services.ministries import ministries_by_name, unknown_names
from reforms.services.sources import PlaceRegister

MINISTRIES_AS_PRINTED = "府省庁（記載のとおり）"
"""The attribute of an item that keeps the printed names where one of them is of no known ministry."""


@transaction.atomic
def add_items(edition: Edition, drafts: Sequence[ItemDraft], *, places: PlaceRegister) -> dict[str, ReformItem]:
    """The items of an edition by row id, newly written. Raises ValidationError on a row that is not whole."""
    known = ministries_by_name()
    items = [
        ReformItem(
            edition=edition,
            row_id=draft.row_id,
            order=draft.order,
            number=draft.number,
            name=draft.name,
            important_issue=draft.important_issue,
            attributes=_attributes(draft, known),
        )
        for draft in drafts
    ]
    for item in items:
        item.clean_fields(exclude=["edition"])
    ReformItem.objects.bulk_create(items)
    _add_ministries(items, drafts, known)
    _add_places(items, drafts, places)
    return {item.row_id: item for item in items}


def _attributes(draft: ItemDraft, known: Mapping[str, Ministry]) -> dict[str, Any]:
    """The further cells of the item; where it names ministries that nobody knows, all of them as printed, too."""
    printed = _printed_ministries(draft)
    return draft.attributes | ({MINISTRIES_AS_PRINTED: list(printed)} if unknown_names(printed, known) else {})


def _printed_ministries(draft: ItemDraft) -> tuple[str, ...]:
    """Every name once; a lead ministry that is not repeated among the others goes last."""
    return tuple(dict.fromkeys((*draft.ministries, *draft.lead_ministries)))


def _add_ministries(items: Sequence[ReformItem], drafts: Sequence[ItemDraft], known: Mapping[str, Ministry]) -> None:
    """Ties the items to the known ministries printed beside them."""
    ties = []
    for item, draft in zip(items, drafts, strict=True):
        leads = {known.get(name_key(name)) for name in draft.lead_ministries}
        found = dict.fromkeys(known[name_key(name)] for name in _printed_ministries(draft) if name_key(name) in known)
        ties += [
            ItemMinistry(item=item, ministry=ministry, order=order, is_lead=ministry in leads)
            for order, ministry in enumerate(found, start=1)
        ]
    ItemMinistry.objects.bulk_create(ties)


def _add_places(items: Sequence[ReformItem], drafts: Sequence[ItemDraft], places: PlaceRegister) -> None:
    rows = [
        ItemPlace(item=item, field=field, place=places.place(place))
        for item, draft in zip(items, drafts, strict=True)
        for field, place in draft.places.items()
    ]
    places.save()
    ItemPlace.objects.bulk_create(rows)


@transaction.atomic
def add_sheets(
    edition: Edition, drafts: Sequence[SheetDraft], *, items: dict[str, ReformItem], places: PlaceRegister
) -> dict[str, FormSheet]:
    """The sheets of an edition by row id, newly written and tied to their items."""
    sheets = {
        draft.row_id: FormSheet(
            edition=edition, row_id=draft.row_id, order=draft.order, place=places.place(draft.place)
        )
        for draft in drafts
    }
    places.save()
    FormSheet.objects.bulk_create(sheets.values())
    repeating = []
    for draft in drafts:
        if draft.repeats_row_id is not None:
            sheets[draft.row_id].repeats = sheets[draft.repeats_row_id]
            repeating.append(sheets[draft.row_id])
    FormSheet.objects.bulk_update(repeating, ["repeats"])
    ties = FormSheet.items.through
    ties.objects.bulk_create(
        ties(formsheet=sheets[draft.row_id], reformitem=items[row_id])
        for draft in drafts
        for row_id in draft.item_row_ids
    )
    return sheets


@transaction.atomic
def add_processes(
    edition: Edition, drafts: Sequence[ProcessDraft], *, sheets: dict[str, FormSheet], places: PlaceRegister
) -> dict[str, ReformProcess]:
    """The processes of an edition by row id, newly written."""
    processes = [
        ReformProcess(
            edition=edition,
            sheet=sheets[draft.sheet_row_id],
            row_id=draft.row_id,
            order=draft.order,
            words=draft.words,
            place=places.place(draft.place),
        )
        for draft in drafts
    ]
    places.save()
    for process in processes:
        process.clean_fields(exclude=["edition", "sheet", "place"])
    return {process.row_id: process for process in ReformProcess.objects.bulk_create(processes)}
