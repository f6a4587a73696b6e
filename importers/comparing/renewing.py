"""What is read out of the words: kept where the words stand, made again where they changed.

Readings that stand may have been corrected by people. A file overrules them only where it brings reading rows of its
own (the sheets 目標値の読取り …) that say something else; rows that still say the old of words that changed are stale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from importers.document import KpiRow, Place, WorkbookRow
from importers.issues import Issue
from importers.normalise import row_with_readings
from importers.plan import CellChange
from importers.workbook.cells import as_text
from importers.workbook.columns import Table
from importers.workbook.fields import PARTS, in_words
from importers.workbook.tables import KPIS
from kpi_tracker.lib.records import Record, fields_of, replace
from kpis.drafts import ListingDraft, SnapshotDraft

Parts = tuple[Any, ...]


class Renewed(Record, frozen=True):
    """A snapshot with the readings it will have; changes: of readings whose words stand; issues: new doubts."""

    snapshot: SnapshotDraft
    changes: tuple[CellChange, ...] = ()
    issues: tuple[Issue, ...] = ()


class Source(Record, frozen=True):
    """Where a row comes from. is_named: the file carries its id, and so can carry readings of it; at: its row."""

    fiscal_year: int | None
    is_named: bool = False
    at: WorkbookRow | None = None


def renewed(listing: ListingDraft, ours: SnapshotDraft, stands: SnapshotDraft | None, source: Source) -> Renewed:
    """The snapshot of the file with the readings that it will have. stands: the standing one."""
    if stands is not None and _says_the_same(ours, stands, source):
        return Renewed(stands)
    fresh: list[KpiRow] = []

    def read() -> KpiRow:
        if not fresh:
            fresh.append(_read(listing, ours, source))
        return fresh[0]

    made: dict[str, Parts] = {}
    changes: list[CellChange] = []
    issues: list[Issue] = []
    for part, cell in _CELLS.items():
        brought, standing = _fitting(getattr(ours, part), getattr(ours, cell)), getattr(stands, part, ())
        same_words = stands is not None and getattr(ours, cell) == getattr(stands, cell)
        has_own = bool(brought) and comparable_parts(brought) != comparable_parts(standing)
        if same_words and not (has_own and source.is_named):
            made[part] = standing
        elif has_own or (brought and _has_cells_by_year(ours)):
            made[part] = brought
            if same_words:
                changes += part_changes(KPIS, part, standing, brought)
        else:
            made[part] = getattr(read(), part)
            issues += [issue for issue in read().issues if issue.field == _FIELDS[cell]]
    snapshot = replace(
        ours,
        targets=made["targets"],
        actuals=made["actuals"],
        promises=made["promises"],
        corrections=stands.corrections if stands else ours.corrections,
    )
    return Renewed(snapshot, tuple(changes), tuple(issues))


def _says_the_same(ours: SnapshotDraft, stands: SnapshotDraft, source: Source) -> bool:
    """Whether the words stand and the file has no reading rows that say otherwise."""
    if (ours.target, ours.actual, ours.grade, ours.note) != (stands.target, stands.actual, stands.grade, stands.note):
        return False
    return not source.is_named or not any(
        (brought := _fitting(getattr(ours, part), getattr(ours, cell)))
        and comparable_parts(brought) != comparable_parts(getattr(stands, part))
        for part, cell in _CELLS.items()
    )


def _fitting(brought: Parts, words: str) -> Parts:
    """The readings that a file brings of a cell, none where they were read from other words than the cell has now."""
    return brought if all(part.raw in words for part in brought) else ()


_CELLS = {"targets": "target", "actuals": "actual", "promises": "note"}
_READ = {"target_raw", "actual_raw"}
_FIELDS = {"target": "target_raw", "actual": "actual_raw", "note": "note_raw"}


def _has_cells_by_year(snapshot: SnapshotDraft) -> bool:
    return any(field.startswith(("target.", "actual.")) for field in snapshot.places)


def _read(listing: ListingDraft, snapshot: SnapshotDraft, source: Source) -> KpiRow:
    """The row read anew from its words."""
    row = KpiRow(
        tier=None,
        label=None,
        name=listing.name or None,
        lines=_lines(listing),
        is_heading=listing.is_heading,
        target_raw=snapshot.target or None,
        actual_raw=snapshot.actual or None,
        note_raw=snapshot.note or None,
        places=_places(source.at),
    )
    return row_with_readings(row, source.fiscal_year)


def _lines(listing: ListingDraft) -> tuple[int, int]:
    return (listing.place.line_from, listing.place.line_to) if listing.place else (0, 0)


def _places(at: WorkbookRow | None) -> dict[str, Place]:
    if at is None:
        return {}
    return {field: Place((at.row, at.row), "", at.sheet, at.cells[field]) for field in _READ & at.cells.keys()}


def comparable_parts(parts: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Readings as the database keeps them: nothing is an empty text, 確からしさ has two digits."""
    return [tuple(_kept(name, value) for name, value in fields_of(part).items()) for part in parts]


def _kept(name: str, value: Any) -> Any:
    if name == "confidence":
        return round(value, 2)
    return "" if value is None else value


def part_changes(table: Table, part: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[CellChange]:
    """What changed in the rows of a sheet of readings or segments: cell by cell, or a whole row that is new or gone."""
    for number, (old, new) in enumerate(zip_longest(before, after), 1):
        if old is None or new is None:
            yield CellChange(
                f"{part}.{number}", in_words(table, f"{part}.{number}"), _whole(part, old), _whole(part, new)
            )
            continue
        for column in PARTS[part].columns:
            words = _cell(column, old), _cell(column, new)
            if words[0] != words[1]:
                field = f"{part}.{number}.{column.field}"
                is_final = part == "actuals" and column.field == "kind" and (old.kind, new.kind) == _FINALISED
                yield CellChange(field, in_words(table, field), *words, "finalised" if is_final else "")


_FINALISED = ("preliminary", "final")


def _cell(column: Any, part: Any) -> str:
    value = getattr(part, column.field, None)
    if value is None or value == "" or value == ():
        return ""
    value = round(value, 2) if column.field == "confidence" else value
    return as_text(column.codec.write(value))


def _whole(part: str, row: Any) -> str:
    if row is None:
        return ""
    return " ".join(words for column in PARTS[part].columns if (words := _cell(column, row)))
