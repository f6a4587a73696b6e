"""What a plan writes: only the rows that are new or changed and what they stand on, in the order of the file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from importers.comparing.items import ComparedItem
from importers.comparing.listings import ComparedListing
from importers.comparing.numbering import numbered, numbered_on_pages
from importers.comparing.own_places import placed_listing, placed_process, placed_progress, placed_snapshot
from importers.comparing.processes import ComparedProcess
from importers.comparing.sides import Sides
from importers.comparing.whole_round import ComparedPart
from importers.document import WorkbookRow
from importers.drafting import Drafts
from importers.plan import Decisions, PlannedRow
from kpis.drafts import ListingDraft
from reforms.drafts import AssessmentDraft, BudgetDraft, IssueDraft, ItemDraft, ProcessDraft, ProgressDraft, SheetDraft


@dataclass(frozen=True)
class ComparedRows:
    """Every row of the file as it was compared."""

    items: Sequence[ComparedItem]
    processes: Sequence[ComparedProcess]
    listings: Sequence[ComparedListing]
    parts: Sequence[ComparedPart]

    def planned(self) -> Iterator[PlannedRow]:
        """The rows as a plan shows them."""
        yield from (row.planned for row in self.items)
        yield from (row.planned for row in self.processes)
        yield from (row.planned for row in self.listings)
        yield from (row.planned for row in self.parts)


class Writing:
    """The drafts that bring what stands to what the file says, table by table.

    A row whose page is not written and does not stand stays out, and so does a page without its items.
    """

    def __init__(self, sides: Sides, rows: ComparedRows, decisions: Decisions) -> None:
        self._sides = sides
        self._standing = sides.standing.drafts
        self._rows = rows
        self._left_out = decisions.left_out

    def drafts(self) -> Drafts:
        """What is written, with the places of a workbook's rows in that workbook."""
        items = self._items()
        pages = self._pages({row.row_id for row in (*items, *self._standing.items)})
        known = {row.row_id for row in (*pages, *self._standing.sheets)}
        processes, listings = self._processes(known), self._listings(known)
        written = {row.row_id for row in listings}
        above = self._sides.incoming.above
        parts = [row.draft for row in self._rows.parts if self._is_applied(row.planned)]
        return Drafts(
            items=items,
            sheets=pages,
            processes=[placed_process(row, self._at(row.row_id), above) for row in processes],
            progress=[placed_progress(row, self._at(row.row_id), above) for row in self._cells(processes)],
            listings=[placed_listing(row, self._at(row.row_id), above) for row in listings],
            snapshots=[
                placed_snapshot(row.snapshot, self._at(row.snapshot.row_id), above)
                for row in self._rows.listings
                if self._is_applied(row.planned) and row.listing.row_id in written
            ],
            assessments=[part for part in parts if isinstance(part, AssessmentDraft)],
            budget=[part for part in parts if isinstance(part, BudgetDraft)],
            corrections=[],
            issues=list(self._issues()),
        )

    def _is_applied(self, row: PlannedRow) -> bool:
        return row.kind in ("new", "changed") and not row.has_error and row.key not in self._left_out

    def _stays(self, row: PlannedRow) -> bool:
        """Whether the row has a place in the new order: it stands already, or is written."""
        return row.kind == "unchanged" or self._is_applied(row)

    def _at(self, row_id: str) -> WorkbookRow | None:
        """The row of the workbook that holds a row that is written."""
        origin = self._sides.origins.get(row_id, "")
        return self._sides.incoming.rows.get(origin)

    def _items(self) -> list[ItemDraft]:
        ours = [row.item for row in self._rows.items if self._stays(row.planned)]
        applied = {row.item.row_id for row in self._rows.items if self._is_applied(row.planned)}
        return numbered(ours, self._standing.items, applied)

    def _pages(self, items: set[str]) -> list[SheetDraft]:
        standing = {sheet.row_id: sheet for sheet in self._standing.sheets}
        needed = {row.listing.sheet_row_id for row in self._rows.listings if self._is_applied(row.planned)}
        needed |= {row.process.sheet_row_id for row in self._rows.processes if self._is_applied(row.planned)}
        applied = {
            sheet.row_id
            for row in self._rows.items
            for sheet in row.pages
            if (self._is_applied(row.planned) or (sheet.row_id in needed and sheet.row_id not in standing))
            and items.issuperset(sheet.item_row_ids)
        }
        ours = [sheet for sheet in self._sides.ours.sheets if sheet.row_id in standing or sheet.row_id in applied]
        known = standing.keys() | applied
        pages = numbered(ours, self._standing.sheets, applied)
        return [page if page.repeats_row_id in known else replace(page, repeats_row_id=None) for page in pages]

    def _listings(self, pages: Collection[str]) -> list[ListingDraft]:
        ours = [row.listing for row in self._rows.listings if self._stays(row.planned)]
        applied = {
            row.listing.row_id
            for row in self._rows.listings
            if self._is_applied(row.planned) and row.listing.sheet_row_id in pages
        }
        known = {row.row_id for row in self._standing.listings} | applied
        rows = numbered_on_pages(ours, self._standing.listings, applied)
        return [row if row.heading_row_id in known else replace(row, heading_row_id=None) for row in rows]

    def _processes(self, pages: Collection[str]) -> list[ProcessDraft]:
        ours = [row.process for row in self._rows.processes if self._stays(row.planned)]
        applied = {
            row.process.row_id
            for row in self._rows.processes
            if self._is_applied(row.planned) and row.process.sheet_row_id in pages
        }
        return numbered_on_pages(ours, self._standing.processes, applied)

    def _cells(self, processes: Sequence[ProcessDraft]) -> Iterator[ProgressDraft]:
        """The progress cells of the applied processes, and standing ones whose first process has another number."""
        written = {row.row_id for row in processes}
        numbers = {row.row_id: row.order for row in (*self._standing.processes, *processes)}
        applied = {
            row.cell.row_id: row.cell
            for row in self._rows.processes
            if row.cell and row.cell.row_id in written and self._is_applied(row.planned)
        }
        standing = {cell.row_id: cell for cell in self._standing.progress}
        for row_id, cell in (standing | applied).items():
            served = tuple(process for process in cell.process_row_ids if process in numbers)
            order = min((numbers[process] for process in served), default=cell.order)
            if row_id in applied or (order != cell.order and written & set(served)):
                yield replace(cell, process_row_ids=served, order=order)

    def _issues(self) -> Iterator[IssueDraft]:
        for row in self._rows.planned():
            for issue in row.issues if self._is_applied(row) else ():
                yield IssueDraft(row.row_id, issue.field, issue.code, issue.severity, issue.message, issue.raw or "")
