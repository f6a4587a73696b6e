"""What is in doubt about one KPI of a cell, each told with what a person should do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from importers.document import KpiRow
from importers.issues import Issue
from importers.readers.measures_list.brackets import groups_of
from importers.readers.measures_list.cells import Cell
from importers.readers.measures_list.damage import damaged_letters
from importers.readers.measures_list.kpi_brackets import Role, role_of
from importers.readers.measures_list.kpi_items import KpiItem
from kpi_tracker.lib.readings import Severity, TargetReading
from kpi_tracker.lib.targets import read_target_cell

_ELSEWHERE = re.compile(r"「[^「」]+」(?:の)?本文(?:を?参照)?|(?:別紙|別添|本文)(?:を|の)?参照")
_BOUND = re.compile(r"以上|以下|以内|程度|未満")
_LAST = re.compile(r"\W*(?:を?(?:実施|達成|導入|整備|開催|確保|実現)|とする|に?増加)?[。]?")
"""What may follow a number that the whole sentence is about."""
_Told = tuple[str, Severity, str, str]
"""Code, severity, field and message."""


def issues_of(row: KpiRow, item: KpiItem, role: Role, cell: Cell) -> list[Issue]:
    """The issues of a row that the words alone give; what the readings doubt is added where they are read."""
    return [
        Issue(code, severity, field, message, item.text, (cell.line, cell.line), str(cell.column))
        for code, severity, field, message in (*_of_name(row, item), *_of_target(row, item, role))
    ]


def _of_name(row: KpiRow, item: KpiItem) -> Iterator[_Told]:
    if item.unsure:
        message = "空白の前後が二つのKPIかもしれません。原本を見て、必要なら行を分けてください。"
        yield "kpis_joined", "warning", "name", message
    if letters := damaged_letters(item.text):
        yield "letters_damaged", "warning", "name", f"「{letters}」は誤読の疑いがあります。原本を見て直してください。"
    if len(re.findall(r"[(（]", item.text)) != len(re.findall(r"[)）]", item.text)):
        message = "括弧の片方がありません。名前と目標の切れ目を原本で確かめてください。"
        yield "bracket_lost", "warning", "name", message
        yield "bracket_lost", "warning", "target_raw", message
    if _ELSEWHERE.fullmatch(item.text):
        yield "pointer", "note", "name", "別の文書を指すだけで、KPIそのものは書かれていません。"
    if row.name is None:
        yield "kpi_not_set", "note", "name", "KPIが未設定です。設定されたら名前を入力してください。"


def _of_target(row: KpiRow, item: KpiItem, role: Role) -> Iterator[_Told]:
    if role == "mixed":
        message = "現状と目標が一つの括弧にある疑いがあります。現状が目標になっていないか確かめてください。"
        yield "state_and_target", "warning", "target_raw", message
    if role == "several":
        message = "目標や期日が二か所以上に分かれています。KPIごとに行を分け、目標を入力し直してください。"
        yield "targets_apart", "warning", "target_raw", message
        yield "targets_apart", "warning", "name", message
    if role == "unset" and not any(promise.ends or promise.begins for promise in row.promises):
        yield "setting_undated", "note", "target_raw", "いつ設定するかの日付が読み取れません。"
    if role == "name" and (words := _undated_number(item.text)):
        message = f"「{words}」には期限がないので目標にしていません。目標なら期限と値を入力してください。"
        yield "number_without_deadline", "warning", "target_raw", message


def _undated_number(text: str) -> str | None:
    """The words that give a number without a deadline, in a bracket or in the sentence itself."""
    groups = groups_of(text)
    for group in groups:
        if role_of(group.inner) == "undated":
            return group.inner
    outside = text
    for group in reversed(groups):
        outside = outside[: group.start] + " " + outside[group.end :]
    figures = [target for target in read_target_cell(outside).targets if target.value is not None]
    return next((figure.raw for figure in figures if _is_meant(figure, outside)), None)


def _is_meant(figure: TargetReading, text: str) -> bool:
    """Whether the sentence is about the number: it is bounded, dated or last. 4K・8K and 2ルート化 only name things."""
    return bool(figure.deadline_fy or _BOUND.search(figure.raw) or _LAST.fullmatch(text[figure.span[1] :]))
