"""Standing rows that a file does not have: only where it speaks for them may they be retired, and a person says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from importers.comparing.sides import Sides, key_of
from importers.issues import Issue
from importers.matching import TableMatch
from importers.plan import PlannedRow, TableName


def retirement_candidates(sides: Sides) -> Iterator[PlannedRow]:
    """The rows that the file leaves out of the pages it has; of a file for the whole edition also those on further
    pages of its items, and items.

    A row that may be one of those that are not decided is none, and a file without any row of a table says nothing of
    that table, nor of an item that has rows there.
    """
    standing = sides.standing.drafts
    if sides.incoming.whole:
        untold = _items_with_rows_untold(sides)
        for item in [item for item in _missing_items(sides) if item not in untold]:
            yield _retired("item", item, sides.item_names[item], sides.item_names[item])
    if not sides.incoming.misses_rows:
        return
    pages = _pages_spoken_for(sides)
    processes = ((row.row_id, row.sheet_row_id, row.words) for row in standing.processes)
    listings = ((row.row_id, row.sheet_row_id, row.name) for row in standing.listings)
    tables: tuple[tuple[TableName, TableMatch, Iterator[tuple[str, str, str]]], ...] = (
        ("process", sides.matches.processes, processes),
        ("kpi", sides.matches.listings, listings),
    )
    for table, match, rows in tables:
        kept = _kept(match)
        if _has_rows(match):
            for row_id, page, title in rows:
                if row_id not in kept and page in pages:
                    yield _retired(table, row_id, sides.item_title(page), title)


def missing_items(sides: Sides) -> Iterator[Issue]:
    """A note of how many items the file says nothing of, where it does not speak for the whole edition."""
    missing = len(_missing_items(sides))
    if missing and sides.incoming.misses_rows and not sides.incoming.whole:
        message = (
            f"このファイルにない改革項目が{missing}件あります。そのまま残します。"
            "全ての改革項目を入れたファイルのときは、表紙の「対象」に「全体」と書いてください。"
        )
        yield Issue("items_left_as_they_are", "note", "items", message)


def _missing_items(sides: Sides) -> list[str]:
    """The standing items that the file does not have, in their order."""
    spoken_for = set(sides.ids.items.values())
    return [item.row_id for item in sides.standing.drafts.items if item.row_id not in spoken_for]


def _items_with_rows_untold(sides: Sides) -> set[str]:
    """The standing items with rows of a table of which the file has none."""
    standing, matches = sides.standing.drafts, sides.matches
    pages: set[str] = set()
    if not _has_rows(matches.processes):
        pages |= {row.sheet_row_id for row in standing.processes}
    if not _has_rows(matches.listings):
        pages |= {row.sheet_row_id for row in standing.listings}
    return {item for page in pages for item in sides.items_of_pages[page]}


def _pages_spoken_for(sides: Sides) -> set[str]:
    """The standing pages whose rows the file would have. An item may be printed on pages of several ministries, and a
    file of one of them has its own pages only."""
    if not sides.incoming.whole:
        return set(sides.ids.pages.values())
    spoken_for = set(sides.ids.items.values())
    return {row_id for row_id, items in sides.items_of_pages.items() if spoken_for & set(items)}


def _has_rows(match: TableMatch) -> bool:
    """Whether the file has rows of the table."""
    return bool(match.joined or match.undecided or match.new)


def _kept(match: TableMatch) -> set[str]:
    """The standing rows that the file has, or may have."""
    candidates: Iterable[str] = (one.row_id for found in match.undecided.values() for one in found)
    return {*match.joined.values(), *candidates}


def _retired(table: TableName, row_id: str, item: str, title: str) -> PlannedRow:
    return PlannedRow(key_of(table, f"standing/{row_id}"), table, row_id, item, title, "retired")
