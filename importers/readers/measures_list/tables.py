"""The file cut into tables: titles, heading rows and the rows of measures below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from importers.readers.measures_list.cells import Cell
from importers.readers.measures_list.headings import is_heading_row, is_second_heading_row

LEAST_CELLS = 5
"""A line with fewer printed cells is no row of a measure."""


@dataclass(frozen=True)
class Line:
    """A line that belongs to no row. number: 1-based."""

    number: int
    text: str


@dataclass
class Table:
    """number: 1-based, in printed order; second: its second heading row, empty where it has none."""

    number: int
    first: Sequence[str]
    second: Sequence[str] = ()
    rows: list[tuple[Cell, ...]] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """All that the file holds: its tables, and the lines that are neither rows nor blank."""

    titles: tuple[Line, ...]
    tables: tuple[Table, ...]
    unread: tuple[Line, ...]


def page_of(lines: Iterable[str]) -> Page:
    """The tables of the file. A line without tabs is a title above a table and unread below its first row."""
    titles: list[Line] = []
    tables: list[Table] = []
    unread: list[Line] = []
    for number, text in enumerate(lines, start=1):
        cells = text.split("\t")
        if not text.strip():
            continue
        if len(cells) == 1:
            (titles if text.lstrip().startswith("#") or not tables else unread).append(Line(number, text))
        elif is_heading_row(cells):
            tables.append(Table(len(tables) + 1, cells))
        elif tables and not tables[-1].rows and is_second_heading_row(cells):
            tables[-1].second = cells
        elif tables and sum(1 for cell in cells if cell.strip()) >= LEAST_CELLS:
            tables[-1].rows.append(tuple(Cell(number, column, words) for column, words in enumerate(cells)))
        else:
            unread.append(Line(number, text))
    return Page(tuple(titles), tuple(tables), tuple(unread))
