"""The cells of a line of targets under their columns, also where a cell was lost, joined to another or put in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from importers.issues import Issue
from importers.readers.evaluation_sheet.cells import Cell, Line, Words
from importers.readers.evaluation_sheet.columns import Column, Columns
from importers.readers.evaluation_sheet.fused import split_final, split_pair
from importers.readers.evaluation_sheet.marks import NOT_OVER, mark_of
from importers.readers.evaluation_sheet.years import square_year_bracket
from kpi_tracker.lib.readings import Severity
from kpi_tracker.lib.records import replace

_ADVICE = "原本の欄と見比べて直してください。"
YearWords = tuple[Column, Words]


@dataclass(frozen=True)
class PlacedTargets:
    """baseline, final with the year in brackets as printed; baseline_year, final_year: where they have own columns."""

    baseline: Words
    years: tuple[YearWords, ...]
    final: Words
    mark: Cell
    baseline_year: str = ""
    final_year: str = ""
    issues: tuple[Issue, ...] = ()


def place_targets(line: Line, columns: Columns, near: int | None, actuals: Sequence[Line]) -> PlacedTargets:
    """The cells of the line. actuals: its lines of actuals; without any, a year's cell may hold both."""
    offset = _mark_offset(line, columns)
    if offset == 0:
        return _with_final_among_years(_direct(line, columns), near)
    if not _is_usual(columns) or abs(offset) > 1:
        return _unplaced(line, columns)
    return _one_less(line, columns, near, actuals) if offset < 0 else _one_more(line, columns)


def _mark_offset(line: Line, columns: Columns) -> int:
    """How far right of its column the mark stands; 0 also where there is none to be found."""
    position = columns.position("mark")
    if position is None:
        return 0
    start = (columns.position("name") or 0) + 1
    marks = [cell.column for cell in line.printed if cell.column >= start and mark_of(cell.text)]
    letters = [column for column in marks if mark_of(line.cell(column).text) != NOT_OVER]
    last = line.printed[-1].column
    found = letters[-1:] or [column for column in marks if column in (last, position)][-1:]
    return found[0] - position if found else 0


def _is_usual(columns: Columns) -> bool:
    """Whether baseline, years, final target and mark follow each other in this order."""
    roles = [column.role for column in columns.columns]
    usual = ["baseline", *(["year"] * len(columns.years)), "final", "mark"]
    start = roles.index("baseline") if "baseline" in roles else len(roles)
    return roles[start : start + len(usual)] == usual


def _direct(line: Line, columns: Columns) -> PlacedTargets:
    placed = PlacedTargets(
        baseline=_words(line, columns.of("baseline")),
        years=tuple((column, _words(line, column)) for column in columns.years),
        final=_words(line, columns.of("final")),
        mark=_words(line, columns.of("mark")).cell,
        baseline_year=_words(line, columns.of("baseline_year")).text,
        final_year=_words(line, columns.of("final_year")).text,
    )
    known = {column.position for column in columns.columns}
    stray = [cell for cell in line.printed if cell.column not in known]
    message = "「{}」がどの欄にも入りません。欄のずれがないか原本で確かめてください。"
    return _flagged(placed, [(cell, "cell_outside_columns", message.format(cell.text[:40])) for cell in stray])


def _one_less(line: Line, columns: Columns, near: int | None, actuals: Sequence[Line]) -> PlacedTargets:
    """A line with one cell too few: the final target was lost, joined to the last year's, or a year's is missing."""
    start, stop = columns.columns[_index(columns, "baseline")].position, _position(columns, "mark") - 1
    cells = [line.cell(position) for position in range(start, stop)]
    baseline, years, last = cells[0], cells[1:], cells[-1]
    mark = line.cell(stop)
    ends_with_year = square_year_bracket(last.text, near)
    if ends_with_year and not square_year_bracket(baseline.text, near):
        return _without_baseline(cells, columns, mark)
    placed = PlacedTargets(
        Words.of(baseline), _paired(columns, map(Words.of, years)), Words("", Cell(line.number, stop, "")), mark
    )
    if ends_with_year is None:
        return _lost_final(placed, last)
    rest, label = ends_with_year
    parts = split_final(rest, last.text) if actuals else None
    if parts:
        words = [*map(Words.of, years[:-1]), Words(parts[0], last)]
        placed = replace(placed, years=_paired(columns, words), final=Words(f"{parts[1]} 【{label}】", last))
        return _flagged(placed, [(last, "cells_fused", "最終年度の目標と目標（値）が一つの欄に入っています。")])
    if not actuals and split_pair(rest):
        words = [*map(Words.of, years[:-1]), Words(rest, last)]
        placed = replace(placed, years=_paired(columns, words), final_year=label)
        message = "最終年度の欄と目標（値）の欄が一つになっていて、目標（値）の文を分けられません。"
        return _flagged(placed, [(last, "cells_fused", message)], "error")
    words = [*map(Words.of, years[:-1]), Words("", Cell(line.number, stop, ""))]
    placed = replace(placed, years=_paired(columns, words), final=Words.of(last))
    message = "年度の欄が一つ足りず、どの年度の目標か決められません。左から順に入れました。"
    return _flagged(placed, [(cell, "year_cell_missing", message) for cell in cells[1:2]])


