"""Which row of a file is which standing row. Pure. Nothing is joined that a person should decide.

An id counts where the file itself carries it and its row still has the name it had. Without an id a row is looked for
among the rows of its items by its words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from importers.drafting import Drafts
from importers.incoming import Incoming
from importers.matching.frame import match_items, match_pages
from importers.matching.rows import NamedRow, TableMatch, match_rows
from importers.sequences import ById, View
from importers.standing import Standing
from kpis.drafts import ListingDraft

__all__ = ["Matches", "TableMatch", "match"]


@dataclass(frozen=True)
class Matches:
    """What each row of a file is. pages: by page of the file the standing one, without the new pages."""

    items: TableMatch
    pages: Mapping[str, str]
    processes: TableMatch
    listings: TableMatch


def match(incoming: Incoming, standing: Standing, same: Mapping[str, Mapping[str, str]]) -> Matches:
    """Which rows of the file are which standing rows.

    same: by table ("item", "process", "kpi") and row of the file the standing row a person decided on, or "".
    The rows of an item that is not decided yet are looked for among those of its first candidate.
    """
    items = match_items(incoming, standing.drafts, same.get("item", {}))
    likely = {row_id: candidates[0].row_id for row_id, candidates in items.undecided.items()}
    pages = match_pages(incoming, standing.drafts, items.joined | likely)
    known = {item.row_id: f"new {item.row_id}" for item in incoming.drafts.items} | items.joined | likely
    scopes = _scopes(incoming.drafts, known), _scopes(standing.drafts, {})
    return Matches(
        items,
        pages,
        match_rows(
            _processes(incoming.drafts, scopes[0]),
            _processes(standing.drafts, scopes[1]),
            given=incoming.given,
            decided=same.get("process"),
        ),
        match_rows(
            _listings(incoming.drafts, scopes[0]),
            _listings(standing.drafts, scopes[1]),
            given=incoming.given,
            decided=same.get("kpi"),
        ),
    )


Scopes = Mapping[str, tuple[str, ...]]


def _scopes(drafts: Drafts, items: Mapping[str, str]) -> Scopes:
    """By page its items, as the standing edition knows them."""
    return {
        sheet.row_id: tuple(sorted(items.get(row_id, row_id) for row_id in sheet.item_row_ids))
        for sheet in drafts.sheets
    }


def _processes(drafts: Drafts, scopes: Scopes) -> list[NamedRow]:
    cells = {cell.stands_at: (cell.progress, cell.outlook) for cell in drafts.progress}
    return [
        NamedRow(row.row_id, scopes[row.sheet_row_id], row.words, (), cells.get(row.row_id, ()))
        for row in drafts.processes
    ]


def _listings(drafts: Drafts, scopes: Scopes) -> Sequence[NamedRow]:
    snapshots = ById(drafts.snapshots, lambda row: row.row_id)
    names = {row.row_id: row.name for row in drafts.listings if row.is_heading}

    def named(row: ListingDraft) -> NamedRow:
        words = snapshots.get(row.row_id)
        cells = (words.target, words.actual, words.grade, words.note) if words else ()
        rank = (row.tier, row.label, names.get(row.heading_row_id or "", ""))
        return NamedRow(row.row_id, scopes[row.sheet_row_id], row.name, rank, cells)

    return View(drafts.listings, named)
