"""Drafts numbered so that the order of the file stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from importers.comparing.order import new_numbers, whole_order
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


def numbered_on_pages(ours: Sequence[OnPage], standing: Sequence[OnPage], applied: Collection[str]) -> list[OnPage]:
    """As `numbered`, page by page. A row that goes to another page counts there only where it is applied."""
    page_of = {row.row_id: row.sheet_row_id for row in standing}
    page_of |= {row.row_id: row.sheet_row_id for row in ours if row.row_id in applied}
    mine, theirs = _by_page(ours, page_of), _by_page(standing, page_of)
    return [row for page, rows in mine.items() for row in numbered(rows, theirs.get(page, []), applied)]


def _by_page(rows: Sequence[OnPage], page_of: dict[str, str]) -> dict[str, list[OnPage]]:
    pages: dict[str, list[OnPage]] = defaultdict(list)
    for row in rows:
        if page_of.get(row.row_id) == row.sheet_row_id:
            pages[row.sheet_row_id].append(row)
    return pages
