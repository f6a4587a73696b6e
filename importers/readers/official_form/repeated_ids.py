"""Row ids that stand twice: a row that was copied bears the id of the first."""

from __future__ import annotations

from typing import TypeVar

from importers.document import KpiRow, ProcessRow, Sheet
from importers.issues import Issue
from kpi_tracker.lib.records import replace

Bearer = TypeVar("Bearer", Sheet, ProcessRow, KpiRow)


def with_each_id_once(sheets: list[Sheet]) -> tuple[Sheet, ...]:
    """The sheets with every id kept by the first that bears it; the others lose it and are told of."""
    seen: dict[str, str] = {}
    made = []
    for sheet in sheets:
        page = _once(sheet, seen)
        made.append(
            replace(
                page,
                processes=tuple(_once(row, seen) for row in page.processes),
                kpis=tuple(_once(row, seen) for row in page.kpis),
            )
        )
    return tuple(made)


def _once(bearer: Bearer, seen: dict[str, str]) -> Bearer:
    place = next(iter(bearer.places.values()), None)
    where = f"シート「{place.sheet}」{place.cell}" if place else f"{bearer.lines[0]}行目"
    if bearer.row_id is None or bearer.row_id not in seen:
        if bearer.row_id is not None:
            seen[bearer.row_id] = where
        return bearer
    message = (
        f"{where}の行の行ID「{bearer.row_id}」は、{seen[bearer.row_id]}の行と同じです。"
        "行を写して作ったほうの行ID（隠れた列）を空にしてください。"
    )
    cell = place.cell if place else None
    issue = Issue("repeated_row_id", "error", "row_id", message, raw=bearer.row_id, cell=cell)
    return replace(bearer, row_id=None, issues=(*bearer.issues, issue))
