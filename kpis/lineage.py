"""Which listings measure the same, told from what the documents print: names, never labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from kpi_tracker.lib.japanese_text import name_key


@dataclass(frozen=True, slots=True)
class PrintedListing:
    """A listing as it counts for identity. item: what it and its continuation share; sheet: its page."""

    id: int
    item: Hashable
    sheet: Hashable
    name: str
    relisted: bool
    target: str
    actual: str


@dataclass(frozen=True, slots=True)
class SameKpi:
    """listing measures the same as other. why: the sentence kept with the join."""

    listing: int
    other: int
    relisted: bool
    why: str


def relisted_within(listings: Sequence[PrintedListing]) -> list[SameKpi]:
    """The 【再掲】 rows of one edition with the same name, target and actual as a row that is not one.

    A 【再掲】 row with other content is left alone: whether it is the same KPI is for a person to say.
    """
    originals: dict[tuple[str, str, str], list[PrintedListing]] = defaultdict(list)
    for listing in listings:
        if not listing.relisted and name_key(listing.name):
            originals[printed_content(listing)].append(listing)
    return [
        SameKpi(listing.id, same[0].id, True, f"再掲と記載され、名称・目標・実績が同じ（{listing.name}）")
        for listing in listings
        if listing.relisted and len(same := originals.get(printed_content(listing), [])) == 1
    ]


def continued_from(earlier: Sequence[PrintedListing], later: Sequence[PrintedListing]) -> list[SameKpi]:
    """The later year's listings that go on from an earlier one: same item and same name, printed once on either side.

    Where an item prints a name more than once, the row that is not 【再掲】 goes on from one that is not; of several,
    each is matched by its company: the sheet whose other rows share most names with the earlier sheet's; where that
    does not decide, nobody is joined. `item` keys must already be those of items that go on from each other.
    """
    before = _by_item_and_name(earlier)
    names_before, names_after = _names_by_sheet(earlier), _names_by_sheet(later)
    matches = []
    for key, rows in _by_item_and_name(later).items():
        for new, old in _pairs(_originals(before.get(key, [])), _originals(rows), names_before, names_after):
            matches.append(SameKpi(new.id, old.id, False, f"同じ改革項目で名称が同じ（{old.name}）"))
    return matches


def printed_content(listing: PrintedListing) -> tuple[str, str, str]:
    return name_key(listing.name), name_key(listing.target), name_key(listing.actual)


def _originals(rows: Sequence[PrintedListing]) -> Sequence[PrintedListing]:
    """The rows that are not 【再掲】; all of them where each is."""
    return [row for row in rows if not row.relisted] or rows


def _by_item_and_name(listings: Iterable[PrintedListing]) -> dict[tuple[Hashable, str], list[PrintedListing]]:
    rows: dict[tuple[Hashable, str], list[PrintedListing]] = defaultdict(list)
    for listing in listings:
        if name_key(listing.name):
            rows[listing.item, name_key(listing.name)].append(listing)
    return rows


def _names_by_sheet(listings: Iterable[PrintedListing]) -> dict[Hashable, set[str]]:
    names: dict[Hashable, set[str]] = defaultdict(set)
    for listing in listings:
        names[listing.sheet].add(name_key(listing.name))
    return names


def _pairs(
    before: Sequence[PrintedListing],
    after: Sequence[PrintedListing],
    names_before: dict[Hashable, set[str]],
    names_after: dict[Hashable, set[str]],
) -> list[tuple[PrintedListing, PrintedListing]]:
    if len(before) == len(after) == 1:
        return [(after[0], before[0])]
    pairs = []
    for new in after:
        company = names_after[new.sheet] - {name_key(new.name)}
        shared = [(len(company & names_before[old.sheet]), old) for old in before]
        best = max((count for count, _ in shared), default=0)
        winners = [old for count, old in shared if count == best and count]
        if len(winners) == 1:
            pairs.append((new, winners[0]))
    taken = [old.id for _, old in pairs]
    return [(new, old) for new, old in pairs if taken.count(old.id) == 1]
