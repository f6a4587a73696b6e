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
    rows = []
    for order, record in enumerate(records, above + 1):
        holder = _holder(record, records) + above + 1
        issues = (*record.issues, *_nameless(record, cells, table))
        if holder != order:
            rows.append(_sharing(order, record, holder, issues))
        else:
            rows.append(_holding(order, record, (*issues, *blank_issues(record, _SHARED, cells, table))))
    return rows


def _holder(record: FormRecord, records: Sequence[FormRecord]) -> int:
    """The index of the record that holds the progress of this one: of those that share it the one that their hidden
    column names, else the first."""
    own = tuple(record.area(name) for name in _SHARED)
    sharing = [index for index, other in enumerate(records) if tuple(other.area(name) for name in _SHARED) == own]
    if not any(own):
        return records.index(record)
    named = {records[index].named("shares_with") for index in sharing}
    return next((index for index in sharing if records[index].named("row_id") in named - {None}), sharing[0])


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
    if record.text("process") is None:
        cell = cells.at(record.rows[0], table.columns["process"][0])
        message = "「改革工程」の欄に文がありません。工程を記入するか、上の工程の続きなら欄を結合してください。"
        # A row that was handed out without words comes back as it was: that alone must not hold it up.
        yield cell_issue("cell_missing", "warning" if record.named("row_id") else "error", "process", cell, message)
