"""What two publications hold, as far as it counts for what changed, and what did. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.comparison.kinds import ChangeKind


class Change(NamedTuple):
    """That something changed. subject: what is counted: a KPI, a process, an item, whatever the number of its rows."""

    kind: ChangeKind
    subject: int


class PrintedGrade(NamedTuple):
    """A rating as printed. scale: its primary key; the same letter on two scales is two ratings."""

    scale: int
    code: str


@dataclass(frozen=True)
class ComparedItem:
    """A 改革項目. key: of the published row; item: of the ReformItem; root: what it shares with those that it goes on
    from; ministries: names, those of its offices' ministries too."""

    key: int
    item: int
    root: int
    order: int
    number: str
    name: str
    ministries: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ComparedProcess:
    """A 改革工程. root: as of an item; is_proposed: what it goes on from is still for a person to say."""

    id: int
    root: int
    words: str
    is_proposed: bool = False


@dataclass(frozen=True)
class ComparedCell:
    """A printed row of progress with the processes that it serves. items: their roots; marks: in printed order."""

    key: int
    items: tuple[int, ...]
    processes: tuple[ComparedProcess, ...]
    marks: tuple[PrintedGrade, ...] = ()
    ministries: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ComparedKpi:
    """A KPI row. key: of the published row; kpi: None of a heading row; items: their roots."""

    key: int
    listing: int
    kpi: int | None
    items: tuple[int, ...]
    name: str
    is_heading: bool = False
    is_relisted: bool = False
    grade: PrintedGrade | None = None
    target_words: str = ""
    targets: Sequence[TargetReading] = ()
    actuals: Sequence[ActualReading] = ()
    ministries: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Side:
    """One publication, its rows in printed order."""

    items: tuple[ComparedItem, ...] = ()
    cells: tuple[ComparedCell, ...] = ()
    kpis: tuple[ComparedKpi, ...] = ()


Row = TypeVar("Row", ComparedCell, ComparedKpi)


@dataclass(frozen=True)
class Pair(Generic[Row]):
    """A row of the new publication with what stood in the old one; None where there is none on that side.

    old: several where cells were joined; is_proposed: that they belong together is still for a person to say.
    """

    new: Row | None
    old: tuple[Row, ...]
    changes: frozenset[Change] = frozenset()
    is_proposed: bool = False

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of both sides."""
        return (*((self.new,) if self.new else ()), *self.old)

    @property
    def items(self) -> tuple[int, ...]:
        """The roots of the items that the pair stands under: those of the new side, if it has one."""
        return self.rows[0].items

    @property
    def ministries(self) -> frozenset[str]:
        """Whose it is, on either side."""
        return frozenset().union(*(row.ministries for row in self.rows))

    def has(self, kind: ChangeKind) -> bool:
        """Whether anything of it changed in this way."""
        return any(change.kind is kind for change in self.changes)


@dataclass(frozen=True)
class Section:
    """What is printed under one item, or under several that share a page; the items of either side in printed order.

    is_continued: the rows go on from the page before.
    """

    new_items: tuple[ComparedItem, ...]
    old_items: tuple[ComparedItem, ...]
    changes: frozenset[Change]
    cells: tuple[Pair[ComparedCell], ...] = ()
    kpis: tuple[Pair[ComparedKpi], ...] = ()
    is_continued: bool = False

    @property
    def items(self) -> tuple[ComparedItem, ...]:
        """The items of both sides."""
        return (*self.new_items, *self.old_items)

    @property
    def roots(self) -> frozenset[int]:
        """What tells its items through the years."""
        return frozenset(item.root for item in self.items)

    @property
    def size(self) -> int:
        """How many rows it shows."""
        return len(self.cells) + len(self.kpis)

    @property
    def all_changes(self) -> Iterable[Change]:
        """Those of the items and of the rows."""
        yield from self.changes
        for cell in self.cells:
            yield from cell.changes
        for kpi in self.kpis:
            yield from kpi.changes


@dataclass(frozen=True)
class Comparison:
    """What two publications hold, section by section."""

    sections: tuple[Section, ...] = field(default=())

    @cached_property
    def counts(self) -> Counter[ChangeKind]:
        """How many KPIs, processes and items changed in each way; one that is printed twice counts once."""
        found = {change for section in self.sections for change in section.all_changes}
        return Counter(change.kind for change in found)
