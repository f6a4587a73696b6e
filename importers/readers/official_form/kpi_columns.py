"""What stands under the heading ＫＰＩ: 階層, label and name, each in a column that often has no heading of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from importers.readers.official_form.form_cells import FormCell, FormCells, distinct
from importers.readers.official_form.tables import FormTable
from importers.readers.progress_2017.pieces import plain
from kpi_tracker.lib.records import replace

Tier = Literal[1, 2]
_TIER = re.compile(r"第([一二12])階層")
_OF_TIER = re.compile(r"[第階層一二三四1-4]+(?:\([^()]*\))?")
_TIER_ALONE = re.compile(r"(?:第)?([一二12])(?:階層)?")
_TIERS: dict[str, Tier] = {"一": 1, "1": 1, "二": 2, "2": 2}
_BEGINNINGS = {mark[:length] for mark in ("第一階層", "第二階層", "第1階層", "第2階層") for length in range(1, 4)}
_LABEL_ALONE = re.compile(r"[①-⑳㉑-㉟]?[-0-9A-Za-zア-ン.()‐−–—―ー]{0,6}")


@dataclass(frozen=True)
class RowTier:
    """The tier of a row. is_assumed: the row stands outside the merged cells that say it of others."""

    tier: Tier | None
    is_assumed: bool = False


def with_parts_of_name(cells: FormCells, table: FormTable) -> FormTable:
    """The table with the columns of tier and label told apart from that of the name by what they hold."""
    named = table.columns.get("name")
    if not named:
        return table
    under = sorted({*named, *_headless_beside(table, named)})
    columns = dict(table.columns)
    if "tier" not in columns:
        tier = next((column for column in under if _holds_tiers(cells, table, column)), None)
        if tier is not None and len(under) > 1:
            columns["tier"] = (tier,)
            under.remove(tier)
    if "label" not in columns:
        label = next((column for column in under[:-1] if _holds_labels(cells, table, column)), None)
        if label is not None:
            columns["label"] = (label,)
            under.remove(label)
    kept = tuple(column for column in under if column in named or _all_words(cells, table, column))
    return replace(table, columns={**columns, "name": kept})


def tiers_of(cells: FormCells, table: FormTable) -> dict[int, RowTier]:
    """The tier of each row of the table: of its own or merged cell, else that of the row above.

    A tier may be printed one character a row; a row that bears it alone heads those below.
    """
    marks = list(_marks(cells, table))
    is_merged = any(mark.bottom > mark.top for mark in marks)
    found: dict[int, RowTier] = {}
    for row in range(table.first_row, table.last_row + 1):
        above = bisect_right(marks, row, key=lambda mark: mark.top)
        mark = marks[above - 1] if above else _Mark(row, row, None)
        found[row] = RowTier(mark.tier, mark.tier is not None and is_merged and row > mark.bottom)
    return found


def tier_alone(words: str) -> bool:
    """Whether the words are a tier and nothing else: the row that bears them only heads others."""
    return _TIER.fullmatch(plain(words)) is not None


def is_of_tier(words: str) -> bool:
    """Whether the words can stand in the column of tiers: a tier or characters of one.

    >>> is_of_tier("第一階層（アウトプット）"), is_of_tier("階"), is_of_tier("※速報値")
    (True, True, False)
    """
    return _OF_TIER.fullmatch(plain(words)) is not None


@dataclass(frozen=True)
class _Mark:
    top: int
    bottom: int
    tier: Tier | None


def _marks(cells: FormCells, table: FormTable) -> Iterator[_Mark]:
    """What the column of tiers says, from above; without such a column the rows that bear nothing but a tier."""
    if "tier" not in table.columns:
        for cell in _filled(cells, table, table.columns.get("name", ())):
            if found := _TIER.fullmatch(plain(cell.words)):
                yield _Mark(cell.area.top, cell.area.bottom, _TIERS[found[1]])
        return
    begun: list[FormCell] = []
    for cell in _filled(cells, table, table.columns["tier"]):
        if not is_of_tier(cell.words) and _is_alone(cells, table, cell):
            continue
        begun.append(cell)
        words = plain("".join(one.words for one in begun))
        if words not in _BEGINNINGS:
            found = _TIER.match(words) or _TIER_ALONE.fullmatch(words)
            yield _Mark(begun[0].area.top, cell.area.bottom, _TIERS[found[1]] if found else None)
            begun = []


def _is_alone(cells: FormCells, table: FormTable, cell: FormCell) -> bool:
    """Whether no name stands beside the cell: words below the table begin in its first column too."""
    return all(cells.at(cell.area.top, column).is_blank for column in table.columns.get("name", ()))


def _filled(cells: FormCells, table: FormTable, columns: Iterable[int]) -> list[FormCell]:
    rows = range(table.first_row, table.last_row + 1)
    return distinct(cells.at(row, column) for column in columns for row in rows)


def _all_words(cells: FormCells, table: FormTable, column: int) -> str:
    return plain("".join(cell.words for cell in _filled(cells, table, (column,))))


def _headless_beside(table: FormTable, named: tuple[int, ...]) -> list[int]:
    """The columns without a heading that follow each other up to those of the name, on either side."""
    found = []
    for step, column in ((-1, named[0] - 1), (1, named[-1] + 1)):
        while column in table.headless:
            found.append(column)
            column += step
    return found


def _holds_tiers(cells: FormCells, table: FormTable, column: int) -> bool:
    """Whether the cells of the column alone hold tiers, be it one character a row, and hardly anything else (a footnote
    begins in the first column too)."""
    own = [cell for cell in _filled(cells, table, (column,)) if cell.area.left == cell.area.right]
    of_tiers = [plain(cell.words) for cell in own if is_of_tier(cell.words)]
    return 2 * len(of_tiers) >= len(own) and _TIER.search("".join(of_tiers)) is not None


def _holds_labels(cells: FormCells, table: FormTable, column: int) -> bool:
    """Whether the cells of the column alone hold labels ①－１ and nothing longer."""
    own = [cell for cell in _filled(cells, table, (column,)) if cell.area.right == column]
    return bool(own) and all(_LABEL_ALONE.fullmatch(plain(cell.words)) for cell in own)
