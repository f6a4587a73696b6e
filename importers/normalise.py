"""Words → readings: the values, dates and promises of each KPI row, beside the words they came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from importers.document import KpiRow, Sheet, SourceDocument, spooled_pages
from importers.issues import Issue
from importers.remembered import Remembered
from kpi_tracker.lib.actuals import read_actual_cell
from kpi_tracker.lib.japanese_text import is_dash, normalise
from kpi_tracker.lib.promises import read_promises
from kpi_tracker.lib.readings import ActualCell, Doubt, PromiseReading, TargetCell, TargetReading
from kpi_tracker.lib.records import replace
from kpi_tracker.lib.targets import read_target_cell

_FIELD_NAMES = {"target_raw": "目標値", "actual_raw": "実績値"}


def with_readings(document: SourceDocument) -> SourceDocument:
    """The document with targets, actuals, promises and their issues in each KPI row, and repeated tables marked.

    Words and the issues a reader has set stay as they are; what a reader has read itself (a workbook with columns for
    values, a form with a cell for each year) is kept. A sheet repeats an earlier one when its KPI rows say the same,
    row for row, whatever the lines.
    """
    sheets = (
        replace(sheet, kpis=tuple(row_with_readings(row, document.fiscal_year) for row in sheet.kpis))
        for sheet in document.sheets
    )
    return with_repeats(replace(document, sheets=spooled_pages(sheets)))


def with_repeats(document: SourceDocument) -> SourceDocument:
    """The document with each sheet marked whose KPI table prints that of an earlier one again."""
    repeated = _repeated_tables(document.sheets)
    if not repeated:
        return document
    marked = (
        replace(sheet, duplicate_of=repeated.get(index)) if sheet.duplicate_of is None else sheet
        for index, sheet in enumerate(document.sheets)
    )
    return replace(document, sheets=spooled_pages(marked))


def row_with_readings(row: KpiRow, fiscal_year: int | None) -> KpiRow:
    """The row with the readings of its words, and an issue for each doubt. A reader's own readings are kept."""
    if row.is_heading:
        return row
    if row.has_cells_by_year:
        return replace(row, promises=row.promises or read_promises(row.note_raw, fiscal_year))
    target, actual, promises = _read(row.name, row.target_raw, row.targets, row.actual_raw, row.note_raw, fiscal_year)
    return replace(
        row,
        targets=row.targets or target.targets,
        actuals=row.actuals or actual.actuals,
        promises=row.promises or promises,
        issues=(
            *row.issues,
            *_issues(row, "target_raw", () if row.targets else target.doubts),
            *_issues(row, "actual_raw", () if row.actuals else actual.doubts),
        ),
    )


# A plan is made twice, for the preview and for the writing: the words of a whole file are read once.
@Remembered
def _read(
    name: str | None,
    target: str | None,
    targets: tuple[TargetReading, ...],
    actual: str | None,
    note: str | None,
    fiscal_year: int | None,
) -> tuple[TargetCell, ActualCell, tuple[PromiseReading, ...]]:
    """What the words of a row say. targets: those that its reader has read itself, if any."""
    target_cell = read_target_cell(target, name)
    actual_cell = read_actual_cell(actual, name, targets or target_cell.targets)
    return target_cell, actual_cell, read_promises(note, fiscal_year)


def _issues(row: KpiRow, field: str, doubts: Iterable[Doubt]) -> Iterable[Issue]:
    """The doubts about one field as issues at its place, without those the reader has raised itself."""
    place = row.places.get(field)
    where = f"{_FIELD_NAMES[field]}（{row.name or 'ＫＰＩ名なし'}）："
    known = {(issue.code, issue.field, issue.raw) for issue in row.issues}
    raw = row.target_raw if field == "target_raw" else row.actual_raw
    for doubt in dict.fromkeys(doubts):
        if (doubt.code, field, raw) not in known:
            lines = place.lines if place else row.lines
            cell = place.cell if place else None
            yield Issue(doubt.code, doubt.severity, field, where + doubt.message, raw, lines, cell)


def _repeated_tables(sheets: Sequence[Sheet]) -> dict[int, int]:
    """By the index of a sheet that of the first earlier one with the same items and rows; no rows repeat nothing."""
    first: dict[tuple[object, ...], int] = {}
    repeated: dict[int, int] = {}
    items = [tuple(map(_words, sheet.items)) for sheet in sheets]
    times = Counter(items)
    # Only pages of the same items are set beside each other, row by row: that is what costs.
    for index in [index for index, names in enumerate(items) if times[names] > 1]:
        rows = sheets[index].kpis
        earlier = first.setdefault((items[index], *map(_row_key, rows)), index) if rows else index
        if earlier < index:
            repeated[index] = earlier
    return repeated


def _row_key(row: KpiRow) -> tuple[object, ...]:
    cells = (row.name, row.target_raw, row.actual_raw, row.status, row.note_raw)
    return (row.tier, row.is_heading, row.relisted, *map(_words, cells))


def _words(cell: str | None) -> str:
    """The cell for comparison: without white space and width, a dash as nothing."""
    return "" if cell is None or is_dash(cell) else "".join(normalise(cell).text.split())
