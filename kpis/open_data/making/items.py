"""The records of 改革項目 and 改革工程."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse

from kpis.open_data.making.context import NO_ITEM, Context, address, under
from kpis.open_data.records.items import (
    ItemAttributeRecord,
    ItemMinistryRecord,
    ItemRecord,
    ProcessItemRecord,
    ProcessRecord,
)
from reforms.frozen import FrozenItem, FrozenProcess, FrozenProgress, FrozenSegment
from reforms.item_attributes import printed_attributes
from reforms.models import PublishedItem, PublishedProgress


def items(row: PublishedItem, context: Context) -> Iterator[ItemRecord]:
    """The item itself."""
    yield ItemRecord(
        publication=context.publications[row.publication_id],
        item=under(row),
        order=row.order,
        important_issue=row.important_issue,
        url=address(reverse("kpis:item", args=(row.item_id,))),
        cited=context.cited(FrozenItem.from_json(row.content).places.get("item")),
    )


def item_ministries(row: PublishedItem, context: Context) -> Iterator[ItemMinistryRecord]:
    """The ministries that it names, beside its heading or in its progress cells."""
    content = FrozenItem.from_json(row.content)
    named = [ministry.name for ministry in row.ministries.all()]
    for name in dict.fromkeys([*content.ministries, *named]):
        yield ItemMinistryRecord(
            publication=context.publications[row.publication_id],
            item=under(row),
            ministry=name,
            is_printed=name in content.ministries,
            is_lead=name in content.lead_ministries,
        )


def item_attributes(row: PublishedItem, context: Context) -> Iterator[ItemAttributeRecord]:
    """What its edition prints beside it."""
    for printed in printed_attributes(FrozenItem.from_json(row.content).attributes):
        for number, words in enumerate(printed.values, start=1):
            yield ItemAttributeRecord(
                publication=context.publications[row.publication_id],
                item=under(row),
                heading=printed.heading,
                number=number,
                words=words,
            )


class _Part(NamedTuple):
    """A part of a progress cell for one of its ministries; a cell without parts gives one of nothing."""

    number: int | None
    segment: FrozenSegment
    ministry: str


_NOTHING = _Part(None, FrozenSegment("", (), "", "", "", None), "")


def processes(row: PublishedProgress, context: Context) -> Iterator[ProcessRecord]:
    """Each process of the cell with each part of it, once for each of the part's ministries."""
    cell = FrozenProgress.from_json(row.content)
    parts = list(_parts(cell)) or [_NOTHING]
    for process in cell.processes:
        for part in parts:
            yield _process(row, cell, process, part, context)


def _parts(cell: FrozenProgress) -> Iterator[_Part]:
    for number, segment in enumerate(cell.segments, start=1):
        for ministry in segment.ministries or ("",):
            yield _Part(number, segment, ministry)


def _process(
    row: PublishedProgress, cell: FrozenProgress, process: FrozenProcess, part: _Part, context: Context
) -> ProcessRecord:
    segment = part.segment
    return ProcessRecord(
        publication=context.publications[row.publication_id],
        item=next((under(item) for item in row.items.all()), NO_ITEM),
        progress_id=row.progress_id,
        process_id=process.id,
        process_order=process.order,
        process_words=process.words,
        segment=part.number,
        label=segment.label,
        ministry=part.ministry,
        progress=segment.progress,
        outlook=segment.outlook,
        mark=context.ratings.get(segment.mark or 0, ""),
        mark_words=segment.mark_words,
        process_cited=context.cited(process.place),
        progress_cited=context.cited(cell.progress_place),
    )


def process_items(row: PublishedProgress, context: Context) -> Iterator[ProcessItemRecord]:
    """The items that the cell stands under."""
    for item in row.items.all():
        yield ProcessItemRecord(context.publications[row.publication_id], row.progress_id, under(item))
