"""The table 改革工程の進捗状況: its processes, each with the progress and outlook beside it, alone or shared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from importers.document import ProcessRow
from importers.issues import Issue
from importers.readers.official_form.form_cells import FormCells
from importers.readers.official_form.records import FormRecord, blank_issues, cell_issue
from importers.readers.official_form.tables import FormTable
from importers.readers.progress_2017.labels import ministries_in, paired_segments
from importers.readers.progress_2017.pieces import plain
from importers.readers.progress_2017.process_cells import MARK

_SHARED = ("progress", "outlook")


def process_rows(cells: FormCells, table: FormTable, records: Sequence[FormRecord], above: int) -> list[ProcessRow]:
    """The rows, their orders from above + 1. A row shares the progress cell of another where both are merged with it.

    Where only one of progress and outlook is merged, each row has the words of both: neither is lost.
    """
    holders = _holders(records)
    rows = []
    for index, record in enumerate(records):
        order, holder = above + 1 + index, above + 1 + holders[index]
        issues = (*record.issues, *_nameless(record, cells, table))
        if holder != order:
            rows.append(_sharing(order, record, holder, issues))
        else:
            rows.append(_holding(order, record, (*issues, *blank_issues(record, _SHARED, cells, table))))
    return rows


def _holders(records: Sequence[FormRecord]) -> list[int]:
    """By record the index of the one that holds its progress: of those that share it the one that their hidden column
    names, else the first."""
    sharing: dict[object, list[int]] = {}
    for index, record in enumerate(records):
        areas = tuple(record.area(name) for name in _SHARED)
        sharing.setdefault(areas if any(areas) else index, []).append(index)
    holders = list(range(len(records)))
    for indices in sharing.values():
        named = {records[index].named("shares_with") for index in indices} - {None}
        holder = next((index for index in indices if records[index].named("row_id") in named), indices[0])
        for index in indices:
            holders[index] = holder
    return holders


def _sharing(order: int, record: FormRecord, holder: int, issues: tuple[Issue, ...]) -> ProcessRow:
    places = {name: place for name, place in record.places().items() if name not in _SHARED}
    return ProcessRow(
        order=order,
        process=record.text("process"),
        lines=record.rows,
        shares_with=holder,
        places=places,
        issues=issues,
        row_id=record.named("row_id"),
        at=record.at(),
    )


def _holding(order: int, record: FormRecord, issues: tuple[Issue, ...]) -> ProcessRow:
    progress, outlook = record.text("progress"), record.text("outlook")
    return ProcessRow(
        order=order,
        process=record.text("process"),
        lines=record.rows,
        segments=paired_segments(progress, outlook, MARK),
        progress=progress,
        outlook=outlook,
        marks=tuple(MARK.findall(plain(progress or ""))),
        ministries=tuple(dict.fromkeys((*ministries_in(progress), *ministries_in(outlook)))),
        places=record.places(),
        issues=issues,
        row_id=record.named("row_id"),
        at=record.at(),
    )


def _nameless(record: FormRecord, cells: FormCells, table: FormTable) -> Iterator[Issue]:
    if record.text("process") is None and not record.is_unreadable("process"):
        cell = cells.at(record.rows[0], table.columns["process"][0])
        message = "「改革工程」の欄に文がありません。工程を記入するか、上の工程の続きなら欄を結合してください。"
        # A row that was handed out without words comes back as it was: that alone must not hold it up.
        yield cell_issue("cell_missing", "warning" if record.named("row_id") else "error", "process", cell, message)
