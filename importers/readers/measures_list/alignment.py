"""Lays the cells of one row over the fields of its table: cells are lost and added, so columns do not decide.

Row and fields are two sequences in one order. Of all ways to lay one over the other, leaving out cells that were
added and fields whose cell is lost, the one that looks best is taken; what another way that looks nearly as good
would read otherwise is told as unsure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from importers.readers.measures_list.cells import Cell
from importers.readers.measures_list.headings import EFFECTS, Field
from importers.readers.measures_list.looks import fit

MOST_CELLS = 40
"""Cells of a row looked at; the printed tables have up to 18."""
_CLEARLY_BETTER = 0.6
"""How many points the best way must be ahead for a cell that another way reads as another field."""
_IMPOSSIBLE = float("-inf")
_LOST: dict[Field, float] = {
    **dict.fromkeys(EFFECTS, -0.8),
    "support": -2.0,
    "budget_projects": -1.0,
    "urls": -1.0,
    "item_no": -3.0,
    "ministries": -4.0,
    "pillar": -2.5,
    "timing": -2.5,
}
_LOST_BY_DEFAULT = -6.0
_ADDED_BLANK, _ADDED_WORDS, _TRAILING_BLANK = -0.6, -5.0, 0.0


@dataclass(frozen=True)
class Alignment:
    """cells: by field, without those whose cell is lost; unsure: fields that may hold another cell; score: how well
    it looks; left_over: printed cells that belong to no field."""

    cells: dict[Field, Cell]
    unsure: frozenset[Field]
    score: float
    left_over: tuple[Cell, ...]


def align(cells: Sequence[Cell], order: Sequence[Field]) -> Alignment:
    """The best way to lay these cells over the fields in this order."""
    cells = cells[:MOST_CELLS]
    width = max((place + 1 for place, cell in enumerate(cells) if not cell.is_blank), default=0)
    fits = [[fit(field, cell) for cell in cells] for field in order]
    added = [_added(cell, place, width) for place, cell in enumerate(cells)]
    lost = [_LOST.get(field, _LOST_BY_DEFAULT) for field in order]
    before = _scores_before(fits, added, lost)
    after = _scores_after(fits, added, lost)
    chosen = _walk_back(before, fits, added, lost)
    matched = {order[row]: cells[column] for row, column in chosen.items()}
    unsure = frozenset(
        field
        for row, field in enumerate(order)
        if _is_unsure(row, cells, chosen.get(row), _through(row, before, after, fits, lost), before[-1][-1])
    )
    used = set(chosen.values())
    left_over = tuple(cell for place, cell in enumerate(cells) if place not in used and not cell.is_blank)
    return Alignment(matched, unsure, before[-1][-1], left_over)


def _added(cell: Cell, place: int, width: int) -> float:
    if not cell.is_blank:
        return _ADDED_WORDS
    return _TRAILING_BLANK if place >= width else _ADDED_BLANK


def _scores_before(fits: Sequence[Sequence[float]], added: Sequence[float], lost: Sequence[float]) -> list[list[float]]:
    """best[r][c]: the best score of the first r fields over the first c cells."""
    best = [[_IMPOSSIBLE] * (len(added) + 1) for _ in range(len(lost) + 1)]
    best[0][0] = 0.0
    for row in range(len(lost) + 1):
        for column in range(len(added) + 1):
            ways = [best[row][column]]
            if row and column:
                ways.append(best[row - 1][column - 1] + fits[row - 1][column - 1])
            if row:
                ways.append(best[row - 1][column] + lost[row - 1])
            if column:
                ways.append(best[row][column - 1] + added[column - 1])
            best[row][column] = max(ways)
    return best


def _scores_after(fits: Sequence[Sequence[float]], added: Sequence[float], lost: Sequence[float]) -> list[list[float]]:
    """best[r][c]: the best score of the fields from r over the cells from c."""
    turned = _scores_before([list(reversed(line)) for line in reversed(fits)], added[::-1], lost[::-1])
    return [list(reversed(line)) for line in reversed(turned)]


def _walk_back(
    best: Sequence[Sequence[float]],
    fits: Sequence[Sequence[float]],
    added: Sequence[float],
    lost: Sequence[float],
) -> dict[int, int]:
    """The cell of each field on the best way; of equal ways the one that stands furthest right."""
    row, column = len(lost), len(added)
    chosen: dict[int, int] = {}
    while row or column:
        here = best[row][column]
        if row and column and _same(here, best[row - 1][column - 1] + fits[row - 1][column - 1]):
            row, column = row - 1, column - 1
            chosen[row] = column
        elif column and _same(here, best[row][column - 1] + added[column - 1]):
            column -= 1
        else:
            row -= 1
    return chosen


def _same(one: float, other: float) -> bool:
    return abs(one - other) < 1e-9


def _through(
    row: int,
    before: Sequence[Sequence[float]],
    after: Sequence[Sequence[float]],
    fits: Sequence[Sequence[float]],
    lost: Sequence[float],
) -> dict[int | None, float]:
    """The best score of any way that gives this field that cell, None for a lost one."""
    columns = range(len(fits[row]))
    scores: dict[int | None, float] = {
        column: before[row][column] + fits[row][column] + after[row + 1][column + 1] for column in columns
    }
    scores[None] = max(before[row][column] + lost[row] + after[row + 1][column] for column in range(len(fits[row]) + 1))
    return scores


def _is_unsure(
    row: int, cells: Sequence[Cell], chosen: int | None, scores: dict[int | None, float], best: float
) -> bool:
    """Whether another way, nearly as good, gives the field other words."""
    words = _words(cells, chosen)
    return any(score > best - _CLEARLY_BETTER and _words(cells, column) != words for column, score in scores.items())


def _words(cells: Sequence[Cell], column: int | None) -> str | None:
    return None if column is None else cells[column].text
