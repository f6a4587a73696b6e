"""The values of a record's cells: targets by year, the final target, the baseline and the actuals.

Each cell is read by itself, because its column says which year it is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from importers.issues import Issue
from importers.readers.evaluation_sheet.cells import Words
from importers.readers.evaluation_sheet.columns import Column
from importers.readers.evaluation_sheet.years import is_ambiguous_label, last_fiscal_year, year_bracket
from kpi_tracker.lib.actuals import read_actual_cell
from kpi_tracker.lib.fiscal_year import read_date
from kpi_tracker.lib.japanese_text import name_key, normalise
from kpi_tracker.lib.readings import ActualReading, Baseline, Doubt, TargetReading
from kpi_tracker.lib.records import replace
from kpi_tracker.lib.targets import read_target_cell

Reading = TypeVar("Reading", TargetReading, ActualReading)
RANK = "位"
_BOUND = re.compile("以上|以内|以下|未満|超|上回|下回|少なくとも|最低|最大")
_IN_BRACKETS = re.compile(r"[（(](?P<inner>[^（()）]*)[）)]")


@dataclass(frozen=True)
class CellRead(Generic[Reading]):
    """What one cell says; spans count in the text of the cell."""

    readings: tuple[Reading, ...]
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class BaselineRead:
    """value: None where the cell has no number; fy: 基準年度 all the same; raw: without the year."""

    value: Baseline | None
    fy: int | None
    raw: str | None
    issues: tuple[Issue, ...] = ()


def read_yearly_target(words: Words, name: str, column: Column) -> CellRead[TargetReading]:
    """The targets for one year. A number that is for another year is not taken as this year's."""
    read = _read_target(words, words.text, name)
    issues = list(read.issues)
    targets = []
    for target in read.readings:
        if target.deadline_fy not in (None, column.fiscal_year):
            message = f"{column.label}の欄が別の年度の目標（{target.deadline_raw}）を述べています。値は読んでいません。"
            issues.append(words.cell.issue("target_of_other_year", "warning", "target_raw", message))
            target = replace(target, kind="qualitative", value=None, unit=None, comparator=None, value_max=None)
        targets.append(
            replace(
                target,
                fiscal_year=column.fiscal_year,
                final=False,
                deadline_fy=column.fiscal_year,
                deadline_raw=column.label,
            )
        )
    return CellRead(tuple(targets), tuple(issues))


def read_final_target(words: Words, name: str, own_year: str, near: int | None) -> CellRead[TargetReading]:
    """The final target with its year in brackets. own_year: where that is printed elsewhere."""
    bracket = year_bracket(words.text, near)
    rest, label = bracket or (words.text, own_year)
    fiscal_year = last_fiscal_year(label, near) if label else None
    if not rest:
        return _year_without_target(words, fiscal_year, label)
    read = _read_target(words, rest, name)
    issues = list(read.issues)
    if is_ambiguous_label(label):
        issues.append(_year_doubt(words, label, "target_raw"))
    if fiscal_year is None and any(target.deadline_fy is None for target in read.readings):
        message = "目標（値）に年度がありません。達成時期を原本で確かめて入力してください。"
        issues.append(words.cell.issue("deadline_missing", "warning", "target_raw", message))
    targets = tuple(
        replace(
            target,
            deadline_fy=fiscal_year or target.deadline_fy,
            deadline_raw=label or target.deadline_raw,
            fiscal_year=None,
            final=True,
        )
        for target in read.readings
    )
    return CellRead(targets, tuple(issues))


def _year_without_target(words: Words, fiscal_year: int | None, label: str) -> CellRead[TargetReading]:
    readings = (TargetReading("none", deadline_fy=fiscal_year, deadline_raw=label),) if fiscal_year else ()
    if not words.text:
        return CellRead(readings)
    message = "目標（値）の欄に年度だけがあります。目標値を原本で確かめて入力してください。"
    return CellRead(readings, (words.cell.issue("final_target_missing", "warning", "target_raw", message),))


def read_actuals(words: Words, name: str, column: Column) -> CellRead[ActualReading]:
    """The values of one year, dated by their own date where the cell prints one, else by the column."""
    inner = _IN_BRACKETS.fullmatch(words.text)
    text = inner["inner"] if inner else words.text
    cell = read_actual_cell(text, name)
    begin = words.text.find(text)
    actuals = tuple(_dated(_moved_actual(actual, begin, name), column) for actual in cell.actuals)
    issues = [*_doubts(words, "actual_raw", cell.doubts)]
    if len(actuals) > 1:
        issues.append(_several(words, "actual_raw"))
    return CellRead(actuals, tuple(issues))


