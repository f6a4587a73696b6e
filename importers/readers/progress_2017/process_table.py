"""The table 改革工程の進捗状況 of a page: its processes, each with the progress and outlook printed beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from importers.document import ProcessRow
from importers.issues import Issue
from importers.readers.progress_2017.cell_text import joined
from importers.readers.progress_2017.doubts import doubts_of
from importers.readers.progress_2017.labels import ministries_in, paired_segments
from importers.readers.progress_2017.pieces import NumberedLine, Piece, place, plain, sentence_pieces
from importers.readers.progress_2017.process_cells import MARK, ORDER, ProcessEvidence, is_plausible
from importers.readers.progress_2017.segmentation import Cell, best_cut
from importers.readers.progress_2017.wrapping import ColumnWidth, column_width
from kpi_tracker.lib.records import replace

_COLUMNS = ("process", "progress", "outlook")
_WHOLE_ROW = ("process", "progress", "outlook", "marks")
_DOUBTED = {"process": _WHOLE_ROW, "progress": _WHOLE_ROW, "outlook": ("outlook",)}
"""Where a process may end elsewhere, the progress beside it may be another row's: the whole row is in doubt."""


@dataclass(frozen=True)
class _CutRow:
    pieces: tuple[Piece, ...]
    cells: tuple[Cell, ...]

    def words(self, column: str) -> tuple[Piece, ...]:
        """The pieces of a cell; none where it is not printed."""
        cell = next((cell for cell in self.cells if cell.column == column), None)
        return self.pieces[cell.start : cell.end] if cell else ()


def process_rows(lines: Sequence[NumberedLine]) -> tuple[ProcessRow, ...]:
    """The rows of a process table; each doubt about where its cells end is an issue of the row."""
    pieces = sentence_pieces(lines)
    rough = _cut(pieces, {})
    widths = {column: column_width([row.words(column) for row in rough if row.words(column)]) for column in _COLUMNS}
    rows = [_row(order, row) for order, row in enumerate(_cut(pieces, widths), start=1)]
    return tuple(_shared(row, rows) for row in rows)


def _cut(pieces: tuple[Piece, ...], widths: Mapping[str, ColumnWidth | None]) -> list[_CutRow]:
    rows: list[list[Cell]] = []
    for cell in best_cut([len(piece.text) for piece in pieces], ORDER, ProcessEvidence(pieces, widths)):
        if cell.column == "process" or not rows:
            rows.append([])
        rows[-1].append(cell)
    return [_CutRow(pieces, tuple(row)) for row in rows]


def _row(order: int, cut: _CutRow) -> ProcessRow:
    texts = {column: joined(cut.words(column)) or None for column in _COLUMNS}
    segments = paired_segments(texts["progress"], texts["outlook"], MARK)
    named = [*ministries_in(texts["progress"]), *ministries_in(texts["outlook"])]
    return ProcessRow(
        order=order,
        process=texts["process"],
        lines=(cut.pieces[cut.cells[0].start].line, cut.pieces[cut.cells[-1].end - 1].line),
        segments=segments,
        progress=texts["progress"],
        outlook=texts["outlook"],
        marks=tuple(MARK.findall(plain(texts["progress"] or ""))),
        ministries=tuple(dict.fromkeys(named)),
        places={column: place(cut.words(column)) for column in _COLUMNS if cut.words(column)},
        issues=(*doubts_of(cut.pieces, cut.cells, _DOUBTED, is_plausible), *_parted_lines(cut), *_incomplete(cut)),
    )


def _parted_lines(cut: _CutRow) -> tuple[Issue, ...]:
    """A warning where one printed line holds the end of a cell and the start of the next."""
    start = cut.cells[0].start
    piece = cut.pieces[start]
    if piece.gap != "none":
        return ()
    message = (
        f"{piece.line}行は前の工程の文の終わりと次の改革工程の始まりが１行に印字されています。"
        "切れ目が正しいか原本で確かめてください。"
    )
    return (
        Issue("line_holds_two_cells", "warning", "process", message, raw=piece.text, lines=(piece.line, piece.line)),
    )


def _incomplete(cut: _CutRow) -> tuple[Issue, ...]:
    """Errors for a row without a process or with progress but no outlook."""
    first, last = cut.pieces[cut.cells[0].start].line, cut.pieces[cut.cells[-1].end - 1].line
    missing = []
    if not cut.words("process"):
        missing.append(("process", "改革工程"))
    if cut.words("progress") and not cut.words("outlook"):
        missing.append(("outlook", "今後の進展について"))
    return tuple(
        Issue(
            "cell_missing",
            "error",
            field,
            f"{first}～{last}行の工程に「{title}」の欄の文が見当たりません。原本で確かめてください。",
            lines=(first, last),
        )
        for field, title in missing
    )


def _shared(row: ProcessRow, rows: Sequence[ProcessRow]) -> ProcessRow:
    """A row without its own progress shares the next one printed, the last rows of a table the one before them."""
    if row.progress is not None:
        return _holding(row, rows)
    following = [other.order for other in rows if other.order > row.order and other.progress is not None]
    preceding = [other.order for other in rows if other.order < row.order and other.progress is not None]
    holder = following[0] if following else (preceding[-1] if preceding else None)
    return replace(row, shares_with=holder, issues=(*row.issues, *_sharing(row, holder)))


def _holding(row: ProcessRow, rows: Sequence[ProcessRow]) -> ProcessRow:
    """A row right after one without progress: what was read as a process of its own may be the start of this one."""
    if row.order == 1 or rows[row.order - 2].progress is not None:
        return row
    message = (
        f"{row.lines[0]}行からの改革工程は、直前の工程と一続きの文とも読めます。"
        "別の工程かどうか原本で確かめてください。"
    )
    issue = Issue("process_may_continue", "warning", "process", message, lines=row.lines)
    return replace(row, issues=(*row.issues, issue))


def _sharing(row: ProcessRow, holder: int | None) -> tuple[Issue, ...]:
    where = f"{row.lines[0]}～{row.lines[1]}行の工程に進捗の欄がありません。"
    action = f"{holder}番目の工程と欄を共有すると読みました。" if holder else "共有する欄も見つかりません。"
    message = f"{where}{action}原本で確かめてください。"
    return tuple(Issue("progress_shared", "warning", field, message, lines=row.lines) for field in _WHOLE_ROW)
