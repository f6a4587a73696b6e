"""Which processes stand beside one progress cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from importers.document import KpiRow, ProcessRow
from kpi_tracker.lib.japanese_text import is_dash
from kpi_tracker.lib.records import replace


@dataclass(frozen=True)
class SharedCell:
    """Processes that follow each other and the progress and outlook cells beside them. holder_id: whose they are."""

    rows: tuple[ProcessRow, ...]
    progress: str | None
    outlook: str | None
    holder_id: str | None


def shared_cells(rows: Sequence[ProcessRow]) -> list[SharedCell]:
    """The cells from above. Of processes that share one but do not follow each other each run gets its words."""
    by_order = {row.order: row for row in rows}
    holders = {row.order: _holder(row, by_order, rows) for row in rows}
    cells = []
    for order, run in groupby(rows, key=lambda row: holders[row.order]):
        holder, beside = by_order[order], tuple(run)
        cells.append(
            SharedCell(beside, words_or_dash(holder, "progress"), words_or_dash(holder, "outlook"), holder.row_id)
        )
    return cells


def with_named_holders(rows: Sequence[ProcessRow]) -> tuple[ProcessRow, ...]:
    """The rows, each that is served by another's cell naming it: what their places said can then be left out.

    The rows must have their ids.
    """
    orders = {row.row_id: row.order for row in rows}
    return tuple(
        row if row.row_id == cell.holder_id else _served(row, orders[cell.holder_id])
        for cell in shared_cells(rows)
        for row in cell.rows
    )


def _served(row: ProcessRow, holder: int) -> ProcessRow:
    return replace(row, shares_with=holder, progress=None, outlook=None, segments=(), marks=(), ministries=())


def words_or_dash(row: ProcessRow | KpiRow, field: str) -> str | None:
    """The words of a cell; where there are none the dash that was printed, if one was."""
    words: str | None = getattr(row, field)
    place = row.places.get(field)
    return place.words if words is None and place is not None and is_dash(place.words) else words


def _holder(row: ProcessRow, by_order: dict[int, ProcessRow], rows: Sequence[ProcessRow]) -> int:
    """The order of the process whose progress cell this row stands beside: by its reader's word, or because both
    cells are said to be printed at the same place."""
    holder = by_order.get(row.shares_with or row.order, row)
    printed = _printed_at(holder)
    return next((other.order for other in rows if printed is not None and _printed_at(other) == printed), holder.order)


def _printed_at(row: ProcessRow) -> object:
    places = [row.places.get(field) for field in ("progress", "outlook")]
    return (*places, row.progress, row.outlook) if any(places) else None
