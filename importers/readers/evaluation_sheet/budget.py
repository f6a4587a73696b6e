"""政策の予算額・執行額等: the budget by fiscal year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from importers.issues import Issue
from importers.readers.evaluation_sheet.cells import Cell, Line, squeezed
from importers.readers.evaluation_sheet.years import LONGEST_LABEL, fiscal_year_of_label
from kpi_tracker.lib.japanese_text import is_dash

_UNIT = re.compile(r"[(](?P<unit>[百千万億]*円)[)]|単位:?(?P<said>[百千万億]*円)")
_KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("当初予算"), "initial"),
    (re.compile("補正予算"), "supplementary"),
    (re.compile("繰越|繰り越し"), "carry"),
    (re.compile(r"合計|計[(]|^計$"), "total"),
    (re.compile("執行額"), "executed"),
)
_PARTS = ("initial", "supplementary", "carry")
_AMOUNT = re.compile(r"(?P<sign>[△▲−-])?(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)")
_ROWS = 12
_ROUNDING = 2
"""Three rounded parts and a rounded sum differ by at most two."""

Budget = tuple[dict[str, Any], ...]


def read_budget(lines: Sequence[Line], near: int | None) -> tuple[Budget, tuple[Issue, ...]]:
    """The budget table, one dict a year: fy, initial, supplementary, carry, total, executed, unit, lines; no table: ().

    Amounts are of the printed unit ("百万円"), None where the cell is blank or a dash.
    """
    head = next((index for index, line in enumerate(lines) if _is_heading(line, near)), None)
    if head is None:
        return (), ()
    columns = _year_columns(lines[head], near)
    unit = next(
        (found[1] or found[2] for cell in lines[head].printed if (found := _UNIT.search(squeezed(cell.text)))), None
    )
    years: dict[int, dict[str, Any]] = {
        fy: {"fy": fy} | dict.fromkeys(kind for _, kind in _KINDS) for fy in columns.values()
    }
    issues: list[Issue] = []
    last = lines[head].number
    for line in lines[head + 1 : head + 1 + _ROWS]:
        kind = _kind(line)
        if kind:
            last = line.number
            amounts, doubts = _amounts(line, kind, columns)
            issues += doubts
            for fy, amount in amounts.items():
                years[fy][kind] = amount
    for year in years.values():
        issues += _sum_issues(year, (lines[head].number, last))
    span = [lines[head].number, last]
    return tuple(year | {"unit": unit, "lines": span} for year in years.values()), tuple(issues)


def _is_heading(line: Line, near: int | None) -> bool:
    words = [squeezed(cell.text) for cell in line.printed if len(cell.text) < 60]
    return len(_year_columns(line, near)) >= 2 and any("予算" in word or word == "区分" for word in words)


def _year_columns(line: Line, near: int | None) -> dict[int, int]:
    found = [
        (cell.column, fiscal_year_of_label(cell.text, near)) for cell in line.printed if len(cell.text) <= LONGEST_LABEL
    ]
    return {column: year for column, year in found if year}


def _kind(line: Line) -> str | None:
    words = "".join(squeezed(cell.text) for cell in line.printed if not _AMOUNT.fullmatch(squeezed(cell.text)))
    return next((kind for pattern, kind in _KINDS if pattern.search(words) and len(words) < 60), None)


def _amounts(line: Line, kind: str, columns: dict[int, int]) -> tuple[dict[int, Decimal | None], list[Issue]]:
    """The amounts of a row by year: under the years, or moved to where all of them stand under one."""
    cells = [cell for cell in line.printed if _is_amount(cell)]
    shift = next((by for by in (0, 1, -1) if all(cell.column + by in columns for cell in cells)), None)
    if shift is None:
        message = "予算の金額の数が年度の数と合わず、どの年度のものか決められません。原本を見て入力してください。"
        return {}, [line.printed[0].issue("budget_outside_years", "error", "budget", message)]
    issues = []
    if shift:
        message = "予算の金額が年度の見出しから一列ずれているとみて読みました。原本で確かめてください。"
        issues.append(line.printed[0].issue("budget_shifted", "warning", "budget", message))
    taken = {cell.column for cell in cells}
    for position in columns:
        cell = line.cell(position - shift)
        if not cell.is_blank and cell.column not in taken and not _kind_words(cell):
            message = f"予算の金額「{cell.text[:40]}」が数として読めません。原本を見て入力してください。"
            issues.append(cell.issue("budget_unread", "error", "budget", message))
    return {columns[cell.column + shift]: _amount(cell) for cell in cells}, issues


def _kind_words(cell: Cell) -> bool:
    return any(pattern.search(squeezed(cell.text)) for pattern, _ in _KINDS)


def _is_amount(cell: Cell) -> bool:
    return bool(_AMOUNT.fullmatch(squeezed(cell.text))) or is_dash(cell.text)


def _amount(cell: Cell) -> Decimal | None:
    found = _AMOUNT.fullmatch(squeezed(cell.text))
    if found is None:
        return None
    amount = Decimal(found["digits"].replace(",", ""))
    return -amount if found["sign"] else amount


def _sum_issues(year: dict[str, Any], lines: tuple[int, int]) -> list[Issue]:
    parts = [year[part] for part in _PARTS]
    total = year["total"]
    if total is None or all(part is None for part in parts):
        return []
    expected = sum(part or 0 for part in parts)
    if expected == total:
        return []
    near = abs(expected - total) <= _ROUNDING
    message = f"{year['fy']}年度の予算の合計{total:,}が内訳の和{expected:,}と合いません。"
    message += "四捨五入による差とみられます。" if near else "原本で金額と欄のずれを確かめてください。"
    return [Issue("budget_sum_differs", "note" if near else "warning", "budget", message, lines=lines)]
