"""How the workbook looks to a person: cells in doubt coloured and noted, text that stays text."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from importers.document import KpiRow, Sheet, SourceDocument
from importers.issues import Issue
from importers.workbook import write_workbook
from importers.workbook.tables import KPIS, TABLES
from importers.workbook.writer import FILLS


def opened(row: KpiRow) -> Any:
    stream = io.BytesIO()
    sheet = Sheet((1, 9), ("見える化",), kpis=(row,))
    write_workbook(SourceDocument("a.txt", "progress_2017", fiscal_year=2017, sheets=(sheet,)), stream)
    return load_workbook(io.BytesIO(stream.getvalue()))


def cell_of(book: Any, field: str) -> Any:
    place = [column.field for column in KPIS.columns].index(field) + 1
    return book["KPI"].cell(2, place)


@pytest.mark.parametrize(
    ("severity", "field", "marked"),
    [
        ("error", "actual_raw", "actual_raw"),
        ("warning", "targets", "target_raw"),
        ("warning", "targets.1.value", "target_raw"),
        ("warning", "something else", "row_id"),
    ],
)
def test_a_cell_in_doubt_is_coloured_and_noted(severity: Any, field: str, marked: str) -> None:
    cell = cell_of(
        opened(KpiRow(1, None, "件数", (1, 1), issues=(Issue("x", severity, field, "直してください。"),))), marked
    )
    assert cell.fill.fgColor.rgb == FILLS[severity].fgColor.rgb
    assert cell.comment.text == "直してください。"


def test_a_note_marks_nothing() -> None:
    cell = cell_of(opened(KpiRow(1, None, "件数", (1, 1), issues=(Issue("x", "note", "name", "参考"),))), "name")
    assert cell.comment is None
    assert cell.fill.fill_type is None


@pytest.mark.parametrize("words", ["=1+1", "+81", "-5", "@SUM(A1)", "#N/A"])
def test_what_looks_like_a_formula_is_text(words: str) -> None:
    cell = cell_of(opened(KpiRow(1, None, words, (1, 1))), "name")
    assert (cell.value, cell.data_type) == (words, "s")


@pytest.mark.parametrize("words", ["=1+1", "+81", "-5", "@SUM(A1)"])
def test_it_stays_text_when_a_person_edits_it(words: str) -> None:
    assert cell_of(opened(KpiRow(1, None, words, (1, 1))), "name").quotePrefix


def test_every_sheet_has_its_headings_on_the_first_row_and_no_merged_cell() -> None:
    book = opened(KpiRow(1, None, "件数", (1, 1)))
    assert book.sheetnames == ["表紙", *(table.title for table in TABLES)]
    for table in TABLES:
        headings = [cell.value for cell in book[table.title][1]]
        assert headings == [column.heading for column in table.columns]
        assert not book[table.title].merged_cells.ranges


def test_a_kpi_without_a_definition_has_a_line_to_fill_in() -> None:
    assert [cell.value for cell in opened(KpiRow(1, None, "件数", (1, 1)))["KPI整理表"][2]][:2] == [
        "2017-s01-k01",
        "件数",
    ]
