"""Doubts about where a cell ends, as issues of its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from importers.issues import Issue
from importers.readers.progress_2017.pieces import Piece, place
from importers.readers.progress_2017.segmentation import Cell

ENOUGH = 3.0
"""A cell whose next best reading is nearer than this is shown to a person."""

TITLES = {
    "name": "ＫＰＩ名",
    "target_raw": "目標値",
    "actual_raw": "実績値",
    "status": "区分",
    "note_raw": "今後の方針",
    "process": "改革工程",
    "progress": "計画期間中の進捗",
    "outlook": "今後の進展",
    "marks": "進捗の評価",
}


def doubts_of(
    pieces: Sequence[Piece],
    cells: Sequence[Cell],
    fields: Mapping[str, Sequence[str]],
    is_plausible: Callable[[str, Sequence[Piece]], bool],
) -> tuple[Issue, ...]:
    """Warnings on the cells that would bear another reading or do not look like their column.

    fields: per column the fields of the row that are read from its cell.
    """
    issues: list[Issue] = []
    for cell in cells:
        words = pieces[cell.start : cell.end]
        doubted = fields.get(cell.column, ())
        if cell.margin < ENOUGH:
            issues += [boundary_doubt(field, words) for field in doubted]
        elif not is_plausible(cell.column, words):
            issues += [unlikely_words(field, words) for field in doubted]
    first_of_field = {issue.field: issue for issue in reversed(issues)}
    return tuple(issue for issue in issues if first_of_field[issue.field] is issue)


def boundary_doubt(field: str, words: Sequence[Piece]) -> Issue:
    """A warning that the cell may begin or end elsewhere."""
    where = place(words)
    message = (
        f"{where.lines[0]}～{where.lines[1]}行：{TITLES[field]}の欄の切れ目がはっきりしません。"
        "原本と見比べ、隣の欄の文が混じっていないか確かめてください。"
    )
    return Issue("cell_boundary_unsure", "warning", field, message, raw=where.words, lines=where.lines)


def unlikely_words(field: str, words: Sequence[Piece]) -> Issue:
    """A warning that the words do not look like what the column holds."""
    where = place(words)
    message = (
        f"{where.lines[0]}～{where.lines[1]}行：{TITLES[field]}の欄の文が、この欄の書き方に合いません。"
        "欠けや混入がないか原本で確かめてください。"
    )
    return Issue("cell_words_unlikely", "warning", field, message, raw=where.words, lines=where.lines)
