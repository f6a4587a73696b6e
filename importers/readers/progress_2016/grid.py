"""The rows of a table with each cell under its field, and what joining, shifting and cutting did to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from importers.document import Place
from importers.issues import Issue
from importers.readers.progress_2016.cells import PrintedCell
from importers.readers.progress_2016.columns import FIELDS, place_columns, shift_of
from importers.readers.progress_2016.pages import Line, Table
from importers.readers.progress_2016.wording import Wording, stops_early
from kpi_tracker.lib.readings import Severity
from kpi_tracker.lib.records import replace

COLUMN_NAMES = {
    "process": "改革工程",
    "progress": "進捗状況",
    "outlook": "今後の進展について",
    "tier": "階層",
    "name": "ＫＰＩ",
    "target_raw": "目標値（達成時期）",
    "actual_raw": "実績値",
    "note_raw": "進捗状況・今後の対応",
}
MOST_ROWS_SPANNED = 12
MISREAD_LETTERS = (
    (re.compile(r"〈(?![^〉]{0,60}〉)"), "く"),  # a bracket that nothing closes
    (re.compile(r"(?<=[・·])/(?=[ァ-ヶ])|^/(?=[ァ-ヶ])"), "ノ"),
)


@dataclass(frozen=True)
class GridRow:
    """One row. cells: by field of the table, none missing; issues: what its making leaves in doubt."""

    lines: tuple[int, int]
    cells: dict[str, PrintedCell]
    issues: tuple[Issue, ...] = ()

    def text(self, field: str) -> str | None:
        """The joined text of a field's cell, None where it is blank or a dash."""
        return self.cells[field].text

    def places(self) -> dict[str, Place]:
        """Where each printed cell stands."""
        return {field: cell.place for field, cell in self.cells.items() if not cell.is_blank}

    def issue(self, code: str, severity: Severity, field: str, message: str) -> Issue:
        """An issue about one cell of this row; the message gets the column's name in front."""
        cell = self.cells[field]
        text = f"「{COLUMN_NAMES[field]}」の欄: {message}"
        return Issue(code, severity, field, text, raw=cell.words or None, lines=cell.lines)

    def with_issues(self, *issues: Issue) -> GridRow:
        """The same row with more issues."""
        return replace(self, issues=(*self.issues, *issues))


def grid_rows(table: Table) -> list[GridRow]:
    """The rows of a table in order; a line without a tab is a piece of the last printed cell above it."""
    columns = place_columns(table)
    rows: list[GridRow] = []
    for line in table.rows:
        if line.is_row or not rows:
            rows.append(_grid_row(line, table, columns))
        else:
            rows[-1] = _with_piece(rows[-1], line)
    return [row for row in rows if any(not cell.is_blank for cell in row.cells.values())]


def joined(upper: GridRow, lower: GridRow, fields: Sequence[str], message: str) -> GridRow:
    """Two rows as the one row they were before the page was cut, with a warning on the fields that it rests on."""
    cells = {field: cell.joined_with(lower.cells[field]) for field, cell in upper.cells.items()}
    row = GridRow((upper.lines[0], lower.lines[1]), cells, (*upper.issues, *lower.issues))
    return row.with_issues(*(row.issue("row_joined", "warning", field, message) for field in fields))


def sharing_cells(rows: Sequence[GridRow], field: str, cuts: Sequence[bool]) -> list[GridRow]:
    """The rows with each cut cell of a field joined and given to all the rows it spans.

    cuts: for each row but the last whether its cell goes on in the row below.
    """
    shared: list[GridRow] = []
    start = 0
    for end in range(1, len(rows) + 1):
        if end < len(rows) and cuts[end - 1] and end - start < MOST_ROWS_SPANNED:
            continue
        shared += _given_to_all(rows[start:end], field)
        start = end
    return shared


def may_be_one(upper: GridRow, lower: GridRow) -> bool:
    """Whether two rows together are no longer than a row of the form can be."""
    return lower.lines[1] - upper.lines[0] <= MOST_ROWS_SPANNED


def cut_between(upper: GridRow, lower: GridRow, field: str, wording: Wording) -> bool:
    """Whether the cell of a field goes on in the row below."""
    return wording.runs_on(upper.text(field), lower.text(field))


