"""A record as the row of the document: its words joined with their years, its readings, places and issues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from importers.document import KpiRow, Place
from importers.issues import Issue
from importers.readers.evaluation_sheet.cells import Words
from importers.readers.evaluation_sheet.marks import is_lookalike, is_mark, mark_of
from importers.readers.evaluation_sheet.numbering import is_number
from importers.readers.evaluation_sheet.records import Record
from importers.readers.evaluation_sheet.references import resolved
from importers.readers.evaluation_sheet.value_readings import (
    BaselineRead,
    CellRead,
    read_actuals,
    read_baseline,
    read_final_target,
    read_yearly_target,
)
from importers.readers.evaluation_sheet.years import is_year_label
from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpi_tracker.lib.records import replace

FINAL_LABEL = "目標"
_TIERS: dict[str, Literal[1, 2]] = {"アウトプット指標": 1, "アウトカム指標": 2}
_NEXT_CELL = re.compile(r"\s(?:約|△)?[0-9０-９][0-9０-９,，.．]*\S{0,4}$")
"""A figure behind a name: 「受講者数 920人」"""
_QUALITATIVE = ("qualitative", "undetermined", "none")

Reading = TypeVar("Reading", TargetReading, ActualReading)


@dataclass(frozen=True)
class _Joined(Generic[Reading]):
    """The cells of one field: one line of text each, the readings with spans in that text, the issues."""

    text: str | None
    readings: tuple[Reading, ...]
    issues: tuple[Issue, ...]


def kpi_row(record: Record, near: int | None) -> tuple[KpiRow, BaselineRead]:
    """The row of one record and what its baseline cell says. near: fiscal year of the document.

    target_raw and actual_raw hold one line a printed cell, its year before it: 「28年度：38時間以内」, of the final
    target 「目標：32時間以内 【30年度】」; places stand by field and year ("target_raw.2016", "target_raw.final").
    """
    targets = _targets(record, near)
    actuals = _actuals(record, targets.readings)
    baseline = _baseline(record, near, targets.readings)
    resolved_targets, reference_issues = resolved(targets.readings, actuals.readings, baseline, record)
    status, status_issues = _status(record)
    issues = (
        *record.issues,
        *_name_issues(record, near),
        *targets.issues,
        *actuals.issues,
        *baseline.issues,
        *reference_issues,
        *status_issues,
    )
    row = KpiRow(
        tier=_TIERS.get(record.kind or ""),
        label=record.label,
        name=record.name.text or None,
        lines=record.line.lines,
        relisted=record.relisted,
        is_main=record.is_main,
        target_raw=targets.text,
        actual_raw=actuals.text,
        status=status,
        baseline=baseline.value,
        targets=resolved_targets,
        actuals=actuals.readings,
        places=_places(record),
        issues=tuple(dict.fromkeys(issues)),
    )
    return row, baseline


def _targets(record: Record, near: int | None) -> _Joined[TargetReading]:
    name, placed = record.name.text, record.line.placed
    yearly = [
        (pair.column.label, pair.target, read_yearly_target(pair.target, name, pair.column))
        for pair in record.line.years
    ]
    final = read_final_target(placed.final, name, placed.final_year, near)
    return _joined([*yearly, (FINAL_LABEL, placed.final, final)])


def _is_qualitative(targets: Sequence[TargetReading]) -> bool:
    return bool(targets) and all(target.kind in _QUALITATIVE for target in targets)


def _actuals(record: Record, targets: Sequence[TargetReading]) -> _Joined[ActualReading]:
    cells = []
    for pair in record.line.years:
        read = read_actuals(pair.actual, record.name.text, pair.column)
        if read.readings and _is_qualitative(targets):
            read = _without_values(pair.actual, read)
        cells.append((pair.column.label, pair.actual, read))
    return _joined(cells)


def _joined(cells: Iterable[tuple[str, Words, CellRead[Reading]]]) -> _Joined[Reading]:
    lines: list[str] = []
    readings: list[Reading] = []
    issues: list[Issue] = []
    for label, words, read in cells:
        if words.text:
            begin = sum(len(line) + 1 for line in lines) + len(label) + 1
            lines.append(f"{label}：{words.text}")
            readings += [replace(one, span=(one.span[0] + begin, one.span[1] + begin)) for one in read.readings]
        else:
            readings += read.readings
        issues += read.issues
    return _Joined("\n".join(lines) or None, tuple(readings), tuple(issues))


def _without_values(words: Words, read: CellRead[ActualReading]) -> CellRead[ActualReading]:
    """Numbers in the prose of an indicator without a numeric target are no values of it."""
    message = f"定性的な目標の実績に数値「{read.readings[0].raw}」があります。指標の値とするか確かめてください。"
    return CellRead((), (words.cell.issue("number_in_prose", "warning", "actual_raw", message),))


def _baseline(record: Record, near: int | None, targets: Sequence[TargetReading]) -> BaselineRead:
    placed = record.line.placed
    read = read_baseline(placed.baseline, record.name.text, placed.baseline_year, near)
    if read.value is None or not _is_qualitative(targets):
        return read
    message = "定性的な目標の基準に数値があります。基準値とするか確かめてください。"
    issue = placed.baseline.cell.issue("number_in_prose", "warning", "baseline", message)
    return replace(read, value=None, issues=(*read.issues, issue))


def _status(record: Record) -> tuple[str | None, list[Issue]]:
    cell = record.line.placed.mark
    mark = mark_of(cell.text)
    if mark is None:
        message = "達成の欄の印が読み取れません。原本を見て入力してください。"
        unsure = "達成の印がなく、行が途中で切れているおそれがあります。欄の内容を原本で確かめてください。"
        others = [cell.issue("row_cut_short", "warning", field, unsure) for field in ("name", "baseline", "target_raw")]
        return None, [cell.issue("mark_unread", "error", "status", message), *others]
    if is_lookalike(cell.text):
        message = f"達成の欄「{cell.text}」を「{mark}」とみて読みました。原本で確かめてください。"
        return mark, [cell.issue("mark_misread", "warning", "status", message)]
    return mark, []


def _name_issues(record: Record, near: int | None) -> list[Issue]:
    name = record.name.text
    if not name or is_number(name):
        message = "測定指標の名称が読み取れません。原本を見て入力してください。"
        return [record.name.cell.issue("name_lost", "error", "name", message)]
    if _NEXT_CELL.search(name) or is_mark(name.split()[-1]) or any(is_year_label(tag, near) for tag in record.tags):
        message = "測定指標の名称に隣の欄の語が混じっているとみられます。原本で確かめてください。"
        return [record.name.cell.issue("name_words_unlikely", "warning", "name", message)]
    return []


def _places(record: Record) -> dict[str, Place]:
    placed = record.line.placed
    found = {
        "name": record.name,
        "baseline": placed.baseline,
        **{f"target_raw.{pair.column.fiscal_year}": pair.target for pair in record.line.years},
        "target_raw.final": placed.final,
        **{f"actual_raw.{pair.column.fiscal_year}": pair.actual for pair in record.line.years},
        "status": Words(placed.mark.text, placed.mark),
    }
    return {field: words.cell.place for field, words in found.items() if words.text}
