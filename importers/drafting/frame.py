"""The frame of an edition, and what a round prints in it: items, sheets, processes and progress cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from importers.document import ProcessRow, Sheet, SourceDocument
from importers.document_json import plain
from importers.drafting.places import place_draft
from kpi_tracker.lib.japanese_text import name_key
from reforms.drafts import ItemDraft, PlaceDraft, ProcessDraft, ProgressDraft, SegmentDraft, SheetDraft


def item_drafts(document: SourceDocument) -> list[ItemDraft]:
    """The items of the document, each once, in printed order."""
    found: dict[str, ItemDraft] = {}
    for sheet in document.sheets:
        for place_on_page, name in enumerate(sheet.items, 1):
            order = len(found) + 1
            found.setdefault(
                name_key(name),
                ItemDraft(
                    row_id=f"{document.fiscal_year or 0:04}-i{order:02}",
                    order=order,
                    name=name,
                    number=sheet.item_no or "",
                    important_issue=sheet.important_issue or "",
                    ministries=sheet.ministries,
                    lead_ministries=sheet.lead_ministries,
                    attributes=plain(sheet.attributes),
                    places=_item_places(sheet, place_on_page),
                ),
            )
    return list(found.values())


def _item_places(sheet: Sheet, order: int) -> dict[str, PlaceDraft]:
    """The places of the page's cells, and of the heading of its item at this place, from 1; the lines of the page where
    the reader tells no nearer place of the heading."""
    headings = {"item", *(f"items.{n}" for n in range(1, len(sheet.items) + 1))}
    heading = place_draft(sheet.places.get(f"items.{order}") or sheet.places.get("item")) or _page_place(sheet)
    cells = {field: place_draft(place) for field, place in sheet.places.items() if field not in headings}
    return {field: place for field, place in {"item": heading, **cells}.items() if place}


def _page_place(sheet: Sheet) -> PlaceDraft | None:
    """The lines of the page. A page of a workbook that has no rows yet stands on no line."""
    return PlaceDraft(*sheet.lines, "") if sheet.lines[0] else None


def sheet_draft(document: SourceDocument, sheet: Sheet, order: int, row_ids: Mapping[str, str]) -> SheetDraft:
    """The printed page. order: its own in the document, from 1; row_ids: of the items by `name_key`."""
    repeated = None if sheet.duplicate_of is None else document.sheets[sheet.duplicate_of]
    return SheetDraft(
        row_id=str(sheet.row_id),
        order=order,
        item_row_ids=tuple(dict.fromkeys(row_ids[name_key(name)] for name in sheet.items)),
        repeats_row_id=str(repeated.row_id) if repeated else None,
        place=_page_place(sheet),
    )


def process_drafts(sheet: Sheet) -> Iterator[ProcessDraft]:
    """The processes of a page."""
    for row in sheet.processes:
        place = place_draft(row.places.get("process"))
        yield ProcessDraft(str(row.row_id), str(sheet.row_id), row.order, row.process or "", place)


def progress_drafts(sheet: Sheet) -> Iterable[ProgressDraft]:
    """The progress cells of a page, a merged one once with every process it serves."""
    owners = {row.order: row for row in sheet.processes}
    first_at: dict[object, int] = {}
    served: dict[int, list[ProcessRow]] = defaultdict(list)
    for row in sheet.processes:
        owner = owners.get(row.shares_with or row.order, row)
        served[first_at.setdefault(_printed_at(owner), owner.order)].append(row)
    for owner_order, rows in served.items():
        owner = owners[owner_order]
        yield ProgressDraft(
            row_id=str(owner.row_id),
            sheet_row_id=str(sheet.row_id),
            order=min(row.order for row in rows),
            process_row_ids=tuple(str(row.row_id) for row in rows),
            segments=_segments(owner),
            progress=owner.progress or "",
            outlook=owner.outlook or "",
            places={
                field: place
                for field in ("progress", "outlook")
                if (place := place_draft(owner.places.get(field))) is not None
            },
        )


def _printed_at(row: ProcessRow) -> object:
    """Equal for rows that a reader gave the words of one merged cell: the places of both cells, and their words.

    Where only one of the two cells is merged each row keeps its own, so that neither outlook is lost.
    """
    places = tuple(place_draft(row.places.get(field)) for field in ("progress", "outlook"))
    return (places, row.progress, row.outlook) if any(places) else row.order


def _segments(row: ProcessRow) -> tuple[SegmentDraft, ...]:
    if not row.segments and not row.progress and not row.outlook:
        return ()
    if not row.segments:
        return (SegmentDraft(progress=row.progress or "", outlook=row.outlook or ""),)
    return tuple(
        SegmentDraft(
            label=segment.label_raw or "",
            ministries=segment.ministries,
            progress=segment.progress or "",
            outlook=segment.outlook or "",
            mark=segment.mark or "",
        )
        for segment in row.segments
    )