def read_baseline(words: Words, name: str, own_year: str, near: int | None) -> BaselineRead:
    """基準（値）【年度】"""
    if not words.text:
        fiscal_year = last_fiscal_year(own_year, near) if own_year else None
        return BaselineRead(None, fiscal_year, None, _issues_of_blank_baseline(words))
    bracket = year_bracket(words.text, near)
    rest, label = bracket or (words.text, own_year)
    fiscal_year = last_fiscal_year(label, near) if label else None
    cell = read_actual_cell(rest.lstrip("・ "), name)
    issues = list(_doubts(words, "baseline", cell.doubts))
    if fiscal_year is None:
        date = read_date(rest)
        fiscal_year = date.fiscal_year if date else None
        message = "基準（値）に年度がないか、年度の欄ではありません。原本で確かめてください。"
        issues.append(words.cell.issue("baseline_year_missing", "warning", "baseline", message))
    elif is_ambiguous_label(label):
        issues.append(_year_doubt(words, label, "baseline"))
    if len(cell.actuals) > 1:
        issues.append(_several(words, "baseline"))
    value = Baseline(cell.actuals[0].value, cell.actuals[0].unit, fiscal_year) if cell.actuals else None
    return BaselineRead(value, fiscal_year, rest, tuple(issues))


def _issues_of_blank_baseline(words: Words) -> tuple[Issue, ...]:
    """A dash says that there is none; a blank may be a cell that was lost."""
    if not words.cell.is_blank:
        return ()
    message = "基準（値）の欄が空です。原本で確かめてください。"
    return (words.cell.issue("baseline_missing", "warning", "baseline", message),)


def _read_target(words: Words, text: str, name: str) -> CellRead[TargetReading]:
    cell = read_target_cell(text, name)
    begin = max(words.text.find(text), 0)
    targets = tuple(_as_printed(target, begin, text, name) for target in cell.targets if target.kind != "none")
    issues = list(_doubts(words, "target_raw", cell.doubts))
    if len(targets) > 1:
        issues.append(_several(words, "target_raw"))
    return CellRead(targets, tuple(issues))


def _as_printed(target: TargetReading, begin: int, text: str, name: str) -> TargetReading:
    """With the comparator that is printed: none without 以上 or its like; of a rank less is better whatever is printed.

    「10位以上」 asks for the tenth place or a better one.
    """
    start, end = target.span
    said = normalise(text[start : end + 4]).text
    comparator = target.comparator
    if target.unit == RANK:
        comparator = "<="
    elif target.kind in ("numeric", "percent") and not _BOUND.search(said):
        comparator = None
    return replace(
        target, comparator=comparator, component=_component(target.component, name), span=(begin + start, begin + end)
    )


def _moved_actual(actual: ActualReading, begin: int, name: str) -> ActualReading:
    start, end = actual.span
    return replace(actual, span=(begin + start, begin + end), component=_component(actual.component, name))


def _component(component: str | None, name: str) -> str | None:
    """None where the component only repeats the name of the indicator."""
    return None if component and name_key(component) in name_key(name) else component


def _dated(actual: ActualReading, column: Column) -> ActualReading:
    if actual.as_of:
        return actual
    return replace(actual, as_of=f"FY{column.fiscal_year}", as_of_raw=column.label, fiscal_year=column.fiscal_year)


def _doubts(words: Words, field: str, doubts: Iterable[Doubt]) -> Iterable[Issue]:
    return (words.cell.issue(doubt.code, doubt.severity, field, doubt.message) for doubt in dict.fromkeys(doubts))


def _several(words: Words, field: str) -> Issue:
    message = f"「{words.text[:40]}」に数値が二つ以上あります。どれが指標の値か原本で確かめてください。"
    return words.cell.issue("several_values", "warning", field, message)


def _year_doubt(words: Words, label: str, field: str) -> Issue:
    message = f"「{label}」が平成か令和か印字されていません。年度を原本で確かめてください。"
    return words.cell.issue("era_unclear", "warning", field, message)
