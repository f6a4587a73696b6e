"""Writing the items of an edition, the ministries printed beside them and the places of their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from kpi_tracker.lib.japanese_text import name_key
from reforms.drafts import ItemDraft
from reforms.models import Edition, ItemMinistry, ItemPlace, Ministry, ReformItem
from reforms.services.ministries import ministries_by_name, unknown_names
from reforms.services.recording import Change, create_rows, delete_rows
from reforms.services.sources import PlaceRegister
from reforms.services.upserting import by_row_id, replace_rows, upsert_rows

MINISTRIES_AS_PRINTED = "府省庁（記載のとおり）"
"""The attribute of an item that keeps the printed names where one of them is of no known ministry."""
FIELDS = ("order", "number", "name", "important_issue", "attributes", "retired_in")
Printed = dict[str, Any]
"""The cells of an item by the names that `ItemPlace.field` gives them."""


@transaction.atomic
def record_items(
    edition: Edition, drafts: Sequence[ItemDraft], *, places: PlaceRegister, change: Change
) -> dict[str, ReformItem]:
    """The items by row id, with their ministries and places, as they are stored now; what is equal is not written.

    A retired item that is drafted again is in force again. Raises ValidationError on a row that is not whole.
    """
    known = ministries_by_name()
    standing = by_row_id(ReformItem.objects.filter(edition=edition), [draft.row_id for draft in drafts])
    before = _printed(standing)
    wanted = {draft.row_id: _item(edition, draft, known) for draft in drafts}
    items = upsert_rows(standing, wanted, fields=FIELDS, change=change)
    _record_ministries([(items[draft.row_id], draft) for draft in drafts], known, change)
    after = _printed(items)
    changed = {
        row_id: {field for field, words in after[row_id].items() if before.get(row_id, {}).get(field) != words}
        for row_id in items
    }
    _record_places([(items[draft.row_id], draft) for draft in drafts], changed, places, change)
    return items


def _item(edition: Edition, draft: ItemDraft, known: Mapping[str, Ministry]) -> ReformItem:
    return ReformItem(
        edition=edition,
        row_id=draft.row_id,
        order=draft.order,
        number=draft.number,
        name=draft.name,
        important_issue=draft.important_issue,
        attributes=_attributes(draft, known),
    )


def _attributes(draft: ItemDraft, known: Mapping[str, Ministry]) -> dict[str, Any]:
    """The further cells of the item; where it names ministries that nobody knows, all of them as printed, too."""
    printed = _printed_ministries(draft)
    return draft.attributes | ({MINISTRIES_AS_PRINTED: list(printed)} if unknown_names(printed, known) else {})


def _printed_ministries(draft: ItemDraft) -> tuple[str, ...]:
    """Every name once; a lead ministry that is not repeated among the others goes last."""
    return tuple(dict.fromkeys((*draft.ministries, *draft.lead_ministries)))


def _record_ministries(
    pairs: Sequence[tuple[ReformItem, ItemDraft]], known: Mapping[str, Ministry], change: Change
) -> None:
    """Ties the items to the known ministries printed beside them, and to no other."""
    wanted = {}
    for item, draft in pairs:
        leads = {known.get(name_key(name)) for name in draft.lead_ministries}
        found = dict.fromkeys(known[name_key(name)] for name in _printed_ministries(draft) if name_key(name) in known)
        for order, ministry in enumerate(found, start=1):
            tie = ItemMinistry(item=item, ministry=ministry, order=order, is_lead=ministry in leads)
            wanted[item.pk, ministry.pk] = tie
    ties = ItemMinistry.objects.filter(item__in=[item for item, _ in pairs])
    standing = {(tie.item_id, tie.ministry_id): tie for tie in ties}
    replace_rows(standing, wanted, fields=("order", "is_lead"), change=change)


def _printed(items: Mapping[str, ReformItem]) -> dict[str, Printed]:
    """What stands in the cells of each item, by row id."""
    ties: dict[int, list[tuple[int, bool]]] = {}
    for tie in ItemMinistry.objects.filter(item__in=items.values()).order_by("item_id", "order"):
        ties.setdefault(tie.item_id, []).append((tie.ministry_id, tie.is_lead))
    return {
        row_id: {
            **item.attributes,
            "item": (item.number, item.name),
            "important_issue": item.important_issue,
            "ministries": ties.get(item.pk, []),
        }
        for row_id, item in items.items()
    }


def _record_places(
    pairs: Sequence[tuple[ReformItem, ItemDraft]],
    changed: Mapping[str, set[str]],
    places: PlaceRegister,
    change: Change,
) -> None:
    """Keeps the place of each cell; that of words which stayed stays. changed: the cells with new words by row id."""
    drafted = {item.pk: draft for item, draft in pairs}
    standing = list(ItemPlace.objects.filter(item__in=drafted))
    outdated = [row for row in standing if row.field in changed[drafted[row.item_id].row_id]]
    delete_rows(outdated, change=change)
    kept = {(row.item_id, row.field) for row in standing} - {(row.item_id, row.field) for row in outdated}
    new = [
        ItemPlace(item_id=item, field=field, place=places.place(place))
        for item, draft in drafted.items()
        for field, place in draft.places.items()
        if (item, field) not in kept
    ]
    places.save_for(new)
    create_rows(new, change=change)
