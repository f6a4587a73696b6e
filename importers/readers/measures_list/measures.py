"""One row of the table taken apart into the fields of a measure."""

from __future__ import annotations

from dataclasses import dataclass

from importers.readers.measures_list.alignment import Alignment
from importers.readers.measures_list.budgets import Budget, budget_of
from importers.readers.measures_list.cells import Cell
from importers.readers.measures_list.effects import NATIONAL_ONLY, Effects, effects_of
from importers.readers.measures_list.headings import Field
from importers.readers.measures_list.laid_tables import LaidTable
from importers.readers.measures_list.links import Link, links_of
from importers.readers.measures_list.looks import ADDRESS
from importers.readers.measures_list.offices import Offices, offices_of

_MUNICIPAL: tuple[Field, ...] = ("pillar", "timing", "support", "budget_projects", "urls")


@dataclass(frozen=True)
class Measure:
    """One row taken apart. cells: by field; national_only: nothing is printed from 柱 to 参考URL."""

    line: int
    table: LaidTable
    cells: dict[Field, Cell]
    alignment: Alignment
    budget: Budget
    links: tuple[Link, ...]
    offices: Offices
    effects: Effects
    national_only: bool

    def text(self, field: Field) -> str | None:
        """The text of a field, None where its cell is blank, a dash or lost."""
        cell = self.cells.get(field)
        return cell.text if cell else None


def measure_of(table: LaidTable, row: tuple[Cell, ...], alignment: Alignment) -> Measure:
    """The row as a measure of its table."""
    cells = alignment.cells
    budget_blocks = cells["budget_projects"].blocks if "budget_projects" in cells else ()
    url_blocks = cells["urls"].blocks if "urls" in cells else ()
    blank = all(field not in cells or not cells[field].blocks for field in _MUNICIPAL)
    prose = "".join(cells[field].text or "" for field in ("summary", "support") if field in cells)
    return Measure(
        line=row[0].line,
        table=table,
        cells=cells,
        alignment=alignment,
        budget=budget_of(budget_blocks),
        links=links_of((*url_blocks, *(block for block in budget_blocks if ADDRESS.search(block)))),
        offices=offices_of(cells["ministries"].text if "ministries" in cells else None),
        effects=NATIONAL_ONLY if blank else effects_of(cells, row, prose),
        national_only=blank,
    )
