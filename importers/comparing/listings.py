"""KPI rows of a file beside those that stand: a listing, its words in the round and its definition are one row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from importers.comparing.cells import (
    DEFINITION_COLUMNS,
    KPI_COLUMNS,
    changed_cells,
    definition_cells,
    kpi_cells,
)
from importers.comparing.moves import Moves
from importers.comparing.renewing import Renewed, Source, renewed
from importers.comparing.sides import FileRow, Sides, told_issues
from importers.drafting import Drafts
from importers.issues import Issue
from importers.plan import CellChange, PlannedRow
from importers.sequences import ById
from kpi_tracker.lib.records import Record, field, replace
from kpis.drafts import ListingDraft, SnapshotDraft


class ComparedListing(Record, frozen=True):
    """A row of the plan with the snapshot that would be written for it; its listing is that of the file."""

    planned: PlannedRow
    snapshot: SnapshotDraft


class _Listings(Record, frozen=True):
    """The KPI rows of one side. left_out: those of the other that headings may be among."""

    listings: Mapping[str, ListingDraft]
    snapshots: Mapping[str, SnapshotDraft]
    left_out: Mapping[str, ListingDraft] = field(default_factory=dict)

    @classmethod
    def of(cls, drafts: Drafts) -> _Listings:
        listings, snapshots = drafts.listings, drafts.snapshots
        return cls(ById(listings, lambda row: row.row_id), ById(snapshots, lambda row: row.row_id))

    def with_headings_of(self, other: _Listings) -> _Listings:
        """The same rows; a heading that the file leaves out is the standing one."""
        return replace(self, left_out=other.listings)

    def cells(self, listing: ListingDraft) -> tuple[object, ...]:
        row_id = listing.heading_row_id or ""
        heading = self.listings.get(row_id) or self.left_out.get(row_id)
        return kpi_cells(listing, self.snapshots.get(listing.row_id), heading.name if heading else "")


def compared_listings(sides: Sides) -> Iterator[ComparedListing]:
    """The KPI rows of the file in its order."""
    theirs = _Listings.of(sides.standing.drafts)
    ours = _Listings.of(sides.ours).with_headings_of(theirs)
    moves = Moves(sides, sides.ours.listings, sides.standing.drafts.listings)
    for listing in sides.ours.listings:
        origin = sides.origins[listing.row_id]
        row = FileRow(
            "kpi",
            origin,
            listing.row_id,
            sides.matches.listings,
            sides.item_title(listing.sheet_row_id),
            f"{listing.label} {listing.name}".strip(),
            listing.place,
        )
        stands, before = theirs.listings.get(row.likely_id), theirs.snapshots.get(row.likely_id)
        found = renewed(listing, ours.snapshots[listing.row_id], before, _source(row, sides))
        changes = _changes(listing, found, stands, ours, theirs, sides)
        changes += moves.of(listing)
        kind = row.kind(stands is not None, changes)
        fresh = (*found.issues, *_unknown_grade(found.snapshot.grade, before.grade if before else "", sides))
        issues = told_issues(row.row_id, kind, fresh, sides)
        yield ComparedListing(row.planned(kind, sides, changes=changes, issues=issues), found.snapshot)


def _unknown_grade(grade: str, before: str, sides: Sides) -> Iterator[Issue]:
    """A doubt about a new 区分 that the edition does not use; a dash is none."""
    known = sides.standing.grades
    if known and grade != before and grade.strip("-－―‐–— ") and grade not in known:
        message = (
            f"区分「{grade}」は、この版の区分（{'、'.join(sorted(known))}）にありません。誤記でないか確かめてください。"
        )
        yield Issue("unknown_grade", "warning", "status", message, raw=grade)


def _source(row: FileRow, sides: Sides) -> Source:
    is_named = row.row_id in sides.incoming.given
    return Source(sides.incoming.fiscal_year, is_named, sides.incoming.rows.get(row.row_id))


def _changes(
    listing: ListingDraft,
    found: Renewed,
    stands: ListingDraft | None,
    ours: _Listings,
    theirs: _Listings,
    sides: Sides,
) -> tuple[CellChange, ...]:
    before = theirs.cells(stands) if stands else (None,) * len(KPI_COLUMNS)
    after = ours.cells(listing)
    changes = () if before == after else tuple(changed_cells(KPI_COLUMNS, before, after))
    if listing.definition is not None and listing.definition != (stands.definition if stands else None):
        known = sides.standing.ministries
        defined = (
            definition_cells(stands.definition if stands else None, known),
            definition_cells(listing.definition, known),
        )
        changes += tuple(changed_cells(DEFINITION_COLUMNS, *defined))
    return changes + found.changes
