"""The two tables of a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from importers.official_form.drawing import GRADE, LAST_PRINTED, TIER, Pen
from importers.official_form.filled import FilledKpi, FilledTier, FormColumns
from importers.shared_cells import SharedCell
from reforms.vocabulary import Vocabulary

ROW_ID, SHARES_WITH, HEADING_ID = 7, 8, 8
"""Columns of the hidden names of rows."""


def draw_processes(pen: Pen, cells: Sequence[SharedCell], words: Vocabulary) -> None:
    """改革工程の進捗状況: a progress cell that serves several processes is merged over them."""
    pen.aside(1, words.processes_heading)
    pen.row += 1
    pen.heading(1, words.process, across=2, down=2)
    pen.heading(3, "改革工程の進捗", across=4)
    pen.heading(ROW_ID, "行ID", down=2)
    pen.heading(SHARES_WITH, "進捗を共有する行ID", down=2)
    pen.heading(3, words.progress, across=3, row=pen.row + 1)
    pen.heading(6, words.outlook, row=pen.row + 1)
    pen.row += 2
    for shared in cells:
        _draw_shared(pen, shared)


def _draw_shared(pen: Pen, shared: SharedCell) -> None:
    height = len(shared.rows)
    pen.reported.append(pen.text(3, shared.progress, across=3, down=height))
    pen.reported.append(pen.text(6, shared.outlook, down=height))
    for row in shared.rows:
        pen.text(1, row.process, across=2)
        pen.plain(ROW_ID, row.row_id)
        pen.plain(SHARES_WITH, shared.holder_id if row.row_id != shared.holder_id else None)
        pen.high_enough(pen.row, {"AB": row.process})
        pen.high_enough(pen.row, {"CDE": shared.progress, "F": shared.outlook}, rows=height)
        pen.row += 1


def draw_kpis(pen: Pen, tiers: Sequence[FilledTier], columns: FormColumns) -> None:
    """ＫＰＩの状況, each tier named in one cell beside its rows. Without 区分 the last column is wider."""
    words = columns.words
    pen.aside(1, words.kpis_heading)
    pen.row += 1
    pen.heading(1, words.kpi, across=2, down=2)
    pen.heading(3, _on_two_lines(words.target), down=2)
    pen.heading(4, "ＫＰＩの進捗", across=3)
    pen.heading(ROW_ID, "行ID", down=2)
    pen.heading(HEADING_ID, "上位のＫＰＩの行ID", down=2)
    pen.row += 1
    pen.heading(4, _on_two_lines(words.actual))
    if columns.has_grades:
        pen.heading(5, words.grade)
    note = _first_of_note(columns)
    pen.heading(note, words.note, across=LAST_PRINTED - note + 1)
    pen.sheet.row_dimensions[pen.row].height = 28
    pen.row += 1
    for tier in tiers:
        first = pen.row
        for kpi in tier.rows:
            _draw_kpi(pen, kpi, columns)
        _draw_tier(pen, tier.label, first)


def _draw_tier(pen: Pen, words: str | None, first: int) -> None:
    pen.text(1, words, down=pen.row - first, row=first, style=TIER)
    for row in range(first, pen.row):
        pen.high_enough(row, {"A": "\n".join(words or "")}, rows=pen.row - first)


def _draw_kpi(pen: Pen, kpi: FilledKpi, columns: FormColumns) -> None:
    pen.plain(HEADING_ID, kpi.heading_id)
    pen.plain(ROW_ID, kpi.row.row_id)
    pen.text(2, kpi.name)
    target, actual = pen.text(3, kpi.target), pen.text(4, kpi.actual)
    if columns.has_grades:
        status = pen.text(5, kpi.status, style=GRADE)
        pen.grades += [status] if not kpi.row.is_heading else []
    first = _first_of_note(columns)
    note = pen.text(first, kpi.note, across=LAST_PRINTED - first + 1)
    pen.high_enough(pen.row, {"B": kpi.name, "C": kpi.target, "D": kpi.actual, "EF"[first - 5 :]: kpi.note})
    pen.row += 1
    if kpi.row.is_heading:
        return
    pen.reported += [actual, note]
    if kpi.row.target_raw is None or any(one.kind == "undetermined" for one in kpi.row.targets):
        pen.reported.append(target)


def _first_of_note(columns: FormColumns) -> int:
    return LAST_PRINTED if columns.has_grades else LAST_PRINTED - 1


def _on_two_lines(heading: str) -> str:
    return heading.replace("（", "\n（", 1)
