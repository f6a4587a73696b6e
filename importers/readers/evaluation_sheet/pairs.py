"""Targets and actuals of one line, year by year, with those that shared a cell parted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from importers.issues import Issue
from importers.readers.evaluation_sheet.actual_places import PlacedActuals, own_fiscal_year, place_actuals
from importers.readers.evaluation_sheet.cells import Cell, Words
from importers.readers.evaluation_sheet.columns import Column
from importers.readers.evaluation_sheet.fused import is_pair_of_figures, split_pair
from importers.readers.evaluation_sheet.indicators import TargetLine
from importers.readers.evaluation_sheet.target_places import PlacedTargets, place_targets
from kpi_tracker.lib.fiscal_year import read_date
from kpi_tracker.lib.records import replace


@dataclass(frozen=True)
class YearPair:
    """What one column of a year holds."""

    column: Column
    target: Words
    actual: Words


@dataclass(frozen=True)
class PairedLine:
    """A line of targets with its actuals. placed: its cells outside the years."""

    placed: PlacedTargets
    years: tuple[YearPair, ...]
    lines: tuple[int, int]
    issues: tuple[Issue, ...]


def paired_line(line: TargetLine, near: int | None) -> PairedLine:
    """The line with target and actual of each year."""
    upper = line.row.line
    placed = place_targets(upper, line.row.columns, near, line.actuals)
    actuals = place_actuals(line.actuals, line.row.table)
    pairs = _pairs(line, placed, actuals)
    issues = [*placed.issues, *actuals.issues]
    years: list[YearPair] = []
    for pair in pairs:
        years.append(_parted(pair, actuals))
    issues += _fused_issues([pair for pair, parted in zip(pairs, years, strict=True) if parted is not pair])
    issues += _issues_of_years(years, actuals, upper.printed[0])
    last = line.actuals[-1].number if line.actuals else upper.number
    return PairedLine(placed, tuple(years), (upper.number, last), tuple(issues))


def _pairs(line: TargetLine, placed: PlacedTargets, actuals: PlacedActuals) -> list[YearPair]:
    blank = Words("", Cell(line.row.line.number, -1, ""))
    own, table = line.row.columns.years, line.row.table.years
    targets = {own.index(column): words for column, words in placed.years}
    reached = {table.index(column): words for column, words in actuals.years}
    return [
        YearPair(column, targets.get(index, blank), reached.get(index, blank)) for index, column in enumerate(table)
    ]


def _parted(pair: YearPair, actuals: PlacedActuals) -> YearPair:
    """The pair with a cell that holds both parted; the same pair where none does."""
    whole = pair.target if pair.target.text and not pair.actual.text else pair.actual
    if bool(pair.target.text) == bool(pair.actual.text):
        return pair
    is_both = is_pair_of_figures(whole.text) or (not actuals.years and whole is pair.target)
    parts = split_pair(whole.text) if is_both else None
    if parts is None:
        return pair
    return replace(pair, target=replace(whole, text=parts[0]), actual=replace(whole, text=parts[1]))


def _fused_issues(parted: Sequence[YearPair]) -> list[Issue]:
    if not parted:
        return []
    cell = (parted[0].target if parted[0].target.text else parted[0].actual).cell
    labels = "、".join(pair.column.label for pair in parted)
    message = (
        f"{labels}の目標と実績が一つの欄に入っているとみて分けました。切れ目が合っているか原本で確かめてください。"
    )
    return _both(cell, "target_actual_fused", message)


def _issues_of_years(years: Sequence[YearPair], actuals: PlacedActuals, cell: Cell) -> list[Issue]:
    """Doubts about which cell is of which year. cell: the first of the line."""
    issues = [issue for pair in years for issue in _date_issues(pair)]
    if not _follow_each_other([pair.column.fiscal_year for pair in years]):
        message = "年度の見出しが連続していません。どの年度の値か原本で確かめてください。"
        issues += _both(cell, "year_labels_doubtful", message)
    if not any(pair.actual.text for pair in years):
        message = "実績が一つもありません。本当にないか原本で確かめてください。"
        return [*issues, cell.issue("actuals_missing", "warning", "actual_raw", message)]
    if not actuals.issues and _may_be_shifted(years):
        message = "目標と実績で空いている年度が違います。欄のずれがないか原本で確かめてください。"
        issues += _both(cell, "years_differ", message)
    return issues


def _both(cell: Cell, code: str, message: str) -> list[Issue]:
    return [cell.issue(code, "warning", field, message) for field in ("target_raw", "actual_raw")]


def _follow_each_other(years: Sequence[int | None]) -> bool:
    """Whether the years rise, or fall, by one from column to column."""
    known = [year for year in years if year is not None]
    steps = {later - earlier for earlier, later in pairwise(known)}
    return len(known) == len(years) and steps in (set(), {1}, {-1})


def _may_be_shifted(years: Sequence[YearPair]) -> bool:
    """Whether some years hold only one of the two while cells without a date of their own leave others blank."""
    targets = [bool(pair.target.text) for pair in years]
    actuals = [bool(pair.actual.text) for pair in years]
    if targets == actuals or all(actuals):
        return False
    return any(pair.actual.text and own_fiscal_year(pair.actual.text) is None for pair in years)


def _date_issues(pair: YearPair) -> list[Issue]:
    date = read_date(pair.actual.text)
    if date is None or date.fiscal_year == pair.column.fiscal_year or own_fiscal_year(pair.actual.text) is None:
        return []
    message = f"{pair.column.label}の実績に別の年度の日付「{date.raw}」があります。どの年度の値か確かめてください。"
    return [pair.actual.cell.issue("actual_year_differs", "warning", "actual_raw", message)]