def _with_final_among_years(placed: PlacedTargets, near: int | None) -> PlacedTargets:
    """The year in brackets is the final target's: a cell under a year that has one stands a column off."""
    bracketed = [words for _, words in placed.years if square_year_bracket(words.text, near)]
    if not bracketed:
        if placed.final.text:
            return placed
        message = "目標（値）の欄が空です。"
        return _flagged(placed, [(placed.final.cell, "final_target_missing", message)])
    years = tuple((column, words) for column, words in placed.years if words not in bracketed)
    message = f"目標（値）の年度のある「{bracketed[-1].text[:40]}」が年度の欄にあり、どの年度の目標か決められません。"
    placed = replace(placed, years=years, final=placed.final if placed.final.text else bracketed[-1])
    return _flagged(placed, [(bracketed[-1].cell, "cells_shifted", message)])


def _lost_final(placed: PlacedTargets, last: Cell) -> PlacedTargets:
    message = "目標（値）の欄がなく、達成の印が一つ左にあるため、最終の目標は空にしました。"
    return _flagged(placed, [(last, "final_target_lost", message)], "error")


def _without_baseline(cells: Sequence[Cell], columns: Columns, mark: Cell) -> PlacedTargets:
    """The years and the final target fill the line: what is missing is the baseline."""
    first = cells[0]
    years = _paired(columns, map(Words.of, cells[:-1]))
    placed = PlacedTargets(Words("", Cell(first.line, first.column, "")), years, Words.of(cells[-1]), mark)
    message = "欄が一つ足りないため、基準（値）の欄が失われたとみて読みました。"
    lost = first.issue("baseline_lost", "error", "baseline", f"{message}原本で確かめて入力してください。")
    return _flagged(replace(placed, issues=(lost,)), [(first, "cells_shifted", message)])


def _one_more(line: Line, columns: Columns) -> PlacedTargets:
    """A line with a cell too many: a blank one among the years is taken out."""
    first, last = columns.years[0].position, columns.years[-1].position + 1
    blanks = [position for position in range(first, last + 1) if line.cell(position).is_blank]
    dropped = blanks[0] if blanks else last
    moved = Line(line.number, tuple(cell for cell in line.cells if cell.column != dropped))
    placed = _direct(moved, columns)
    message = "欄が一つ多く、空欄を一つ除いて読みました。どの年度の値か"
    if len(blanks) == 1:
        return _flagged(placed, [(line.cell(dropped), "cells_shifted", message)])
    return _flagged(placed, [(line.cell(dropped), "cells_shifted", f"{message}決められません。")])


def _unplaced(line: Line, columns: Columns) -> PlacedTargets:
    cell, message = line.printed[0], "達成の印の位置が合わず、欄を対応づけられません。"
    issues = tuple(
        cell.issue("cells_shifted", "error", field, message + _ADVICE) for field in ("name", "baseline", "status")
    )
    placed = replace(_direct(line, columns), issues=issues)
    return _flagged(placed, [(cell, "cells_shifted", message)], "error")


def _flagged(
    placed: PlacedTargets, found: Sequence[tuple[Cell, str, str]], severity: Severity = "warning"
) -> PlacedTargets:
    """With an issue on every field that the place of a cell decides."""
    issues = [
        cell.issue(code, severity, field, message + _ADVICE)
        for cell, code, message in found
        for field in ("target_raw", "actual_raw")
    ]
    return replace(placed, issues=(*placed.issues, *issues))


def _paired(columns: Columns, words: Iterable[Words]) -> tuple[YearWords, ...]:
    return tuple(zip(columns.years, words, strict=False))


def _words(line: Line, column: Column | None) -> Words:
    return Words.of(line.cell(column.position)) if column else Words("", Cell(line.number, -1, ""))


def _index(columns: Columns, role: str) -> int:
    return next(index for index, column in enumerate(columns.columns) if column.role == role)


def _position(columns: Columns, role: str) -> int:
    return columns.columns[_index(columns, role)].position
