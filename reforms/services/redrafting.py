"""Stored rows of a frame as the drafts that would leave them as they are: what a person changes is changed there."""

from __future__ import annotations

from reforms.drafts import ItemDraft, ProcessDraft, SheetDraft
from reforms.models import FormSheet, ReformItem, ReformProcess
from reforms.services.items import MINISTRIES_AS_PRINTED


def item_as_drafted(item: ReformItem) -> ItemDraft:
    """The draft of an item. Two queries."""
    ties = list(item.item_ministries.select_related("ministry").order_by("order"))
    names = [tie.ministry.name for tie in ties]
    return ItemDraft(
        row_id=item.row_id,
        order=item.order,
        name=item.name,
        number=item.number,
        important_issue=item.important_issue,
        ministries=tuple(item.attributes.get(MINISTRIES_AS_PRINTED, names)),
        lead_ministries=tuple(tie.ministry.name for tie in ties if tie.is_lead),
        attributes={name: value for name, value in item.attributes.items() if name != MINISTRIES_AS_PRINTED},
    )


def sheet_as_drafted(sheet: FormSheet) -> SheetDraft:
    """The draft of a page. Two queries."""
    items = tuple(sheet.items.order_by("order").values_list("row_id", flat=True))
    return SheetDraft(sheet.row_id, sheet.order, items, sheet.repeats.row_id if sheet.repeats else None)


def process_as_drafted(process: ReformProcess) -> ProcessDraft:
    """The draft of a process."""
    return ProcessDraft(process.row_id, process.sheet.row_id, process.order, process.words)
