"""The rows of 改革工程の進捗: processes, and the progress and outlook printed beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from importers.document import ProcessRow, Segment
from importers.issues import Issue
from importers.readers.progress_2016.grid import (
    GridRow,
    character_notes,
    cut_between,
    grid_rows,
    joined,
    may_be_one,
    sharing_cells,
    with_doubtful_cuts,
)
from importers.readers.progress_2016.pages import Table
from importers.readers.progress_2016.wording import Wording, breaks_off, ends_a_sentence, picks_up

LIST = re.compile(r"[以次]下?の|.[・·●○]")
"""What tells that a list is going on: its introduction, or a bullet after it."""
BESIDE = ("progress", "outlook")


def process_rows(tables: Sequence[Table], wording: Wording) -> tuple[ProcessRow, ...]:
    """The processes of a page's tables in printed order, numbered from 1 through all of them."""
    rows = [row for table in tables for row in _rows(table, wording)]
    return tuple(_process(order, row, wording) for order, row in enumerate(rows, 1))


def _rows(table: Table, wording: Wording) -> list[GridRow]:
    rows = _with_cut_processes_joined(grid_rows(table), wording)
    pairs = list(pairwise(rows))
    is_merged = [any(cut_between(upper, lower, field, wording) for field in BESIDE) for upper, lower in pairs]
    for field in BESIDE:
        cuts = [
            merged and _may_go_on(upper, lower, field) for merged, (upper, lower) in zip(is_merged, pairs, strict=True)
        ]
        rows = sharing_cells(rows, field, cuts)
    return with_doubtful_cuts(rows, BESIDE)


def _with_cut_processes_joined(rows: Sequence[GridRow], wording: Wording) -> list[GridRow]:
    whole: list[GridRow] = []
    for row in rows:
        if whole and may_be_one(whole[-1], row) and _is_one_process(whole[-1], row, wording):
            message = f"{row.lines[0]}行は上の行の続きとみて、一つの改革工程につなぎました。原本で確かめてください。"
            whole[-1] = joined(whole[-1], row, [field for field in row.cells if not row.cells[field].is_blank], message)
        else:
            whole.append(row)
    return whole


def _is_one_process(upper: GridRow, lower: GridRow, wording: Wording) -> bool:
    """Whether a row is the lower half of the process above it, not a process of its own.

    The process cell decides: a bullet of the list above or the rest of its sentence belongs to it; a blank one does
    where the cells beside it go on from above. A process of its own only shares the merged cell beside it.
    """
    goes_on = any(cut_between(upper, lower, field, wording) for field in BESIDE)
    is_alone = all(lower.cells[field].is_blank for field in BESIDE)
    above, below = upper.text("process"), lower.text("process")
    if below is None:
        return goes_on
    if above is None or ends_a_sentence(above):
        return False
    if lower.cells["process"].starts_with_bullet:
        return goes_on or is_alone or (LIST.search(above) is not None and lower.cells["outlook"].is_blank)
    return picks_up(below) or (breaks_off(above) and (goes_on or is_alone))


def _may_go_on(upper: GridRow, lower: GridRow, field: str) -> bool:
    """Whether a cell of a merged row spans both rows too: nothing is printed below it, or it stops before its end."""
    above, below = upper.text(field), lower.cells[field]
    if above is None:
        return False
    return below.is_blank or (below.text is not None and not ends_a_sentence(above))


def _process(order: int, row: GridRow, wording: Wording) -> ProcessRow:
    process, progress, outlook = (_words(row, field) for field in ("process", *BESIDE))
    has_words = progress is not None or outlook is not None
    return ProcessRow(
        order=order,
        process=process,
        lines=row.lines,
        segments=(Segment(None, (), progress, outlook, None),) if has_words else (),
        progress=progress,
        outlook=outlook,
        places=row.places(),
        issues=(*row.issues, *_doubts(row, wording), *character_notes(row)),
    )


def _words(row: GridRow, field: str) -> str | None:
    return None if row.cells[field].is_stray_mark else row.text(field)


def _doubts(row: GridRow, wording: Wording) -> list[Issue]:
    return [issue for field in row.cells for issue in _cell_doubts(row, field, wording)]


def _cell_doubts(row: GridRow, field: str, wording: Wording) -> Iterator[Issue]:
    text = row.text(field)
    if row.cells[field].is_stray_mark:
        message = "一文字だけが残っています。横線の読み違いとみて空にしました。原本で確かめてください。"
        yield row.issue("cell_lost", "warning", field, message)
    elif row.cells[field].is_blank:
        message = "何も読み取れません。結合セルか、抽出で消えた可能性があります。原本を見て入力してください。"
        yield row.issue("cell_lost", "error", field, message)
    elif text is None and field == "process":
        message = "改革工程の名前が読み取れません。原本を見て入力してください。"
        yield row.issue("cell_lost", "error", field, message)
    elif text is not None and wording.starts_inside_a_word(text):
        message = "文の初めが切れています。原本を見て補ってください。"
        yield row.issue("cell_starts_late", "warning", field, message)
    if text is not None and field == "process" and breaks_off(text):
        message = "文の終わりが切れています。原本を見て補ってください。"
        yield row.issue("cell_truncated", "warning", field, message)