def with_doubtful_cuts(rows: Sequence[GridRow], fields: Sequence[str]) -> list[GridRow]:
    """The rows with a warning on each cell of prose that stops early, and on the one below, which may go on from it."""
    flagged = list(rows)
    for index, row in enumerate(rows):
        for field in fields:
            text = row.text(field)
            if text is None or not stops_early(text):
                continue
            message = "文の終わりが切れている可能性があります。原本を見て補ってください。"
            flagged[index] = flagged[index].with_issues(row.issue("cell_truncated", "warning", field, message))
            below = rows[index + 1] if index + 1 < len(rows) else None
            if below and below.text(field) and below.cells[field] != row.cells[field]:
                message = "上の行の文が途中で切れています。その続きでないか、原本で確かめてください。"
                flagged[index + 1] = flagged[index + 1].with_issues(
                    below.issue("cell_may_go_on", "warning", field, message)
                )
    return flagged


def character_notes(row: GridRow) -> list[Issue]:
    """Notes on letters that OCR misread beyond doubt; the words stay as the file holds them."""
    return [
        row.issue(
            "misread_letter",
            "note",
            field,
            f"「{match[0]}」は「{meant}」の読み違いとみられます。文はそのまま残しました。",
        )
        for field, cell in row.cells.items()
        for letters, meant in MISREAD_LETTERS
        for match in [letters.search(cell.text or "")]
        if match
    ]


def _given_to_all(rows: Sequence[GridRow], field: str) -> list[GridRow]:
    if len(rows) == 1:
        return list(rows)
    cell = rows[0].cells[field]
    for row in rows[1:]:
        cell = cell.joined_with(row.cells[field])
    message = (
        f"{rows[0].lines[0]}～{rows[-1].lines[1]}行にまたがる結合セルとみて、同じ文をどの行にも入れました。"
        "原本で行の区切りを確かめてください。"
    )
    given = [replace(row, cells={**row.cells, field: cell}) for row in rows]
    return [row.with_issues(row.issue("merged_cell", "warning", field, message)) for row in given]


def _grid_row(line: Line, table: Table, columns: Sequence[int]) -> GridRow:
    shift = shift_of(line.cells, table.kind, columns)
    taken = {field: column + shift for field, column in zip(FIELDS[table.kind], columns, strict=True)}
    lines = (line.number, line.number)
    cells = {
        field: PrintedCell(lines, column, line.cells[column] if 0 <= column < len(line.cells) else "")
        for field, column in taken.items()
    }
    row = GridRow(lines, cells)
    if shift:
        message = "この行は列が一つずれているとみて読みました。原本の欄と合っているか確かめてください。"
        row = row.with_issues(*(row.issue("row_shifted", "warning", field, message) for field in cells))
    return _with_stray_cells(row, line, set(taken.values()))


def _with_stray_cells(row: GridRow, line: Line, taken: set[int]) -> GridRow:
    """The row with what stands outside every column put behind the cell to its left, so that no word is lost."""
    for column, words in enumerate(line.cells):
        if column in taken or not words.strip():
            continue
        left = [field for field, cell in row.cells.items() if cell.column < column]
        field = left[-1] if left else next(iter(row.cells))
        row = _with_words(row, field, PrintedCell(row.lines, column, words), "列の外にある語を続きとみて")
    return row


def _with_piece(row: GridRow, line: Line) -> GridRow:
    """The row with a line that has no columns as the end of its last printed cell."""
    printed = [field for field, cell in row.cells.items() if not cell.is_blank]
    field = printed[-1] if printed else next(iter(row.cells))
    piece = PrintedCell((line.number, line.number), row.cells[field].column, line.cells[0])
    grown = replace(row, lines=(row.lines[0], line.number))
    return _with_words(grown, field, piece, "次の行に落ちた語を続きとみて")


def _with_words(row: GridRow, field: str, piece: PrintedCell, how: str) -> GridRow:
    cell = row.cells[field].joined_with(piece)
    row = replace(row, cells={**row.cells, field: cell})
    message = f"{how}この欄につなぎました。原本で確かめてください。"
    return row.with_issues(row.issue("words_outside_columns", "warning", field, message))
