"""A record as the row of the document: its words joined with their years, its readings, places and issues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from importers.document import KpiRow, Place
from importers.issues import Issue
from importers.readers.evaluation_sheet.cells import Words
from importers.readers.evaluation_sheet.marks import is_lookalike, mark_of
from importers.readers.evaluation_sheet.records import Record
from importers.readers.evaluation_sheet.references import resolved
from importers.readers.evaluation_sheet.value_readings import (
    ActualsRead,
    BaselineRead,
    TargetsRead,
    read_actuals,
    read_baseline,
    read_final_target,
    read_yearly_target,
)
from kpi_tracker.lib.readings import ActualReading, TargetReading

FINAL_LABEL = "目標"
_TIERS: dict[str, Literal[1, 2]] = {"アウトプット指標": 1, "アウトカム指標": 2}
_QUALITATIVE = ("qualitative", "undetermined", "none")

Labelled = tuple[str, Words]


def kpi_row(record: Record, near: int | None) -> tuple[KpiRow, BaselineRead]:
    """The row of one record and what its baseline cell says.

    target_raw and actual_raw hold one line a printed cell, its year before it: 「28年度：38時間以内」, of the final
    target 「目標：32時間以内 【30年度】」; places stand by field and year ("target_raw.2016", "target_raw.final").
    """
    name, placed = record.name.text, record.line.placed
    yearly = [(pair, read_yearly_target(pair.target, name, pair.column)) for pair in record.line.years]
    final = read_final_target(placed.final, name, placed.final_year, near)
    baseline = read_baseline(placed.baseline, name, placed.baseline_year, near)
    target_cells = [(pair.column.label, pair.target, read) for pair, read in yearly]
    target_raw, targets, target_issues = _joined_targets([*target_cells, (FINAL_LABEL, placed.final, final)])
    is_qualitative = bool(targets) and all(target.kind in _QUALITATIVE for target in targets)
    actual_cells = [
        (
            pair.column.label,
            pair.actual,
            _kept(read_actuals(pair.actual, name, pair.column, ()), pair.actual, is_qualitative),
        )
        for pair in record.line.years
    ]
    actual_raw, actuals, actual_issues = _joined_actuals(actual_cells)
    if is_qualitative and baseline.value:
        baseline = _without_value(baseline, placed.baseline)
    targets, reference_issues = resolved(targets, actuals, baseline, record)
    status, status_issues = _status(record)
    return KpiRow(
        tier=_TIERS.get(record.kind or ""),
        label=record.label,
        name=name or None,
        lines=record.line.lines,
        relisted=record.relisted,
        is_main=record.is_main,
        target_raw=target_raw,
        actual_raw=actual_raw,
        status=status,
        baseline=baseline.value,
        targets=targets,
        actuals=actuals,
        places=_places(record),
        issues=tuple(
            dict.fromkeys(
                (
                    *record.issues,
                    *_name_issues(record),
                    *target_issues,
                    *actual_issues,
                    *baseline.issues,
                    *reference_issues,
                    *status_issues,
                )
            )
        ),
    ), baseline


def _joined_targets(
    cells: Sequence[tuple[str, Words, TargetsRead]],
) -> tuple[str | None, tuple[TargetReading, ...], list[Issue]]:
    text = ""
    issues: list[Issue] = []
    targets: list[TargetReading] = []
    for label, words, read in cells:
        if not words.text:
            targets += read.targets
        else:
            text += f"{chr(10) if text else ''}{label}："
            targets += [replace(one, span=_moved(one.span, len(text))) for one in read.targets]
            text += words.text
            issues += read.issues
    return text or None, tuple(targets), issues


def _joined_actuals(
    cells: Sequence[tuple[str, Words, ActualsRead]],
) -> tuple[str | None, tuple[ActualReading, ...], list[Issue]]:
    text = ""
    issues: list[Issue] = []
    actuals: list[ActualReading] = []
    for label, words, read in cells:
        if words.text:
            text += f"{chr(10) if text else ''}{label}："
            actuals += [replace(one, span=_moved(one.span, len(text))) for one in read.actuals]
            text += words.text
            issues += read.issues
    return text or None, tuple(actuals), issues


def _moved(span: tuple[int, int], by: int) -> tuple[int, int]:
    return span[0] + by, span[1] + by


def _kept(read: ActualsRead, words: Words, is_qualitative: bool) -> ActualsRead:
    """Numbers in the prose of an indicator without a numeric target are no values of it."""
    if not is_qualitative or not read.actuals:
        return read
    message = f"定性的な目標の実績に数値「{read.actuals[0].raw}」があります。指標の値とするか確かめてください。"
    return ActualsRead((), (words.cell.issue("number_in_prose", "warning", "actual_raw", message),))


def _without_value(baseline: BaselineRead, words: Words) -> BaselineRead:
    message = "定性的な目標の基準に数値があります。基準値とするか確かめてください。"
    issue = words.cell.issue("number_in_prose", "warning", "baseline", message)
    return replace(baseline, value=None, issues=(*baseline.issues, issue))


def _status(record: Record) -> tuple[str | None, list[Issue]]:
    cell = record.line.placed.mark
    mark = mark_of(cell.text)
    if mark is None:
        message = "達成の欄の印が読み取れません。原本を見て入力してください。"
        return None, [cell.issue("mark_unread", "error", "status", message)]
    if is_lookalike(cell.text):
        message = f"達成の欄「{cell.text}」を「{mark}」とみて読みました。原本で確かめてください。"
        return mark, [cell.issue("mark_misread", "warning", "status", message)]
    return mark, []


def _name_issues(record: Record) -> list[Issue]:
    if record.name.text:
        return []
    message = "測定指標の名称が読み取れません。原本を見て入力してください。"
    return [record.name.cell.issue("name_lost", "error", "name", message)]


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
