"""A table with its rows laid over the fields, and what extraction did to the whole of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from importers.readers.measures_list.alignment import Alignment, align
from importers.readers.measures_list.cells import Cell
from importers.readers.measures_list.headings import EFFECTS, Field, possible_orders
from importers.readers.measures_list.looks import is_mark
from importers.readers.measures_list.offices import LEAD_MARK
from importers.readers.measures_list.tables import Table


@dataclass(frozen=True)
class LaidTable:
    """number: of the table, 1-based; order: of its fields; rows: each row of cells with its alignment."""

    number: int
    order: tuple[Field, ...]
    rows: tuple[tuple[tuple[Cell, ...], Alignment], ...]

    @cached_property
    def leads_lost(self) -> bool:
        """Whether no row prints ◎: extraction lost them all."""
        return not any(LEAD_MARK in cell.words for row, _ in self.rows for cell in row)

    @cached_property
    def marks_lost(self) -> bool:
        """Whether no row prints a mark under an effect."""
        return not any(is_mark(cell) for row, _ in self.rows for cell in row)

    @cached_property
    def effects_short(self) -> bool:
        """Whether half of the rows or more have fewer cells than effects: then it is the table that lost a column."""
        short = [alignment for _, alignment in self.rows if not alignment.cells.keys() >= set(EFFECTS)]
        return 2 * len(short) >= len(self.rows)


def laid(table: Table) -> LaidTable:
    """The table under the order of fields in which its rows look best."""
    found = [(order, [align(row, order) for row in table.rows]) for order in possible_orders(table.first, table.second)]
    order, alignments = max(found, key=lambda one: sum(row.score for row in one[1]))
    return LaidTable(table.number, order, tuple(zip(table.rows, alignments, strict=True)))
