"""The two tables of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from openpyxl.styles import Alignment

from importers.document import KpiRow, ProcessRow
from importers.official_form.drawing import Pen, opened
from importers.shared_cells import SharedCell, shared_cells, words_or_dash

ROW_ID, SHARES_WITH, HEADING_ID = 7, 8, 8
"""Columns of the hidden names of rows."""
_DASH = "－"
_RELISTED = "【再掲】"
_TIERS = {1: "第一階層", 2: "第二階層", None: None}
_VALUES = ("target_raw", "actual_raw", "status", "note_raw")


def draw_processes(pen: Pen, rows: Sequence[ProcessRow]) -> None:
    """改革工程の進捗状況: a progress cell that serves several processes is merged over them."""
    pen.aside(1, "改革工程の進捗状況")
    pen.row += 1
    pen.heading(1, "改革工程", across=2, down=2)
    pen.heading(3, "改革工程の進捗", across=4)
    pen.heading(ROW_ID, "行ID", down=2)
    pen.heading(SHARES_WITH, "進捗を共有する行ID", down=2)
    pen.heading(3, "計画期間中の進捗", across=3, row=pen.row + 1)
    pen.heading(6, "今後の進展について", row=pen.row + 1)
    pen.row += 2
    for shared in shared_cells(rows):
        _draw_shared(pen, shared)


def _draw_shared(pen: Pen, shared: SharedCell) -> None:
    height = len(shared.rows)
    opened(pen.text(3, shared.progress, across=3, down=height))
    opened(pen.text(6, shared.outlook, down=height))
    for row in shared.rows:
        pen.text(1, row.process, across=2)
        pen.plain(ROW_ID, row.row_id)
        pen.plain(SHARES_WITH, shared.holder_id if row.row_id != shared.holder_id else None)
        pen.high_enough(pen.row, {"AB": row.process})
        pen.high_enough(pen.row, {"CDE": shared.progress, "F": shared.outlook}, rows=height)
        pen.row += 1


def draw_kpis(pen: Pen, rows: Sequence[KpiRow]) -> list[Any]:
    """ＫＰＩの状況; the cells of 区分 that may be filled in."""
    pen.aside(1, "ＫＰＩの状況")
    pen.row += 1
    pen.heading(1, "ＫＰＩ", across=2, down=2)
    pen.heading(3, "目標値\n（達成時期）", down=2)
    pen.heading(4, "ＫＰＩの進捗", across=3)
    pen.heading(ROW_ID, "行ID", down=2)
    for column, words in ((4, "実績値\n（時点）"), (5, "区分"), (6, "次回の把握時期と今後の方針")):
        pen.heading(column, words, row=pen.row + 1)
    pen.sheet.row_dimensions[pen.row + 1].height = 28
    pen.row += 2
    pen.heading(HEADING_ID, "上位のＫＰＩの行ID", down=2, row=pen.row - 2)
    heading_ids = {row.name: row.row_id for row in rows if row.is_heading}
    grades: list[Any] = []
    for tier, of_tier in groupby(rows, key=lambda row: row.tier):
        first = pen.row
        for row in of_tier:
            pen.plain(HEADING_ID, heading_ids.get(row.group) if row.group else None)
            grades += _draw_kpi(pen, row)
        _draw_tier(pen, _TIERS[tier], first)
    return grades


def _draw_tier(pen: Pen, words: str | None, first: int) -> None:
    cell = pen.text(1, words, down=pen.row - first, row=first)
    for row in range(first, pen.row):
        pen.high_enough(row, {"A": "\n".join(words or "")}, rows=pen.row - first)
    cell.alignment = Alignment(textRotation=255, horizontal="center", vertical="center")


def _draw_kpi(pen: Pen, row: KpiRow) -> list[Any]:
    """One row; its 区分 where it may be filled in."""
    name = name_cell(row)
    words = {field: _printed(row, field) for field in _VALUES}
    pen.text(2, name)
    target, actual, status, note = (pen.text(column, words[field]) for column, field in enumerate(_VALUES, 3))
    status.alignment = Alignment(horizontal="center", vertical="top")
    pen.plain(ROW_ID, row.row_id)
    letters = dict(zip("CDEF", words.values(), strict=True))
    pen.high_enough(pen.row, {"B": name, **letters})
    pen.row += 1
    if row.is_heading:
        return []
    for cell in (actual, status, note):
        opened(cell)
    if row.target_raw is None or any(one.kind == "undetermined" for one in row.targets):
        opened(target)
    return [status]


def name_cell(row: KpiRow) -> str:
    """What the cell of the name holds: label, name and 【再掲】."""
    return f"{row.label or ''}{row.name or ''}{_RELISTED if row.relisted else ''}"


def _printed(row: KpiRow, field: str) -> str | None:
    """The words of a cell; the dash where the row says nothing in it. A row that says nothing at all stays empty, to
    be filled in, unless it only heads others."""
    words = words_or_dash(row, field)
    if words is not None:
        return words
    says_something = any(getattr(row, other) for other in _VALUES)
    return _DASH if row.is_heading or (says_something and field != "note_raw") else None
