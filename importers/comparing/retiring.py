"""Standing rows that a file does not have: only where it speaks for them may they be retired, and a person says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from importers.comparing.sides import Sides, key_of
from importers.issues import Issue
from importers.matching import TableMatch
from importers.plan import PlannedRow, TableName


def retirement_candidates(sides: Sides) -> Iterator[PlannedRow]:
    """The rows that the file leaves out of the items it has; of a file for the whole edition the items, too.

    A row that may be one of those that are not decided is none, and a file without any row of a table says nothing of
    that table.
    """
    standing = sides.standing.drafts
    spoken_for = set(sides.ids.items.values())
    if sides.incoming.whole:
        for item in standing.items:
            if item.row_id not in spoken_for:
                yield _retired("item", item.row_id, sides.item_names[item.row_id], sides.item_names[item.row_id])
    if not sides.incoming.misses_rows:
        return
    gone = {row_id for row_id, items in sides.items_of_pages.items() if not spoken_for & set(items)}
    processes = [(row.row_id, row.sheet_row_id, row.words) for row in standing.processes]
    listings = [(row.row_id, row.sheet_row_id, row.name) for row in standing.listings]
    tables: tuple[tuple[TableName, TableMatch, list[tuple[str, str, str]]], ...] = (
        ("process", sides.matches.processes, processes),
        ("kpi", sides.matches.listings, listings),
    )
    for table, match, rows in tables:
        kept = _kept(match)
        if kept or match.new:
            for row_id, page, title in rows:
                if row_id not in kept and page not in gone:
                    yield _retired(table, row_id, sides.item_title(page), title)


def missing_items(sides: Sides) -> Iterator[Issue]:
    """A note of how many items the file says nothing of, where it does not speak for the whole edition."""
    spoken_for = set(sides.ids.items.values())
    missing = sum(item.row_id not in spoken_for for item in sides.standing.drafts.items)
    if missing and sides.incoming.misses_rows and not sides.incoming.whole:
        message = (
            f"このファイルにない改革項目が{missing}件あります。そのまま残します。"
            "全ての改革項目を入れたファイルのときは、表紙の「対象」に「全体」と書いてください。"
        )
        yield Issue("items_left_as_they_are", "note", "items", message)


def _kept(match: TableMatch) -> set[str]:
    """The standing rows that the file has, or may have."""
    candidates: Iterable[str] = (one.row_id for found in match.undecided.values() for one in found)
    return {*match.joined.values(), *candidates}


def _retired(table: TableName, row_id: str, item: str, title: str) -> PlannedRow:
    return PlannedRow(key_of(table, f"standing/{row_id}"), table, row_id, item, title, "retired")
