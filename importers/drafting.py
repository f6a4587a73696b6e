"""A document as read → the rows that the services write. Pure: no database, no guess, nothing left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from importers.document import Correction, KpiDefinition, KpiRow, Place, ProcessRow, Sheet, SourceDocument
from importers.document_json import plain
from importers.issues import Issue
from importers.workbook.fields import TABLE_OF, in_words
from kpi_tracker.lib.japanese_text import name_key
from kpis.drafts import DefinitionDraft, ListingDraft, SnapshotDraft
from reforms.drafts import (
    AssessmentDraft,
    BudgetDraft,
    CorrectionDraft,
    IssueDraft,
    ItemDraft,
    PlaceDraft,
    ProcessDraft,
    ProgressDraft,
    SegmentDraft,
    SheetDraft,
)

PLACE_FIELDS = {"target_raw": "target", "actual_raw": "actual", "status": "grade", "note_raw": "note"}
CELLS = {"target_raw": "target", "targets": "target", "actual_raw": "actual", "actuals": "actual"}
DIRECTIONS = {"increase": "up", "decrease": "down", None: ""}


@dataclass(frozen=True)
class Drafts:
    """Everything a document has to write, in printed order."""

    items: list[ItemDraft]
    sheets: list[SheetDraft]
    processes: list[ProcessDraft]
    progress: list[ProgressDraft]
    listings: list[ListingDraft]
    snapshots: list[SnapshotDraft]
    assessments: list[AssessmentDraft]
    budget: list[BudgetDraft]
    corrections: list[CorrectionDraft]
    issues: list[IssueDraft]


def draft_rows(document: SourceDocument) -> Drafts:
    """The rows of a document whose rows have ids. Sheets without an item and re-printed KPI tables give no rows."""
    pages = [(order, sheet) for order, sheet in enumerate(document.sheets, start=1) if sheet.items]
    items = _items(document, [sheet for _, sheet in pages])
    row_ids = {name_key(item.name): item.row_id for item in items}
    kpi_pages = [(order, sheet) for order, sheet in pages if sheet.duplicate_of is None]
    corrections = _corrections(document, row_ids)
    return Drafts(
        items=items,
        sheets=[_sheet(order, sheet, row_ids) for order, sheet in pages],
        processes=[
            ProcessDraft(str(row.row_id), order, row.order, row.process or "", _place(row.places.get("process")))
            for order, sheet in pages
            for row in sheet.processes
        ],
        progress=[cell for order, sheet in pages for cell in _progress(order, sheet)],
        listings=_listings(document, kpi_pages),
        snapshots=[
            _snapshot(row, corrections.get(str(row.row_id), ())) for _, sheet in kpi_pages for row in sheet.kpis
        ],
        assessments=_assessments(pages),
        budget=[_budget(line) for line in document.budget],
        corrections=[draft for drafts in corrections.values() for draft in drafts],
        issues=list(_issues(document)),
    )


def _items(document: SourceDocument, sheets: Iterable[Sheet]) -> list[ItemDraft]:
    found: dict[str, ItemDraft] = {}
    for sheet in sheets:
        for name in sheet.items:
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
                    place=_place(sheet.places.get("items") or sheet.places.get("item")),
                ),
            )
    return list(found.values())


def _sheet(order: int, sheet: Sheet, row_ids: dict[str, str]) -> SheetDraft:
    return SheetDraft(
        order=order,
        item_row_ids=tuple(dict.fromkeys(row_ids[name_key(name)] for name in sheet.items)),
        repeats_order=None if sheet.duplicate_of is None else sheet.duplicate_of + 1,
        place=PlaceDraft(sheet.lines[0], sheet.lines[1], ""),
    )


def _progress(order: int, sheet: Sheet) -> Iterable[ProgressDraft]:
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
            sheet_order=order,
            order=min(row.order for row in rows),
            process_row_ids=tuple(str(row.row_id) for row in rows),
            segments=_segments(owner),
            places={
                field: place
                for field in ("progress", "outlook")
                if (place := _place(owner.places.get(field))) is not None
            },
        )


def _printed_at(row: ProcessRow) -> object:
    """Equal for rows that a reader gave the words of one merged cell: the places of both cells, and their words.

    Where only one of the two cells is merged each row keeps its own, so that neither outlook is lost.
    """
    places = tuple(_place(row.places.get(field)) for field in ("progress", "outlook"))
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


def _listings(document: SourceDocument, pages: Iterable[tuple[int, Sheet]]) -> list[ListingDraft]:
    by_row = {definition.row_id: definition for definition in document.definitions if definition.row_id}
    by_name = {name_key(definition.name): definition for definition in document.definitions if not definition.row_id}
    drafts = []
    for sheet_order, sheet in pages:
        headings: dict[str, str] = {}
        for order, row in enumerate(sheet.kpis, start=1):
            if row.is_heading:
                headings[name_key(row.name or "")] = str(row.row_id)
            definition = by_row.get(str(row.row_id)) or by_name.get(name_key(row.name or ""))
            drafts.append(
                ListingDraft(
                    row_id=str(row.row_id),
                    sheet_order=sheet_order,
                    order=order,
                    name=row.name or "",
                    tier=row.tier,
                    label=row.label or "",
                    heading_row_id=headings.get(name_key(row.group)) if row.group else None,
                    is_heading=row.is_heading,
                    is_relisted=row.relisted,
                    is_main=row.is_main,
                    baseline_words=place.words if (place := row.places.get("baseline")) else "",
                    baseline=row.baseline,
                    place=_place(row.places.get("name")) or PlaceDraft(row.lines[0], row.lines[1], row.name or ""),
                    definition=_definition(definition) if definition else None,
                )
            )
    return drafts


def _definition(definition: KpiDefinition) -> DefinitionDraft:
    return DefinitionDraft(
        definition=definition.definition or "",
        unit=definition.unit or definition.initial_unit or "",
        direction=DIRECTIONS[definition.direction],
        baseline_value="" if definition.initial_value is None else str(definition.initial_value),
        baseline_as_of=definition.initial_as_of or "",
        frequency=definition.frequency or "",
        collected_at=definition.timing or "",
        means=definition.means or "",
        lead_ministry=definition.ministries[0] if definition.ministries else "",
    )


def _snapshot(row: KpiRow, corrections: Iterable[CorrectionDraft]) -> SnapshotDraft:
    return SnapshotDraft(
        row_id=str(row.row_id),
        target=row.target_raw or "",
        actual=row.actual_raw or "",
        grade=row.status or "",
        note=row.note_raw or "",
        targets=row.targets,
        actuals=row.actuals,
        promises=row.promises,
        places=_snapshot_places(row),
        corrections=_corrected_readings(corrections),
    )


def _snapshot_places(row: KpiRow) -> dict[str, PlaceDraft]:
    """By "target", "actual", "grade", "note"; of a table with a cell a year also "target.2017", "target.final" …

    Where the cell as a whole has no place, the first of its years stands for it.
    """
    places: dict[str, PlaceDraft] = {}
    for field, place in row.places.items():
        cell, _, year = field.partition(".")
        draft = _place(place)
        if cell not in PLACE_FIELDS or draft is None:
            continue
        places.setdefault(PLACE_FIELDS[cell], draft)
        if year:
            places[f"{PLACE_FIELDS[cell]}.{year}"] = draft
    return places


def _assessments(pages: Iterable[tuple[int, Sheet]]) -> list[AssessmentDraft]:
    """The overall judgement, which every sheet of a 評価書 repeats: once."""
    given = {
        str(sheet.attributes["overall"]): AssessmentDraft(
            words=str(sheet.attributes["overall"]),
            reason=str(sheet.attributes.get("overall_reason") or ""),
            place=_place(sheet.places.get("overall")),
        )
        for _, sheet in pages
        if sheet.attributes.get("overall")
    }
    return list(given.values())[:1]


def _budget(line: Mapping[str, Any]) -> BudgetDraft:
    first, last = line.get("lines") or (None, None)
    return BudgetDraft(
        fiscal_year=int(line["fy"]),
        unit=str(line.get("unit") or ""),
        initial=_amount(line.get("initial")),
        supplementary=_amount(line.get("supplementary")),
        carried_over=_amount(line.get("carry")),
        total=_amount(line.get("total")),
        executed=_amount(line.get("executed")),
        place=PlaceDraft(int(first), int(last), "") if first and last else None,
    )


def _amount(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _corrections(document: SourceDocument, item_row_ids: dict[str, str]) -> dict[str, list[CorrectionDraft]]:
    """The corrections by row id as the reviewer made them; those of a page count for each of its items."""
    rows: dict[str, list[tuple[str, Sheet | ProcessRow | KpiRow]]] = defaultdict(list)
    for sheet in document.sheets:
        rows[str(sheet.row_id)] += [(item_row_ids[name_key(name)], sheet) for name in sheet.items]
        bearers: list[ProcessRow | KpiRow] = [*sheet.processes, *sheet.kpis]
        for bearer in bearers:
            rows[str(bearer.row_id)].append((str(bearer.row_id), bearer))
    drafts: dict[str, list[CorrectionDraft]] = defaultdict(list)
    for correction in document.corrections:
        for row_id, corrected in rows[correction.row_id]:
            drafts[row_id].append(_correction(correction, row_id, corrected))
    return drafts


def _correction(correction: Correction, row_id: str, row: Sheet | ProcessRow | KpiRow) -> CorrectionDraft:
    cell, words = "", ""
    if isinstance(row, KpiRow):
        cell = CELLS.get(correction.field.partition(".")[0], "")
        words = {"target": row.target_raw, "actual": row.actual_raw}.get(cell) or ""
    return CorrectionDraft(
        row_id=row_id,
        field=correction.field,
        heading=in_words(TABLE_OF[type(row)], correction.field),
        before=correction.before or "",
        after=correction.after or "",
        reason=correction.reason,
        by=correction.by,
        on=correction.on,
        cell=cell,
        words=words,
    )


def _corrected_readings(corrections: Iterable[CorrectionDraft]) -> dict[tuple[str, int], CorrectionDraft]:
    """The latest correction of each reading; a reading that was left out moves those behind it up by one."""
    found: dict[tuple[str, int], CorrectionDraft] = {}
    for draft in corrections:
        part, _, rest = draft.field.partition(".")
        place, _, inner = rest.partition(".")
        if part not in ("targets", "actuals") or not place.isdecimal():
            continue
        if inner:
            found[part, int(place)] = draft
        else:
            found = {
                (other, order - (other == part and order > int(place))): kept
                for (other, order), kept in found.items()
                if (other, order) != (part, int(place))
            }
    return found


def _issues(document: SourceDocument) -> Iterable[IssueDraft]:
    for issue in document.issues:
        yield _issue("", issue)
    for sheet in document.sheets:
        for issue in sheet.issues:
            yield _issue("", issue)
        rows: list[ProcessRow | KpiRow] = [*sheet.processes, *sheet.kpis]
        for row in rows:
            for issue in row.issues:
                yield _issue(str(row.row_id), issue)


def _issue(row_id: str, issue: Issue) -> IssueDraft:
    return IssueDraft(row_id, issue.field, issue.code, issue.severity, issue.message, issue.raw or "")


def _place(place: Place | None) -> PlaceDraft | None:
    if place is None:
        return None
    return PlaceDraft(place.lines[0], place.lines[1], place.words, place.sheet or "", place.cell or "")
