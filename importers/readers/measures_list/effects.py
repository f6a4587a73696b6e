"""期待される効果: which of the four effects a measure has a mark under, as far as marks and columns survived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from importers.readers.measures_list.cells import Cell
from importers.readers.measures_list.headings import EFFECTS, Effect, Field
from importers.readers.measures_list.looks import is_mark

Confidence = Literal["positional", "right_anchored", "suspect", "unplaced", "lost", "national_only_blank"]
_SAID_BY: dict[Effect, tuple[str, ...]] = {
    "efficiency": ("効率化", "コスト削減", "コストの削減", "負担を軽減", "負担の軽減", "負担軽減"),
    "economy": ("経済の活性化", "地域活性化", "地域の活性化", "産業の活性化"),
    "convenience": ("利便性",),
    "safety": ("防災", "災害", "避難", "安全・安心", "安心・安全"),
}
"""Words by which the summary of a measure names an effect."""


@dataclass(frozen=True)
class Effects:
    """marks: None where no mark survived: a lost mark is not a missing one. columns: where marks stand."""

    confidence: Confidence
    marks: dict[Effect, bool | None]
    columns: tuple[int, ...] = ()


NATIONAL_ONLY = Effects("national_only_blank", dict.fromkeys(EFFECTS))
"""Of a measure that concerns the State alone: nothing is printed from 柱 to 参考URL."""


def effects_of(cells: dict[Field, Cell], row: Sequence[Cell], prose: str) -> Effects:
    """The effects of a row. cells: by field; prose: what summary and support say.

    positional: one cell for each effect; right_anchored: more cells than effects, read from the side of 支援策;
    unplaced: fewer cells, so no mark can be placed; suspect: the prose names an effect beside the marked one.
    """
    nothing: dict[Effect, bool | None] = dict.fromkeys(EFFECTS)
    columns = tuple(cell.column for cell in row if is_mark(cell))
    if not columns:
        return Effects("lost", nothing)
    placed = {effect: cells[effect] for effect in EFFECTS if effect in cells}
    if len(placed) < len(EFFECTS) or set(columns) - {cell.column for cell in placed.values()}:
        return Effects("unplaced", nothing, columns)
    marks: dict[Effect, bool | None] = {effect: is_mark(cell) for effect, cell in placed.items()}
    if _contradicts(marks, prose):
        return Effects("suspect", marks, columns)
    return Effects("right_anchored" if _has_more_cells(placed, row) else "positional", marks, columns)


def _has_more_cells(placed: dict[Effect, Cell], row: Sequence[Cell]) -> bool:
    """Whether a blank cell that is no field's stands beside the effects."""
    columns = [cell.column for cell in placed.values()]
    span = max(columns) - min(columns) + 1
    left = min(columns) - 1
    beside = 0 <= left < len(row) and row[left].is_blank
    return span > len(EFFECTS) or beside


def _contradicts(marks: dict[Effect, bool | None], prose: str) -> bool:
    """Whether the prose names effects, and none of those it names has a mark."""
    named = {effect for effect, words in _SAID_BY.items() if any(word in prose for word in words)}
    return bool(named) and not any(marks[effect] for effect in named)
