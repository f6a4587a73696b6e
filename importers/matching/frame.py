"""Items and pages of a file beside those of the edition."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from importers.drafting import Drafts
from importers.incoming import Incoming
from importers.matching.rows import TableMatch, key_of
from importers.plan import Candidate
from kpis.proposals.names import NEAR, REMOTE
from reforms.drafts import ItemDraft, SheetDraft


def match_items(incoming: Incoming, standing: Drafts, decided: Mapping[str, str]) -> TableMatch:
    """Which item of the file is which standing one. A file carries no ids of items: their names count, else a person.

    decided: as of `match_rows`.
    """
    found = TableMatch()
    free = {item.row_id: item for item in standing.items}
    by_name = {key_of(item.name): item.row_id for item in standing.items}
    left: list[ItemDraft] = []
    for item in incoming.drafts.items:
        same = decided.get(item.row_id, by_name.get(key_of(item.name), ""))
        if same in free:
            found.joined[item.row_id] = same
            del free[same]
        elif decided.get(item.row_id) == "":
            found.new.append(item.row_id)
        else:
            left.append(item)
    if not free:
        found.new += [item.row_id for item in left]
        return found
    pages = _items_by_page(standing)
    for item in left:
        on_page = {row_id for page in _pages_of(item, incoming) for row_id in pages.get(page, ())}
        candidates = [one for other in free.values() if (one := _candidate(item, other, on_page))]
        if candidates:
            found.undecided[item.row_id] = tuple(sorted(candidates, key=lambda one: -one.nearness))
        else:
            found.new.append(item.row_id)
    return found


def _items_by_page(drafts: Drafts) -> dict[str, tuple[str, ...]]:
    return {sheet.row_id: sheet.item_row_ids for sheet in drafts.sheets}


def _pages_of(item: ItemDraft, incoming: Incoming) -> list[str]:
    """The pages with ids of their own that print the item."""
    return [
        sheet.row_id
        for sheet in incoming.drafts.sheets
        if sheet.row_id in incoming.given and item.row_id in sheet.item_row_ids
    ]


def _candidate(item: ItemDraft, other: ItemDraft, on_page: set[str]) -> Candidate | None:
    nearness = round(fuzz.ratio(key_of(item.name), key_of(other.name)))
    if other.row_id in on_page:
        reason = "同じ様式に記載されていますが、名称が違います"
    elif item.number and item.number == other.number and nearness >= REMOTE:
        reason = f"番号「{item.number}」が同じで、名称がいくらか似ています"
    elif nearness >= NEAR:
        reason = f"名称が近いです（一致{nearness}％）"
    else:
        return None
    return Candidate(other.row_id, f"{other.number}{other.name}", nearness, reason)


def match_pages(incoming: Incoming, standing: Drafts, items: Mapping[str, str]) -> dict[str, str]:
    """By page of the file the standing page it is; pages that are new are left out.

    items: by item of the file the standing one. Of several pages with the same items the one with most rows in common
    is taken, then the first.
    """
    free = {sheet.row_id: sheet for sheet in standing.sheets}
    found: dict[str, str] = {}
    for sheet in incoming.drafts.sheets:
        if sheet.row_id in incoming.given and sheet.row_id in free:
            found[sheet.row_id] = sheet.row_id
            del free[sheet.row_id]
    left = [sheet for sheet in incoming.drafts.sheets if sheet.row_id not in found]
    if left and free:
        found |= _by_items(left, list(free.values()), items, _names(incoming.drafts), _names(standing))
    return found


Names = Mapping[str, Counter[str]]


def _by_items(
    left: Iterable[SheetDraft], free: Sequence[SheetDraft], items: Mapping[str, str], ours: Names, theirs: Names
) -> dict[str, str]:
    by_items: dict[tuple[str, ...], list[SheetDraft]] = defaultdict(list)
    for sheet in free:
        by_items[tuple(sorted(sheet.item_row_ids))].append(sheet)
    found = {}
    for sheet in left:
        rivals = by_items[tuple(sorted(items.get(row_id, "") for row_id in sheet.item_row_ids))]
        if rivals:
            names = ours.get(sheet.row_id, Counter())
            best = max(rivals, key=lambda rival: (names & theirs.get(rival.row_id, Counter())).total())
            found[sheet.row_id] = best.row_id
            rivals.remove(best)
    return found


def _names(drafts: Drafts) -> Names:
    """How often each page prints each name of a KPI or process."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for listing in drafts.listings:
        names[listing.sheet_row_id][key_of(listing.name)] += 1
    for process in drafts.processes:
        names[process.sheet_row_id][key_of(process.words)] += 1
    return names
