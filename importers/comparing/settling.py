"""The rows of a file under the ids they will have: those of the standing rows they are, and new ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import TypeVar

from importers.drafting import Drafts
from importers.incoming import Incoming
from importers.matching import Matches, TableMatch
from importers.sequences import View
from importers.standing import Standing
from importers.workbook.row_ids import highest_number, page_id
from kpi_tracker.lib.records import replace
from kpis.drafts import ListingDraft, SnapshotDraft
from reforms.drafts import ItemDraft, ProcessDraft, ProgressDraft, SheetDraft

Row = TypeVar("Row", ItemDraft, SheetDraft, ProcessDraft, ProgressDraft, ListingDraft, SnapshotDraft)
LONGEST_ID = 40
"""Characters of a row id that the database keeps."""
_UNDECIDED = "? "


@dataclass(frozen=True)
class SettledIds:
    """By table the id that each row of the file will have; of a row that is not decided a stand-in that is no id."""

    items: Mapping[str, str]
    pages: Mapping[str, str]
    processes: Mapping[str, str]
    listings: Mapping[str, str]


def settled_ids(incoming: Incoming, standing: Standing, matches: Matches) -> SettledIds:
    """The ids under which the rows will be written. An id that was ever given to a row is given to no other."""
    free = _FreeIds(incoming, standing)
    year = incoming.fiscal_year or 0
    items = _settled(matches.items, lambda row_id: free.take(row_id, lambda number: f"{year:04}-i{number:02}"))
    items |= _likely_items(matches.items)
    pages = dict(matches.pages)
    for sheet in incoming.drafts.sheets:
        if sheet.row_id not in pages:
            pages[sheet.row_id] = free.take(sheet.row_id, lambda number: page_id(year, number))
    of_process = {row.row_id: pages[row.sheet_row_id] for row in incoming.drafts.processes}
    of_listing = {row.row_id: pages[row.sheet_row_id] for row in incoming.drafts.listings}
    return SettledIds(
        items,
        pages,
        _settled(matches.processes, lambda row_id: free.take(row_id, lambda n: f"{of_process[row_id]}-p{n:02}")),
        _settled(matches.listings, lambda row_id: free.take(row_id, lambda n: f"{of_listing[row_id]}-k{n:02}")),
    )


class _FreeIds:
    """Ids that no row has and none ever had."""

    def __init__(self, incoming: Incoming, standing: Standing) -> None:
        self._given = incoming.given
        self._retired = standing.retired
        self._taken = {*_ids(standing.drafts), *standing.retired}
        self._edition_is_empty = not self._taken
        known = {*self._taken, *_ids(incoming.drafts)}
        self._numbers = count(highest_number(known) + 1)

    def take(self, row_id: str, made: Callable[[int], str]) -> str:
        """The id that the file has for a new row where that may be kept, else the next one made from a number.

        A row that is named by the id of a retired one is that row, in force again.
        """
        if row_id in self._given and row_id in self._retired:
            return row_id
        may_be_kept = row_id in self._given or self._edition_is_empty
        if not may_be_kept or row_id in self._taken or len(row_id) > LONGEST_ID:
            row_id = made(next(self._numbers))
        self._taken.add(row_id)
        return row_id


def _ids(drafts: Drafts) -> Iterator[str]:
    yield from (item.row_id for item in drafts.items)
    yield from (sheet.row_id for sheet in drafts.sheets)
    yield from (process.row_id for process in drafts.processes)
    yield from (listing.row_id for listing in drafts.listings)


def _likely_items(match: TableMatch) -> dict[str, str]:
    """An item that is not decided holds the place of its first candidate, so that its rows can be compared."""
    likely: dict[str, str] = {}
    for row_id, candidates in match.undecided.items():
        first = candidates[0].row_id
        likely[row_id] = undecided_id(row_id) if first in likely.values() else first
    return likely


def undecided_id(row_id: str) -> str:
    """What stands for the id of a row that is not decided; no row has it."""
    return f"{_UNDECIDED}{row_id}"


def is_undecided(row_id: str) -> bool:
    """Whether it stands for the id of a row that is not decided."""
    return row_id.startswith(_UNDECIDED)


def _settled(match: TableMatch, new_id: Callable[[str], str]) -> dict[str, str]:
    return {
        **{row_id: undecided_id(row_id) for row_id in match.undecided},
        **match.joined,
        **{row_id: new_id(row_id) for row_id in match.new},
    }


def settled(drafts: Drafts, ids: SettledIds) -> Drafts:
    """The drafts under their ids, parents and headings included."""
    return replace(
        drafts,
        items=[_with(row, row_id=ids.items[row.row_id]) for row in drafts.items],
        sheets=[
            _with(
                row,
                row_id=ids.pages[row.row_id],
                item_row_ids=tuple(ids.items[item] for item in row.item_row_ids),
                repeats_row_id=ids.pages.get(row.repeats_row_id or ""),
            )
            for row in drafts.sheets
        ],
        processes=[
            _with(row, row_id=ids.processes[row.row_id], sheet_row_id=ids.pages[row.sheet_row_id])
            for row in drafts.processes
        ],
        progress=[
            _with(
                row,
                row_id=ids.processes[row.row_id],
                sheet_row_id=ids.pages[row.sheet_row_id],
                process_row_ids=tuple(ids.processes[process] for process in row.process_row_ids),
            )
            for row in drafts.progress
        ],
        listings=View(
            drafts.listings,
            lambda row: _with(
                row,
                row_id=ids.listings[row.row_id],
                sheet_row_id=ids.pages[row.sheet_row_id],
                heading_row_id=ids.listings.get(row.heading_row_id or ""),
            ),
        ),
        snapshots=View(drafts.snapshots, lambda row: _with(row, row_id=ids.listings[row.row_id])),
    )


def _with(row: Row, **ids: object) -> Row:
    """The row under these ids; the row itself where it has them: most rows of a yearly file do."""
    if all(getattr(row, field) == value for field, value in ids.items()):
        return row
    return replace(row, **ids)
