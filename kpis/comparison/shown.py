"""Compared rows as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from kpi_tracker.lib.text_diff import DiffPart
from kpis.comparison.kinds import GROUPS
from kpis.comparison.records import Change, ComparedCell, ComparedItem, ComparedKpi, Pair
from kpis.frozen import FrozenKpi
from kpis.old_and_new import OldAndNew
from reforms.frozen import FrozenProgress
from reforms.models import Publication, Rating
from reforms.selectors import Link
from reforms.vocabulary import Vocabulary


@dataclass(frozen=True)
class Ratings:
    """The ratings of either side: the printed grade of a KPI row, the marks of a progress cell."""

    heading: str
    new: list[Rating]
    old: list[Rating]

    @property
    def are_printed(self) -> bool:
        """Whether either side has any."""
        return bool(self.new or self.old)


@dataclass(frozen=True)
class ShownPair:
    """A row beside the one of the other publication. lead: 階層 and label; new_url, old_url: of the rows, "" where no
    page shows them."""

    anchor: str
    lead: str
    title: str
    kinds: list[str]
    remarks: list[str]
    has_new: bool
    has_old: bool
    new_url: str
    old_url: str
    cells: list[OldAndNew]
    ratings: Ratings

    @property
    def height(self) -> int:
        """How many lines the row takes beneath its heading."""
        return len(self.cells) + self.ratings.are_printed


@dataclass(frozen=True)
class ShownSection:
    """One item, or several that share a page. renamed: the name before and now, where it changed."""

    anchor: str
    items: list[Link]
    kinds: list[str]
    renamed: OldAndNew | None
    is_continued: bool
    cells: list[ShownPair]
    kpis: list[ShownPair]


@dataclass(frozen=True)
class PrintedKpi:
    """What is published of a KPI row."""

    tier: int | None
    grade: Rating | None
    content: FrozenKpi


@dataclass(frozen=True)
class PrintedCell:
    """What is published of a progress row. order: names it on its page."""

    order: int
    content: FrozenProgress


@dataclass(frozen=True)
class Printed:
    """What the shown rows hold, by primary key of the published row; items of either side by their root."""

    new: Publication
    old: Publication
    kpis: Mapping[int, PrintedKpi]
    cells: Mapping[int, PrintedCell]
    marks: Mapping[int, Rating]
    new_items: Mapping[int, ComparedItem]
    old_items: Mapping[int, ComparedItem]

    @property
    def words(self) -> Vocabulary:
        """The headings of the new publication."""
        return self.new.round.edition.vocabulary

    def new_url(self, row: ComparedCell | ComparedKpi | None, anchor: str) -> str:
        """The row on the page of its item, which shows what is published now."""
        return _row_url(row, self.new_items, anchor) if row and self.new.is_current else ""

    def old_url(self, row: ComparedCell | ComparedKpi | None, anchor: str) -> str:
        """As `new_url`."""
        return _row_url(row, self.old_items, anchor) if row and self.old.is_current else ""


def _row_url(row: ComparedCell | ComparedKpi, items: Mapping[int, ComparedItem], anchor: str) -> str:
    return f"{item_url(items[row.items[0]])}#{anchor}" if row.items else ""


def item_url(item: ComparedItem) -> str:
    """The page of the item."""
    return reverse("kpis:item", args=(item.item,))


def labels_of(changes: Iterable[Change]) -> list[str]:
    """The names of the kinds, in the order in which a page counts them, each once."""
    kinds = {change.kind for change in changes}
    return [label for labels in GROUPS.values() for kind, label in labels.items() if kind in kinds]


def as_compared(cells: Iterable[OldAndNew], pair: Pair[ComparedCell] | Pair[ComparedKpi]) -> list[OldAndNew]:
    """The cells, nothing marked in a row that only one publication has: all of it differs."""
    if pair.new and pair.old:
        return list(cells)
    return [OldAndNew(cell.heading, _unmarked(cell.before), _unmarked(cell.after)) for cell in cells]


def _unmarked(parts: Iterable[DiffPart]) -> list[DiffPart]:
    return [DiffPart("same", part.words) for part in parts]


def unless_blank(cell: OldAndNew) -> list[OldAndNew]:
    """The cell as a list of one; empty where neither side says anything."""
    return [cell] if cell.before or cell.after else []
