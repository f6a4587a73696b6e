"""What a plan writes: only the rows that are new or changed and what they stand on, in the order of the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from importers.comparing.items import ComparedItem, compared_items
from importers.comparing.listings import compared_listings
from importers.comparing.numbering import OnPage, numbered, numbered_on_pages
from importers.comparing.own_places import placed_listing, placed_process, placed_progress, placed_snapshot
from importers.comparing.processes import ComparedProcess, compared_processes
from importers.comparing.sides import Sides
from importers.comparing.whole_round import ComparedPart, compared_parts
from importers.document import WorkbookRow
from importers.drafting import Drafts
from importers.issues import Issue
from importers.plan import Decisions, PlannedRow, TableName
from importers.spool import Spool, spooled
from kpi_tracker.lib.records import replace
from kpis.drafts import ListingDraft, SnapshotDraft
from reforms.drafts import AssessmentDraft, BudgetDraft, IssueDraft, ItemDraft, ProcessDraft, ProgressDraft, SheetDraft


@dataclass(frozen=True)
class ComparedRows:
    """Every row of the file as it was compared. planned: as a plan shows them; snapshots: of its KPI rows, in order."""

    planned: Sequence[PlannedRow]
    items: Sequence[ComparedItem]
    processes: Sequence[ComparedProcess]
    snapshots: Sequence[SnapshotDraft]
    parts: Sequence[ComparedPart]


def compared_rows(sides: Sides) -> ComparedRows:
    """The rows of the file beside those that stand."""
    planned: Spool[PlannedRow] = Spool()
    snapshots: Spool[SnapshotDraft] = Spool()
    items, processes = tuple(compared_items(sides)), tuple(compared_processes(sides))
    planned.extend(row.planned for row in items)
    planned.extend(row.planned for row in processes)
    for row in compared_listings(sides):
        planned.append(row.planned)
        snapshots.append(row.snapshot)
    parts = tuple(compared_parts(sides))
    planned.extend(row.planned for row in parts)
    return ComparedRows(planned.settled(), items, processes, snapshots.settled(), parts)


class Writing:
    """The drafts that bring what stands to what the file says, table by table.

    A row whose page is not written and does not stand stays out, and so does a page without its items.
    """

    def __init__(self, sides: Sides, rows: ComparedRows, decisions: Decisions) -> None:
        self._sides = sides
        self._standing = sides.standing.drafts
        self._rows = rows
        self._left_out = decisions.left_out
        self._applied: dict[TableName, set[str]] = defaultdict(set)
        self._staying: dict[TableName, set[str]] = defaultdict(set)
        self._issues: list[IssueDraft] = []
        for row in rows.planned:
            self._note(row)

    def _note(self, row: PlannedRow) -> None:
        """Whether the row is written, and whether it has a place in the new order: it stands already, or is written."""
        if self._is_applied(row):
            self._applied[row.table].add(row.row_id)
            self._issues += [_issue(row.row_id, issue) for issue in row.issues]
        if self._is_applied(row) or row.kind == "unchanged":
            self._staying[row.table].add(row.row_id)

    def _is_applied(self, row: PlannedRow) -> bool:
        return row.kind in ("new", "changed") and not row.has_error and row.key not in self._left_out

    def drafts(self) -> Drafts:
        """What is written, with the places of a workbook's rows in that workbook."""
        items = self._items()
        pages = self._pages({row.row_id for row in (*items, *self._standing.items)})
        known = {row.row_id for row in (*pages, *self._standing.sheets)}
        processes = list(self._on_pages("process", self._sides.ours.processes, self._standing.processes, known))
        listings = self._listings(known)
        above = self._sides.incoming.above
        parts = [row.draft for row in self._rows.parts if self._is_applied(row.planned)]
        return Drafts(
            items=items,
            sheets=pages,
            processes=[placed_process(row, self._at(row.row_id), above) for row in processes],
            progress=[placed_progress(row, self._at(row.stands_at), above) for row in self._cells(processes)],
            listings=spooled(placed_listing(row, self._at(row.row_id), above) for row in listings),
            snapshots=spooled(placed_snapshot(row, self._at(row.row_id), above) for row in self._snapshots(known)),
            assessments=[part for part in parts if isinstance(part, AssessmentDraft)],
            budget=[part for part in parts if isinstance(part, BudgetDraft)],
            corrections=[],
            issues=self._issues,
        )

    def _at(self, row_id: str) -> WorkbookRow | None:
        """The row of the workbook that holds a row that is written."""
        origin = self._sides.origins.get(row_id, "")
        return self._sides.incoming.rows.get(origin)

    def _items(self) -> list[ItemDraft]:
        ours = [item for item in self._sides.ours.items if item.row_id in self._staying["item"]]
        return numbered(ours, self._standing.items, self._applied["item"])

    def _pages(self, items: set[str]) -> list[SheetDraft]:
        standing = {sheet.row_id: sheet for sheet in self._standing.sheets}
        ours = self._sides.ours
        needed = {row.sheet_row_id for row in ours.listings if row.row_id in self._applied["kpi"]}
        needed |= {row.sheet_row_id for row in ours.processes if row.row_id in self._applied["process"]}
        applied = {
            sheet.row_id
            for row in self._rows.items
            for sheet in row.pages
            if (self._is_applied(row.planned) or (sheet.row_id in needed and sheet.row_id not in standing))
            and items.issuperset(sheet.item_row_ids)
        }
        known = standing.keys() | applied
        pages = numbered([sheet for sheet in ours.sheets if sheet.row_id in known], self._standing.sheets, applied)
        return [page if page.repeats_row_id in known else replace(page, repeats_row_id=None) for page in pages]

    def _on_pages(
        self, table: TableName, ours: Sequence[OnPage], standing: Sequence[OnPage], pages: Collection[str]
    ) -> Iterator[OnPage]:
        """The rows of a table that are applied on these pages, and those whose number has to give way to them."""
        applied = self._applied_on(table, ours, pages)
        return numbered_on_pages(ours, standing, staying=self._staying[table], applied=applied)

    def _applied_on(self, table: TableName, ours: Sequence[OnPage], pages: Collection[str]) -> set[str]:
        applied = self._applied[table]
        return {row.row_id for row in ours if row.row_id in applied and row.sheet_row_id in pages}

    def _listings(self, pages: Collection[str]) -> Iterator[ListingDraft]:
        ours, standing = self._sides.ours.listings, self._standing.listings
        known = {row.row_id for row in standing} | self._applied_on("kpi", ours, pages)
        for row in self._on_pages("kpi", ours, standing, pages):
            yield row if row.heading_row_id in known else replace(row, heading_row_id=None)

    def _snapshots(self, pages: Collection[str]) -> Iterator[SnapshotDraft]:
        applied = self._applied_on("kpi", self._sides.ours.listings, pages)
        return (row for row in self._rows.snapshots if row.row_id in applied)

    def _cells(self, processes: Sequence[ProcessDraft]) -> Iterator[ProgressDraft]:
        """The progress cells of the applied processes, and standing ones whose first process has another number; those
        that stand under the names they are kept by."""
        written = {row.row_id for row in processes}
        numbers = {row.row_id: row.order for row in (*self._standing.processes, *processes)}
        applied = {
            row.cell.row_id: row.cell
            for row in self._rows.processes
            if row.cell and row.cell.row_id in written and self._is_applied(row.planned)
        }
        standing = {cell.row_id: cell for cell in self._sides.standing_cells}
        names = {self._sides.bearer(cell): cell.row_id for cell in self._standing.progress}
        for row_id, cell in (standing | applied).items():
            served = tuple(process for process in cell.process_row_ids if process in numbers)
            order = min((numbers[process] for process in served), default=cell.order)
            if served and (row_id in applied or (order != cell.order and written & set(served))):
                yield replace(cell, row_id=names.get(row_id, row_id), process_row_ids=served, order=order)


def _issue(row_id: str, issue: Issue) -> IssueDraft:
    return IssueDraft(row_id, issue.field, issue.code, issue.severity, issue.message, issue.raw or "")
