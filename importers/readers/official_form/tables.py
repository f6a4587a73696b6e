"""Where the two tables of a sheet stand and what each of their columns holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from importers.readers.official_form.form_cells import FormCell, FormCells, distinct
from importers.readers.official_form.front_lines import OPENS_A_PAGE, is_labelled
from importers.readers.official_form.headings import (
    COLUMNS,
    EXPECTED,
    KEY,
    Kind,
    column_of,
    is_over_several,
    is_remark,
    is_title,
    known_headings,
)

MOST_HEADING_ROWS = 3


@dataclass(frozen=True)
class FormTable:
    """A table: its headings on rows top to first_row - 1, its rows from first_row to last_row.

    columns: by field its columns, several where one heading stands over them; headless: columns without a heading;
    unknown: headings that are no column of the form.
    """

    kind: Kind
    top: int
    first_row: int
    last_row: int
    columns: dict[str, tuple[int, ...]]
    headless: tuple[int, ...]
    unknown: tuple[FormCell, ...]

    @property
    def missing(self) -> list[str]:
        """The headings of columns that are needed and not there."""
        wanted = (KEY[self.kind], *EXPECTED[self.kind])
        return [column.heading for column in COLUMNS[self.kind] if column.field in wanted and self.lacks(column.field)]

    def lacks(self, field: str) -> bool:
        """Whether no column is headed as this field."""
        return field not in self.columns


def tables_of(cells: FormCells, height: int) -> list[FormTable]:
    """The tables of a sheet from above, those beside each other too. height: the last row looked at."""
    found: list[FormTable] = []
    row = 1
    while row <= height:
        beginning = [table for kind in COLUMNS if (table := _table_at(cells, kind, row, height)) is not None]
        found += beginning
        row = max((table.first_row for table in beginning), default=row + 1)
    return found


def _table_at(cells: FormCells, kind: Kind, top: int, height: int) -> FormTable | None:
    headings = cells.filled_in(top)
    if known_headings(kind, (cell.words for cell in headings)) < 2:
        return None
    bottom = _last_heading_row(cells, kind, top)
    by_column = {column: list(_headings_over(cells, column, top, bottom)) for column in range(1, cells.width + 1)}
    columns, unknown = _columns(kind, by_column)
    return FormTable(
        kind=kind,
        top=top,
        first_row=bottom + 1,
        last_row=_last_row(cells, bottom, height),
        columns=columns,
        headless=tuple(column for column, over in by_column.items() if not over),
        unknown=tuple(unknown),
    )


def _last_heading_row(cells: FormCells, kind: Kind, top: int) -> int:
    known = [cell for cell in cells.filled_in(top) if known_headings(kind, [cell.words])]
    lowest = top + MOST_HEADING_ROWS - 1
    bottom = min(max(cell.area.bottom for cell in known), lowest)
    while bottom < lowest and _is_heading_row(cells, kind, top, bottom + 1):
        bottom += 1
    return bottom


def _is_heading_row(cells: FormCells, kind: Kind, top: int, row: int) -> bool:
    """Whether a row below headings holds more of them: and nothing stands under the heading that makes the rows."""
    filled = cells.filled_in(row)
    if not any(column_of(kind, cell.words) or is_remark(cell.words) for cell in filled):
        return False
    of_rows = [
        cell.area.left
        for above in range(top, row)
        for cell in cells.filled_in(above)
        if (found := column_of(kind, cell.words)) and found[0].field == KEY[kind]
    ]
    under = [cell for cell in filled if cell.area.left in of_rows]
    return all(is_remark(cell.words) or known_headings(kind, [cell.words]) for cell in under)


def _headings_over(cells: FormCells, column: int, top: int, bottom: int) -> Iterator[FormCell]:
    yield from distinct(cells.at(row, column) for row in range(top, bottom + 1))


def _columns(kind: Kind, by_column: dict[int, list[FormCell]]) -> tuple[dict[str, tuple[int, ...]], list[FormCell]]:
    """The columns by field, each field's by the heading nearest to its usual one; the headings that are none."""
    best: dict[str, tuple[int, FormCell]] = {}
    read: dict[int, tuple[str, FormCell]] = {}
    for column, over in by_column.items():
        found = _field_under(kind, over)
        if found is not None:
            field, nearness, cell = found
            read[column] = (field, cell)
            if field not in best or nearness < best[field][0]:
                best[field] = (nearness, cell)
    columns: dict[str, tuple[int, ...]] = {}
    for column, (field, cell) in read.items():
        if best[field][1] == cell:
            columns[field] = (*columns.get(field, ()), column)
    used = {column for of_field in columns.values() for column in of_field}
    others = (over[-1] for column, over in by_column.items() if over and column not in used)
    return columns, [cell for cell in distinct(others) if _is_unknown(kind, cell)]


def _field_under(kind: Kind, over: list[FormCell]) -> tuple[str, int, FormCell] | None:
    """The field of the column under these headings, how near they are to its usual one, and the cell that says so."""
    joined = "".join(cell.words for cell in over)
    for words, cell in [(joined, over[-1]), *((cell.words, cell) for cell in reversed(over))] if over else []:
        found = column_of(kind, words)
        if found is not None:
            return found[0].field, found[1], cell
    return None


def _is_unknown(kind: Kind, cell: FormCell) -> bool:
    of_other_table = any(known_headings(other, [cell.words]) for other in COLUMNS if other != kind)
    return not of_other_table and not is_over_several(kind, cell.words)


def _last_row(cells: FormCells, bottom: int, height: int) -> int:
    for row in range(bottom + 1, height + 1):
        filled = cells.filled_in(row)
        if not filled:
            continue
        if is_labelled(filled, OPENS_A_PAGE) or (len(filled) == 1 and is_title(filled[0].words)):
            return row - 1
        if any(known_headings(kind, (cell.words for cell in filled)) >= 2 for kind in COLUMNS):
            return row - 1
    return height
