"""Rows that are read although Excel does not show them: a filter was left on, or old rows were put out of sight."""

from __future__ import annotations

from collections.abc import Iterator

from importers.issues import Issue
from importers.workbook.guarded import Grid

WHAT_TO_DO = "取り込まない行は削除して保存し直してください。"


def hidden_rows(grid: Grid) -> Iterator[Issue]:
    """Tells of the rows of a sheet that nobody saw."""
    if grid.hidden:
        rows = f"{grid.hidden[0]}行目" if len(grid.hidden) == 1 else f"{grid.hidden[0]}行目など{len(grid.hidden)}行"
        message = f"シート「{grid.title}」の{rows}は非表示ですが、読みました。{WHAT_TO_DO}"
        yield Issue("rows_hidden", "warning", grid.title, message)
