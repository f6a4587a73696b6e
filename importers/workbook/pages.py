"""Which printed page each row belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from importers.issues import Issue
from importers.sequences import Picked
from importers.workbook.columns import heading_key
from importers.workbook.records import SheetRecord, SheetRecords

ITEM_SEPARATOR = "／"
_Ordered = tuple[int, int]
"""順 of a record, and its place among those of its sheet."""


@dataclass
class Page:
    """One printed page while its rows are being gathered. record: its row on the sheet 様式, if it has one.

    entries: its words from the sheet 様式の記載 by field of Sheet, each a tuple.
    """

    number: int
    record: SheetRecord | None = None
    entries: dict[str, Any] = field(default_factory=dict)
    item_no: str | None = None
    important_issue: str | None = None
    processes: Sequence[SheetRecord] = ()
    kpis: Sequence[SheetRecord] = ()

    @property
    def items(self) -> tuple[str, ...]:
        """The reform items of the page."""
        items: tuple[str, ...] = self.entries.get("items", ())
        return items

    def rows(self) -> Iterator[SheetRecord]:
        """Its processes, then its KPI rows."""
        yield from self.processes
        yield from self.kpis


def pages_of(tables: dict[str, SheetRecords]) -> tuple[list[Page], list[Issue]]:
    """The pages in the order of their numbers, each with its rows in the order of 順; what did not fit, as issues."""
    pages = _stated_pages(tables)
    issues: list[Issue] = []
    for name in ("processes", "kpis"):
        records = tables[name].records
        places: dict[int, list[_Ordered]] = defaultdict(list)
        last: Page | None = None
        for place, record in enumerate(records):
            last = _page_of(record, pages, last)
            _put_in_order(places[last.number], record, place)
            _describe(last, record)
            issues.extend(_contradictions(record, last))
        for number, ordered in places.items():
            setattr(pages[number], name, Picked(records, [place for _, place in sorted(ordered)]))
    issues.extend(_nameless(pages.values()))
    return [pages[number] for number in sorted(pages)], issues


def _stated_pages(tables: dict[str, SheetRecords]) -> dict[int, Page]:
    pages: dict[int, Page] = {}
    for record in tables["pages"].records:
        number = record.get("page")
        if number is not None:
            pages.setdefault(number, Page(number, record, {}, record.get("item_no"), record.get("important_issue")))
    for record in _in_order(tables["page_entries"].records):
        if record.issues:
            continue
        page = pages.setdefault(record.get("page"), Page(record.get("page")))
        kind = record.get("kind")
        page.entries[kind] = (*page.entries.get(kind, ()), record.get("words"))
    return pages


def _page_of(record: SheetRecord, pages: dict[int, Page], last: Page | None) -> Page:
    """By its number, else by its reform item, else the page of the row above (people leave repeated cells blank)."""
    number, item = record.get("page"), record.get("item")
    if number in pages:
        return pages[number]
    if number is None and item is not None:
        known = next((page for page in pages.values() if _same(item, page.items)), None)
        if known is not None:
            return known
    if number is None and item is None:
        last = last or next(iter(pages.values()), None)
        if last is not None:
            return last
    number = number if number is not None else max(pages, default=0) + 1
    return pages.setdefault(number, Page(number))


def _describe(page: Page, record: SheetRecord) -> None:
    """Gives a page that the sheets 様式 and 様式の記載 do not have what its rows say of it."""
    if not page.items:
        page.entries["items"] = items_of(record.get("item"))
    if page.record is None:
        page.item_no = page.item_no or record.get("item_no")
        page.important_issue = page.important_issue or record.get("important_issue")


def items_of(words: str | None) -> tuple[str, ...]:
    """The reform items that one cell names.

    >>> items_of("健診の推進 ／ 窓口の改善"), items_of(None)
    (('健診の推進', '窓口の改善'), ())
    """
    return tuple(part.strip() for part in (words or "").split(ITEM_SEPARATOR) if part.strip())


def _same(item: str, items: Iterable[str]) -> bool:
    return heading_key(item) == heading_key(ITEM_SEPARATOR.join(items))


def _contradictions(record: SheetRecord, page: Page) -> Iterator[Issue]:
    """A reform item in the row that is not the one of its page: one of the two was changed and the other forgotten."""
    item = record.get("item")
    if item is not None and not _same(item, page.items):
        message = (
            f"シート「{record.sheet}」{record.cells['item']}の改革項目「{item}」が、様式{page.number}の改革項目"
            f"「{ITEM_SEPARATOR.join(page.items)}」と違います。様式番号か改革項目を直してください。"
        )
        yield Issue("item_differs", "warning", "item", message, raw=item, cell=record.cells["item"])


def _nameless(pages: Iterable[Page]) -> Iterator[Issue]:
    """Pages that only their rows make and that no row gives a reform item."""
    for page in pages:
        if page.record is None and not page.items:
            rows = "、".join(f"「{record.sheet}」{record.row}行目" for record in islice(page.rows(), 3))
            message = f"シート{rows}の改革項目が分かりません。改革項目か様式番号を入力してください。"
            yield Issue("item_missing", "error", "item", message)


def _in_order(records: Sequence[SheetRecord]) -> Sequence[SheetRecord]:
    places: list[_Ordered] = []
    for place, record in enumerate(records):
        _put_in_order(places, record, place)
    return Picked(records, [place for _, place in sorted(places)])


def _put_in_order(rows: list[_Ordered], record: SheetRecord, place: int) -> None:
    """Adds a row by 順; a row without one stays behind the row above it."""
    above = rows[-1][0] if rows else 0
    rows.append((record.values.get("order", above), place))
