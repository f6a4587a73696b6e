"""Items that the secretariat adds, rewords, ends, splits and joins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.core.exceptions import ValidationError
from django.db import transaction

from kpi_tracker.lib.records import replace
from reforms.drafts import ItemDraft, SheetDraft
from reforms.models import Edition, FormSheet, ReformItem
from reforms.services.frame import record_sheets, retire_rows
from reforms.services.items import record_items
from reforms.services.keeping import NotKept, held, new_row_id, newest_round, next_order, require_keeper
from reforms.services.lineage import confirm_continuation
from reforms.services.recording import Change
from reforms.services.redrafting import item_as_drafted, sheet_as_drafted
from reforms.services.sources import PlaceRegister

TAKEN = "「{name}」という項目は、この版に既にあります（廃止した項目を含みます）。"
NOT_ITS_PAGE = "分ける様式は、この項目だけの様式から選んでください。"
OTHER_EDITION = "同じ版の、廃止していないほかの項目を選んでください。"


@dataclass(frozen=True)
class ItemWords:
    """What an item says. ministries: names or aliases, the leading ones in leads too."""

    name: str
    number: str = ""
    important_issue: str = ""
    ministries: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()


@transaction.atomic
def keep_item(item: ReformItem, words: ItemWords, *, version: int, change: Change) -> ReformItem:
    """The item with these words, in force again where it was ended. Raises NotKept, MovedOn, ValidationError."""
    require_keeper(change, item.edition)
    stored = held(item, version)
    return _record(stored.edition, _worded(item_as_drafted(stored), words), change)


@transaction.atomic
def add_item(edition: Edition, words: ItemWords, *, change: Change) -> ReformItem:
    """A new item, last of its edition, on a page of its own. Raises NotKept, ValidationError."""
    require_keeper(change, edition)
    row_id = new_row_id(ReformItem, edition, f"{edition.fiscal_year}-i")
    draft = ItemDraft(row_id, next_order(edition.items), words.name)
    item = _record(edition, _worded(draft, words), change)
    page = SheetDraft(
        new_row_id(FormSheet, edition, f"{edition.fiscal_year}-s"), next_order(edition.sheets), (item.row_id,)
    )
    record_sheets(edition, [page], places=PlaceRegister(None), change=change)
    return item


@transaction.atomic
def split_item(
    item: ReformItem, words: ItemWords, pages: Sequence[FormSheet], *, version: int, change: Change
) -> ReformItem:
    """A new item that goes on from the same one of the edition before and takes these pages along; the item keeps the
    others. Raises NotKept, MovedOn, ValidationError."""
    require_keeper(change, item.edition)
    stored = held(item, version)
    if any(list(page.items.all()) != [stored] for page in pages):
        raise NotKept(NOT_ITS_PAGE)
    new = add_item(stored.edition, words, change=change)
    moved = [replace(sheet_as_drafted(page), item_row_ids=(new.row_id,)) for page in pages]
    record_sheets(stored.edition, moved, places=PlaceRegister(None), change=change)
    if stored.continues is not None:
        confirm_continuation(new, earlier=cast(ReformItem, stored.continues), change=change)
    return new


@transaction.atomic
def join_item(item: ReformItem, *, into: ReformItem, version: int, change: Change) -> None:
    """Ends the item; its pages go on under the other. Raises NotKept, MovedOn, ValidationError."""
    require_keeper(change, item.edition)
    stored = held(item, version)
    if into.edition_id != stored.edition_id or into.pk == stored.pk or into.retired_in_id is not None:
        raise NotKept(OTHER_EDITION)
    pages = [sheet_as_drafted(page) for page in stored.sheets.select_related("repeats")]
    joined = [replace(page, item_row_ids=_put(page.item_row_ids, stored.row_id, into.row_id)) for page in pages]
    record_sheets(stored.edition, joined, places=PlaceRegister(None), change=change)
    retire_rows([stored], round=newest_round(stored.edition), change=change)


def _put(row_ids: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new if row_id == old else row_id for row_id in row_ids))


def _worded(draft: ItemDraft, words: ItemWords) -> ItemDraft:
    return replace(
        draft,
        name=words.name,
        number=words.number,
        important_issue=words.important_issue,
        ministries=words.ministries,
        lead_ministries=words.leads,
    )


def _record(edition: Edition, draft: ItemDraft, change: Change) -> ReformItem:
    same = ReformItem.objects.filter(edition=edition, name=draft.name).exclude(row_id=draft.row_id)
    if same.exists():
        raise ValidationError({"name": TAKEN.format(name=draft.name)})
    return record_items(edition, [draft], places=PlaceRegister(None), change=change)[draft.row_id]
