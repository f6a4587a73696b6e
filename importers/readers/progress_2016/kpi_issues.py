"""What is in doubt about the cells of one KPI row, each told with what a person should do."""

from __future__ import annotations

import re
from functools import partial

from importers.issues import Issue
from importers.readers.progress_2016.grid import GridRow
from importers.readers.progress_2016.kpi_names import KpiName
from importers.readers.progress_2016.wording import breaks_off, picks_up
from kpi_tracker.lib.records import replace

VALUES = ("target_raw", "actual_raw", "note_raw")
SHORTEST_NAME = 3
LEGIBLE = re.compile(
    r"[\u3041-\u30fa\u4e00-\u9fff][\u3041-\u30fa\u4e00-\u9fff]|[0-9０-９][%％\u3041-\u30fa\u4e00-\u9fff]|[0-9０-９]{2}"
)
"""Two Japanese letters or a figure with a unit: the least that a value cell of this layout says."""
REPLACED = re.compile(r"に(?:替|代)え(?:て)?[、,]?.{0,60}(?:活用|使用|採用|設定|用い)")


def legible(row: GridRow, field: str) -> str | None:
    """The text of a value cell, None where it is blank, a dash or marks that OCR made of one."""
    text = row.text(field)
    return text if text and LEGIBLE.search(text) else None


def name_issues(row: GridRow, name: KpiName) -> list[Issue]:
    """A lost or cut name, what was taken off it, and a note that puts another KPI in its place."""
    issues = []
    if name.name is None:
        message = "ＫＰＩの名前が読み取れません。原本を見て入力してください。"
        issues.append(row.issue("name_lost", "error", "name", message))
    elif breaks_off(name.name) or picks_up(name.name) or len(name.name) < SHORTEST_NAME:
        message = "名前の途中で切れています。原本を見て補ってください。"
        issues.append(row.issue("cell_truncated", "warning", "name", message))
    if name.has_label_remnant:
        message = "行の番号の一部だけが残っています。番号は空にし、名前から外しました。"
        issues.append(row.issue("label_lost", "note", "name", message))
    if name.is_unsure_relisted:
        message = "括弧の中を「再掲」と読みました。原本で確かめてください。"
        issues.append(replace(row.issue("relisted_unsure", "warning", "name", message), field="relisted"))
    if REPLACED.search(row.text("note_raw") or ""):
        message = (
            "このＫＰＩに替えて別の指標を使うと書かれています。次の年の版と同じＫＰＩとしてつなぐか決めてください。"
        )
        issues.append(row.issue("kpi_replaced", "warning", "name", message))
    return issues


def value_issues(row: GridRow) -> list[Issue]:
    """Value cells that are blank where the form prints a dash, that OCR destroyed, or that are cut."""
    return [issue for issue in map(partial(_value_issue, row), VALUES) if issue]


def _value_issue(row: GridRow, field: str) -> Issue | None:
    cell, text = row.cells[field], row.text(field)
    if cell.is_blank:
        message = "何も読み取れません。横線もないので、抽出で消えた可能性があります。原本を見て確かめてください。"
        return row.issue("cell_blank", "warning", field, message)
    if text is None:
        return None
    if legible(row, field) is None:
        return row.issue("cell_lost", "error", field, "文字が壊れて読み取れません。原本を見て入力してください。")
    if picks_up(text) or (field != "note_raw" and breaks_off(text)):
        return row.issue("cell_truncated", "warning", field, "文が途中で切れています。原本を見て補ってください。")
    return None
