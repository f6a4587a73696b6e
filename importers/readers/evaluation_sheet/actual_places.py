"""The cells of a line of actuals under their years, also where they stand a column off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from importers.issues import Issue
from importers.readers.evaluation_sheet.cells import Cell, Line, Words
from importers.readers.evaluation_sheet.columns import Column, Columns
from importers.readers.evaluation_sheet.target_places import YearWords
from kpi_tracker.lib.fiscal_year import find_dates

_SHIFTS = (1, -1)


@dataclass(frozen=True)
class PlacedActuals:
    """years: in printed order, the years without a cell left out."""

    years: tuple[YearWords, ...] = ()
    issues: tuple[Issue, ...] = ()


def place_actuals(lines: Sequence[Line], columns: Columns) -> PlacedActuals:
    """The cells of all lines of actuals under one line of targets; columns: of the table."""
    placed = [_placed_line(line, columns) for line in lines]
    years: dict[Column, Words] = {}
    issues = [issue for one in placed for issue in one.issues]
    for column, words in (pair for one in placed for pair in one.years):
        if column in years and words.text:
            message = f"{column.label}の実績の欄が二つあります。どちらを採るか原本で確かめてください。"
            issues.append(words.cell.issue("several_actuals", "error", "actual_raw", message))
        years.setdefault(column, words)
    if len(lines) > 1:
        message = "一つの目標の下に実績の行が二つあります。どの目標の実績か原本で確かめてください。"
        issues += [
            lines[1].printed[0].issue("several_actual_lines", "warning", field, message)
            for field in ("target_raw", "actual_raw")
        ]
    ordered = sorted(years.items(), key=lambda pair: pair[0].position)
    return PlacedActuals(tuple(ordered), tuple(issues))


def own_fiscal_year(text: str) -> int | None:
    """The fiscal year of the dates in the text, None where it has none or they are of several years."""
    years = {date.fiscal_year for date in find_dates(text)}
    return years.pop() if len(years) == 1 else None


def _placed_line(line: Line, columns: Columns) -> PlacedActuals:
    by_position = {column.position: column for column in columns.years}
    if all(cell.column in by_position for cell in line.printed):
        return PlacedActuals(tuple((by_position[cell.column], Words.of(cell)) for cell in line.printed))
    for shift in _SHIFTS:
        if all(_fits(cell, by_position.get(cell.column + shift)) for cell in line.printed):
            years = tuple((by_position[cell.column + shift], Words.of(cell)) for cell in line.printed)
            return PlacedActuals(years, (_moved(line.printed[0], years),))
    return _placed_one_by_one(line, columns, by_position)


def _fits(cell: Cell, column: Column | None) -> bool:
    if column is None:
        return False
    own = own_fiscal_year(cell.text)
    return own is None or own == column.fiscal_year


def _placed_one_by_one(line: Line, columns: Columns, by_position: dict[int, Column]) -> PlacedActuals:
    """What stands under a year stays, the others go to the year that they name themselves."""
    years = {by_position[cell.column]: Words.of(cell) for cell in line.printed if cell.column in by_position}
    issues: list[Issue] = []
    for cell in line.printed:
        if cell.column in by_position:
            continue
        named = next((column for column in columns.years if column.fiscal_year == own_fiscal_year(cell.text)), None)
        if named and named not in years:
            years[named] = Words.of(cell)
            issues.append(_moved(cell, ((named, years[named]),)))
        else:
            message = (
                f"実績「{cell.text[:40]}」が年度の欄の外にあり、どの年度か決められません。原本で確かめてください。"
            )
            issues.append(cell.issue("actual_outside_years", "error", "actual_raw", message))
    return PlacedActuals(tuple(years.items()), tuple(issues))


def _moved(cell: Cell, years: Sequence[YearWords]) -> Issue:
    placed = "、".join(f"{column.label}「{words.text[:20]}」" for column, words in years)
    message = f"実績の欄が列の見出しからずれています。{placed}とみて読みました。原本で確かめてください。"
    return cell.issue("actual_shifted", "warning", "actual_raw", message)
