"""Drafts numbered so that the order of the file stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from importers.comparing.order import new_numbers, whole_order
from importers.sequences import Picked
from kpi_tracker.lib.records import replace
from kpis.drafts import ListingDraft
from reforms.drafts import ItemDraft, ProcessDraft, SheetDraft

Ordered = TypeVar("Ordered", ItemDraft, SheetDraft, ProcessDraft, ListingDraft)
OnPage = TypeVar("OnPage", ProcessDraft, ListingDraft)


def numbered(ours: Sequence[Ordered], standing: Sequence[Ordered], applied: Collection[str]) -> list[Ordered]:
    """The applied rows with their numbers, and the standing rows whose numbers have to give way to them.

    ours: the rows of the file that stand already or are applied, in its order.
    """
    before = {row.row_id: row for row in standing}
    order = whole_order([row.row_id for row in ours], list(before))
    numbers = new_numbers(order, {row_id: row.order for row_id, row in before.items()})
    written = {row.row_id: row for row in ours if row.row_id in applied}
    touched = [row_id for row_id in order if row_id in written or numbers[row_id] != before[row_id].order]
    return [replace(written.get(row_id) or before[row_id], order=numbers[row_id]) for row_id in touched]


def numbered_on_pages(
    ours: Sequence[OnPage], standing: Sequence[OnPage], *, staying: Collection[str], applied: Collection[str]
) -> Iterator[OnPage]:
    """As `numbered`, page by page. A row that goes to another page counts there only where it is applied.

    staying: the rows of the file that stand already or are applied.
    """
    page_of = {row.row_id: row.sheet_row_id for row in standing}
    page_of |= {row.row_id: row.sheet_row_id for row in ours if row.row_id in applied}
    mine = _places_by_page(ours, {row_id: page for row_id, page in page_of.items() if row_id in staying})
    theirs = _places_by_page(standing, page_of)
    for page, places in mine.items():
        yield from numbered(Picked(ours, places), Picked(standing, theirs.get(page, [])), applied)


def _places_by_page(rows: Sequence[OnPage], page_of: Mapping[str, str]) -> dict[str, list[int]]:
    pages: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if page_of.get(row.row_id) == row.sheet_row_id:
            pages[row.sheet_row_id].append(place)
    return pages
