"""The printed pages of rows that stand by themselves, from their 行ID: the page of 2017-s05-k02 is 2017-s05."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count

from importers.spool import spooled
from importers.workbook.pages import items_of
from importers.workbook.records import SheetRecord, SheetRecords
from importers.workbook.tables import PAGE_ENTRIES, PAGES
from kpi_tracker.lib.records import replace

_ROW_ID = re.compile(r"((\d{4})-s(\d+))-[pk]\d+")


def fiscal_year_of(records: Iterable[SheetRecord]) -> int | None:
    """The one fiscal year that the row ids name; None where none or several do."""
    years = {int(found[2]) for record in records if (found := _parts(record))}
    return years.pop() if len(years) == 1 else None


def with_pages(records: SheetRecords) -> dict[str, SheetRecords]:
    """The rows as "rows", each with the number of its page where its id tells the page; and the records of the sheets
    様式 and 様式の記載 for these pages, by name of the table.

    A number that a row states itself stays: a row can have been moved to another page.
    """
    numbers = _numbers_of_pages(records.records)
    placed = spooled(_placed(record, numbers) for record in records.records)
    first = _first_of_each_page(records.records)
    pages = tuple(_page(page_id, numbers[page_id], record) for page_id, record in first.items())
    entries = (entry for page_id, record in first.items() for entry in _items(numbers[page_id], record))
    return {
        "rows": replace(records, records=placed),
        PAGES.name: SheetRecords(pages),
        PAGE_ENTRIES.name: SheetRecords(tuple(entries)),
    }


def _parts(record: SheetRecord) -> re.Match[str] | None:
    return _ROW_ID.fullmatch(record.get("row_id") or "")


def _numbers_of_pages(records: Iterable[SheetRecord]) -> dict[str, int]:
    """By the id of a page the number its first row states, else the number in the id, else one that is free."""
    found = [(parts[1], int(parts[3]), record.get("page")) for record in records if (parts := _parts(record))]
    numbers: dict[str, int] = {}
    for page_id, _, stated in found:
        if stated is not None and stated not in numbers.values():
            numbers.setdefault(page_id, stated)
    taken = {record.get("page") for record in records} | set(numbers.values())
    for page_id, own, _ in found:
        if page_id not in numbers:
            numbers[page_id] = own if own not in taken else next(free for free in count(1) if free not in taken)
            taken.add(numbers[page_id])
    return numbers


def _placed(record: SheetRecord, numbers: dict[str, int]) -> SheetRecord:
    parts = _parts(record)
    if parts is None or record.get("page") is not None:
        return record
    return replace(record, values={**record.values, "page": numbers[parts[1]]})


def _first_of_each_page(records: Iterable[SheetRecord]) -> dict[str, SheetRecord]:
    """By the id of a page its first row, of those that name the reform item where any does."""
    first: dict[str, SheetRecord] = {}
    for record in records:
        parts = _parts(record)
        known = first.get(parts[1]) if parts else None
        if parts and (known is None or (known.get("item") is None and record.get("item") is not None)):
            first[parts[1]] = record
    return first


def _page(page_id: str, number: int, record: SheetRecord) -> SheetRecord:
    words = record.only("item_no", "important_issue")
    return SheetRecord({"row_id": page_id, "page": number, **words}, {}, record.sheet, record.row)


def _items(number: int, record: SheetRecord) -> Iterator[SheetRecord]:
    for order, words in enumerate(items_of(record.get("item")), 1):
        values = {"page": number, "kind": "items", "order": order, "words": words}
        yield SheetRecord(values, {}, record.sheet, record.row)
