"""Which column holds what: headings stand over the wrong columns and whole tables are shifted, so the rows decide.

Every way to lay the fields over the columns, in their printed order, is scored by what the cells look like and, with
less weight, by the headings above them; the best one is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from importers.readers.progress_2016.cells import PrintedCell
from importers.readers.progress_2016.form_words import Kind, heading_of
from importers.readers.progress_2016.pages import Line, Table
from importers.readers.progress_2016.tiers import is_tier_label

FIELDS: dict[Kind, tuple[str, ...]] = {
    "process": ("process", "progress", "outlook"),
    "kpi": ("tier", "name", "target_raw", "actual_raw", "note_raw"),
}
WIDEST = 10
"""Columns looked at; the printed tables have five, extraction adds empty ones."""
ROWS_LOOKED_AT = 60
HEADS_LOOKED_AT = 4
LONGEST_LOOKED_AT = 300
OUTSIDE = -2.0
"""For a printed cell that no field would hold."""
CLEARLY_BETTER = 3.0
"""What moving one row by a column must gain before it is believed: about two cells that fit only there."""

Looks = tuple[tuple[re.Pattern[str], float], ...]

DATED_VALUE = re.compile(r"\d[^()（）]*[(（][^()（）]*\d{2,4}\s*年[^()（）]*[)）]")
LOOKS: dict[str, Looks] = {
    "name": (
        (re.compile(r"(?:数|率|額|割合|指標|成果|件|比|効果|人口|状況|など)[^。]{0,16}$"), 1.5),
        (re.compile(r"再\s*掲"), 1.5),
        (re.compile(r"\d\s*\d\s*年"), -1.5),
    ),
    "target_raw": (
        (re.compile(r"まで\s*に|設\s*定|増\s*加|減\s*少|縮\s*小|向\s*上|年\s*度[)）]?\s*$"), 1.5),
        (re.compile(r"速報|時点|公表|把握|月[)）]"), -1.0),
    ),
    "actual_raw": (
        (DATED_VALUE, 1.5),
        (re.compile(r"速報|時点|現在|月末?[)）]"), 1.0),
        (re.compile(r"まで\s*に"), -1.5),
    ),
    "note_raw": ((re.compile(r"把\s*握|公\s*表|予\s*定|確\s*立|見\s*込|モニター|。"), 1.5), (DATED_VALUE, -0.5)),
    "progress": (),
    "outlook": ((re.compile(r"引\s*き\s*続\s*き|以\s*降"), 0.5),),
    "process": (),
}


def place_columns(table: Table) -> tuple[int, ...]:
    """The 0-based column of each field of the table's kind, in the order of FIELDS."""
    fields = FIELDS[table.kind]
    rows = [line.cells for line in table.rows if line.is_row][:ROWS_LOOKED_AT]
    used = max((_width(line.cells) for line in (*table.heads, *table.rows)), default=0)
    width = min(max(used, len(fields)), WIDEST)
    return max(combinations(range(width), len(fields)), key=lambda columns: _score(columns, table, rows))


def shift_of(cells: Sequence[str], kind: Kind, columns: Sequence[int]) -> int:
    """How many columns to the right of its place a single row stands (-1, 0, 1); 0 unless another is clearly better."""
    if kind == "process":
        return 0
    scores = {shift: _row_score(cells, FIELDS[kind], [column + shift for column in columns]) for shift in (0, -1, 1)}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= scores[0] + CLEARLY_BETTER else 0


def _score(columns: Sequence[int], table: Table, rows: Sequence[tuple[str, ...]]) -> float:
    fields = FIELDS[table.kind]
    content = sum(_row_score(cells, fields, columns) for cells in rows) / max(len(rows), 1)
    headings = sum(_heading_score(head, fields, columns) for head in table.heads[:HEADS_LOOKED_AT])
    return content + 0.5 * headings - 0.1 * (columns[-1] - columns[0])


def _row_score(cells: Sequence[str], fields: Sequence[str], columns: Sequence[int]) -> float:
    inside = sum(_fit(field, _cell(cells, column)) for field, column in zip(fields, columns, strict=True))
    outside = sum(1 for column, cell in enumerate(cells) if cell.strip() and column not in columns)
    return inside + OUTSIDE * outside


def _heading_score(head: Line, fields: Sequence[str], columns: Sequence[int]) -> float:
    over = dict(zip(columns, fields, strict=True))
    words = [(column, heading_of(cell)) for column, cell in enumerate(head.cells)]
    return sum(1.0 for column, word in words if word and word.column and word.column == over.get(column))


def _fit(field: str, cell: str) -> float:
    """How well a cell's words look like those of a field; 0 for a blank one."""
    if not cell.strip():
        return 0.0
    if field == "tier":
        return _fit_of_tier(cell)
    if is_tier_label(cell):
        return -2.0
    if PrintedCell((0, 0), 0, cell).is_dash:
        return 0.3
    return 0.5 + sum(weight for pattern, weight in LOOKS[field] if pattern.search(cell[:LONGEST_LOOKED_AT]))


def _fit_of_tier(cell: str) -> float:
    if is_tier_label(cell):
        return 3.0
    return 0.5 if len(cell.strip()) <= 5 else -3.0


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column] if 0 <= column < len(cells) else ""


def _width(cells: Sequence[str]) -> int:
    return max((column + 1 for column, cell in enumerate(cells) if cell.strip()), default=0)
