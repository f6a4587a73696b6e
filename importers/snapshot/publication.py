"""What a publication prints, as drafts: the words that were frozen. Live are only the ids of rows and the pages they
stand on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import QuerySet

from importers.drafting import Drafts
from kpis.drafts import ListingDraft, SnapshotDraft
from kpis.frozen import FrozenKpi
from kpis.models import PublishedKpi
from reforms.drafts import ItemDraft, PlaceDraft, ProcessDraft, ProgressDraft, SegmentDraft, SheetDraft
from reforms.frozen import FrozenItem, FrozenPlace, FrozenProgress
from reforms.models import FormSheet, Publication, PublishedItem, PublishedProgress, ReformProcess
from reforms.progress_words import Part, whole_words
from reforms.services.items import MINISTRIES_AS_PRINTED

_CELLS = ("target", "actual", "grade", "note")


def published_drafts(publication: Publication, sheets: QuerySet[FormSheet]) -> Drafts:
    """The pages with their items and rows as published: words and places, no readings.

    The number of queries does not depend on the number of rows.
    """
    items = PublishedItem.objects.filter(publication=publication, item__sheets__in=sheets).distinct()
    cells = list(_progress(publication, sheets))
    rows = list(_kpis(publication, sheets))
    listings = [row for row, _ in rows]
    with_rows = {row.sheet_row_id for row in listings} | {cell.sheet_row_id for cell, _ in cells}
    return Drafts(
        items=[_item(item) for item in items.select_related("item").order_by("order")],
        sheets=_pages(items, sheets, with_rows),
        processes=sorted((process for _, served in cells for process in served), key=lambda process: process.order),
        progress=[cell for cell, _ in cells],
        listings=listings,
        snapshots=[snapshot for _, snapshot in rows],
        assessments=(),
        budget=(),
        corrections=(),
        issues=(),
    )


def _item(row: PublishedItem) -> ItemDraft:
    content = FrozenItem.from_json(row.content)
    return ItemDraft(
        row_id=row.item.row_id,
        order=row.order,
        name=row.name,
        number=row.number,
        important_issue=row.important_issue,
        ministries=tuple(content.attributes.get(MINISTRIES_AS_PRINTED, content.ministries)),
        lead_ministries=content.lead_ministries,
        attributes={name: value for name, value in content.attributes.items() if name != MINISTRIES_AS_PRINTED},
        places=_places(content.places),
    )


def _pages(
    items: QuerySet[PublishedItem], sheets: QuerySet[FormSheet], with_rows: Collection[str]
) -> Sequence[SheetDraft]:
    """The pages with a published row, and those of items that have none."""
    published = dict(items.values_list("item_id", "item__row_id"))
    printed: dict[str, list[str]] = defaultdict(list)
    ties = FormSheet.items.through.objects.filter(formsheet__in=sheets).order_by("pk")
    for sheet, item in ties.values_list("formsheet__row_id", "reformitem_id"):
        if item in published:
            printed[sheet].append(published[item])
    shown = {row_id for sheet in with_rows for row_id in printed[sheet]}
    return [
        SheetDraft(row_id, order, tuple(printed[row_id]))
        for row_id, order in sheets.order_by("order", "pk").values_list("row_id", "order")
        if printed[row_id] and (row_id in with_rows or not shown.intersection(printed[row_id]))
    ]


def _progress(
    publication: Publication, sheets: QuerySet[FormSheet]
) -> Iterator[tuple[ProgressDraft, list[ProcessDraft]]]:
    """Each progress cell with the processes beside it."""
    processes = ReformProcess.objects.filter(edition=publication.round.edition_id)
    ids = dict(processes.values_list("pk", "row_id"))
    rows = PublishedProgress.objects.filter(publication=publication, progress__sheet__in=sheets)
    for row in rows.select_related("progress__sheet").order_by("order"):
        content, page = FrozenProgress.from_json(row.content), row.progress.sheet.row_id
        served = [ProcessDraft(ids[one.id], page, one.order, one.words, _place(one.place)) for one in content.processes]
        yield _cell(row.progress.row_id, content, served), served


def _cell(row_id: str, content: FrozenProgress, served: Sequence[ProcessDraft]) -> ProgressDraft:
    places = {"progress": _place(content.progress_place), "outlook": _place(content.outlook_place)}
    return ProgressDraft(
        row_id=row_id,
        sheet_row_id=served[0].sheet_row_id,
        order=served[0].order,
        process_row_ids=tuple(process.row_id for process in served),
        segments=tuple(
            SegmentDraft(one.label, one.ministries, one.progress, one.outlook, one.mark_words)
            for one in content.segments
        ),
        progress=content.progress_words
        or whole_words(Part(one.label, one.progress, one.mark_words) for one in content.segments),
        outlook=content.outlook_words or whole_words(Part(one.label, one.outlook) for one in content.segments),
        places={field: place for field, place in places.items() if place},
    )


def _kpis(publication: Publication, sheets: QuerySet[FormSheet]) -> Iterator[tuple[ListingDraft, SnapshotDraft]]:
    """Each KPI row with what is printed in it."""
    headings: dict[tuple[str, str], str] = {}
    rows = PublishedKpi.objects.filter(publication=publication, listing__sheet__in=sheets)
    for row in rows.select_related("listing__sheet").order_by("order"):
        content, page = FrozenKpi.from_json(row.content), row.listing.sheet.row_id
        if row.is_heading:
            headings[page, content.name] = content.row_id
        heading = headings.get((page, content.heading))
        yield _listing(row, content, page, heading), _snapshot(content)


def _listing(row: PublishedKpi, content: FrozenKpi, page: str, heading: str | None) -> ListingDraft:
    return ListingDraft(
        row_id=content.row_id,
        sheet_row_id=page,
        order=row.order,
        name=content.name,
        tier=row.tier,
        label=content.label,
        heading_row_id=heading,
        is_heading=row.is_heading,
        is_relisted=content.is_relisted,
        is_main=content.is_main,
        place=_place(content.places.get("name")),
    )


def _snapshot(content: FrozenKpi) -> SnapshotDraft:
    return SnapshotDraft(
        row_id=content.row_id,
        target=content.target_words,
        actual=content.actual_words,
        grade=content.grade_words,
        note=content.note_words,
        places=_places(dict(_own_places(content.places))),
    )


def _own_places(places: Mapping[str, FrozenPlace]) -> Iterator[tuple[str, FrozenPlace]]:
    """The places of the four cells, and those of single years where a form prints a cell for each."""
    for field, place in places.items():
        cell, _, year = field.partition(".")
        if cell in _CELLS and not (year and place == places.get(cell)):
            yield field, place


def _places(places: Mapping[str, FrozenPlace]) -> dict[str, PlaceDraft]:
    return {
        field: PlaceDraft(one.line_from, one.line_to, one.words, one.sheet, one.cell) for field, one in places.items()
    }


def _place(place: FrozenPlace | None) -> PlaceDraft | None:
    return None if place is None else _places({"": place})[""]
