"""The table ＫＰＩの状況 of a page: its rows, in printed order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from importers.document import KpiRow
from importers.issues import Issue
from importers.readers.progress_2017.cell_text import joined
from importers.readers.progress_2017.doubts import doubts_of
from importers.readers.progress_2017.kpi_cells import ORDER, KpiEvidence, is_plausible
from importers.readers.progress_2017.kpi_words import LABEL, RELISTED
from importers.readers.progress_2017.pieces import NumberedLine, Piece, kpi_pieces, place, plain
from importers.readers.progress_2017.segmentation import Cell, best_cut
from importers.readers.progress_2017.wrapping import ColumnWidth, column_width
from kpi_tracker.lib.records import replace

Tier = Literal[1, 2]
_TIER = re.compile(r"第([一二12])階層")
_TIERS: dict[str, Tier] = {"一": 1, "1": 1, "二": 2, "2": 2}
_FIELDS = {"name": "name", "target": "target_raw", "actual": "actual_raw", "grade": "status", "note": "note_raw"}
_DOUBTED = {column: (field,) for column, field in _FIELDS.items()}
_EXPECTED = ("target", "actual", "grade")


@dataclass(frozen=True)
class _Block:
    """The lines of one tier 階層; tier None: printed before any tier mark."""

    tier: Tier | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class _CutRow:
    tier: Tier | None
    pieces: tuple[Piece, ...]
    cells: tuple[Cell, ...]

    def cell(self, column: str) -> Cell | None:
        return next((cell for cell in self.cells if cell.column == column), None)

    def words(self, column: str) -> tuple[Piece, ...]:
        """The pieces of a cell; none where it is not printed or holds a dash."""
        cell = self.cell(column)
        found = self.pieces[cell.start : cell.end] if cell else ()
        return () if found and found[0].is_dash else found

    def printed(self, column: str) -> tuple[Piece, ...]:
        cell = self.cell(column)
        return self.pieces[cell.start : cell.end] if cell else ()


def kpi_rows(lines: Sequence[NumberedLine]) -> tuple[KpiRow, ...]:
    """The rows of a KPI table; each doubt about where its cells end is an issue of the row."""
    blocks = _blocks(lines)
    rough = [row for block in blocks for row in _cut(block, {})]
    widths = {column: column_width([row.words(column) for row in rough if row.words(column)]) for column in _FIELDS}
    cut = [row for block in blocks for row in _cut(block, widths)]
    return _grouped([_row(row) for row in cut])


def _blocks(lines: Sequence[NumberedLine]) -> list[_Block]:
    blocks: list[_Block] = []
    tier: Tier | None = None
    collected: list[NumberedLine] = []
    index = 0
    while index < len(lines):
        mark = _tier_mark(lines, index)
        if mark:
            blocks.append(_Block(tier, kpi_pieces(collected)))
            (tier, index), collected = mark, []
        else:
            collected.append(lines[index])
            index += 1
    blocks.append(_Block(tier, kpi_pieces(collected)))
    return [block for block in blocks if block.pieces]


def _tier_mark(lines: Sequence[NumberedLine], start: int) -> tuple[Tier, int] | None:
    """The tier printed from lines[start] on (usually one character a line) and the index after it."""
    words = ""
    for index in range(start, min(start + 4, len(lines))):
        words += plain(lines[index][1])
        if found := _TIER.fullmatch(words):
            return _TIERS[found[1]], index + 1
    return None


def _cut(block: _Block, widths: dict[str, ColumnWidth | None]) -> list[_CutRow]:
    cells = best_cut([len(piece.text) for piece in block.pieces], ORDER, KpiEvidence(block.pieces, widths))
    rows: list[list[Cell]] = []
    for cell in cells:
        if cell.column == "name":
            rows.append([])
        rows[-1].append(cell)
    return [_CutRow(block.tier, block.pieces, tuple(row)) for row in rows]


def _row(cut: _CutRow) -> KpiRow:
    printed = joined(cut.words("name"))
    name = RELISTED.sub("", printed)
    label = LABEL.match(name)
    lines = (cut.pieces[cut.cells[0].start].line, cut.pieces[cut.cells[-1].end - 1].line)
    return KpiRow(
        tier=cut.tier,
        label=label.group().strip() if label else None,
        name=(name[label.end() :] if label else name).strip() or None,
        lines=lines,
        is_heading=not any(cut.words(column) for column in ("target", "actual", "grade", "note")),
        relisted=name != printed,
        target_raw=joined(cut.words("target")) or None,
        actual_raw=joined(cut.words("actual")) or None,
        status=plain(joined(cut.words("grade"))) or None,
        note_raw=joined(cut.words("note")) or None,
        places={field: place(cut.printed(column)) for column, field in _FIELDS.items() if cut.printed(column)},
        issues=_issues(cut, lines),
    )


def _issues(cut: _CutRow, lines: tuple[int, int]) -> tuple[Issue, ...]:
    doubts = doubts_of(cut.pieces, cut.cells, _DOUBTED, is_plausible)
    missing = () if cut.cell("empty") else tuple(c for c in _EXPECTED if not cut.cell(c) and not cut.cell("merged"))
    if cut.cell("merged") and not cut.cell("grade"):
        missing = ("grade",)
    absent = tuple(_absent(_FIELDS[column], lines) for column in missing if column != "grade" or not cut.cell("grade"))
    return (*doubts, *absent, *_merged(cut), *_tierless(cut, lines))


def _absent(field: str, lines: tuple[int, int]) -> Issue:
    title = {"target_raw": "目標値", "actual_raw": "実績値", "status": "区分"}[field]
    message = f"{lines[0]}～{lines[1]}行のＫＰＩに{title}の欄の印字が見当たりません。原本で{title}を確かめてください。"
    return Issue("cell_missing", "error", field, message, lines=lines)


def _merged(cut: _CutRow) -> tuple[Issue, ...]:
    cell = cut.cell("merged")
    if cell is None:
        return ()
    at = cut.pieces[cell.start].line
    message = f"{at}行の横線１本を、目標値と実績値の両方の「なし」と読みました。"
    return (Issue("one_dash_for_two_cells", "note", "target_raw", message, lines=(at, at)),)


def _tierless(cut: _CutRow, lines: tuple[int, int]) -> tuple[Issue, ...]:
    if cut.tier is not None:
        return ()
    message = f"{lines[0]}～{lines[1]}行のＫＰＩの前に第一階層・第二階層の見出しがありません。階層を選んでください。"
    return (Issue("tier_unknown", "error", "tier", message, lines=lines),)


def _grouped(rows: Sequence[KpiRow]) -> tuple[KpiRow, ...]:
    """The rows with the heading row each stands under: of its tier, as long as they carry a label."""
    grouped: list[KpiRow] = []
    heading: KpiRow | None = None
    for index, row in enumerate(rows):
        after = rows[index + 1] if index + 1 < len(rows) else None
        if row.is_heading and not (after and after.tier == row.tier):
            row = _childless(row)
        if row.is_heading:
            heading = row
            grouped.append(row)
            continue
        if heading and (heading.tier != row.tier or row.label is None):
            heading = None
        grouped.append(replace(row, group=heading.name if heading else None))
    return tuple(grouped)


def _childless(row: KpiRow) -> KpiRow:
    message = (
        f"{row.lines[0]}～{row.lines[1]}行は全ての欄が横線ですが、下に続くＫＰＩがありません。"
        "見出しの行でないか原本で確かめてください。"
    )
    issue = Issue("heading_without_rows", "warning", "is_heading", message, lines=row.lines)
    return replace(row, is_heading=False, issues=(*row.issues, issue))
