"""A workbook that is its own source: each cell's place opens a line of its text."""

from __future__ import annotations

from importers.document import SourceDocument
from importers.workbook.guarded import read_workbook
from importers.workbook.own_text import own_text, placed_in, rows_without_lines
from tests.importers.workbook.books import book, read

PROCESSES = (("改革項目", "改革工程", "計画期間中の進捗"), ("健診の推進", "案内を\n配布", "済み"))
DATA = book(改革工程=PROCESSES)


def placed() -> tuple[SourceDocument, list[str]]:
    text = own_text(read_workbook(DATA))
    return placed_in(read(DATA), text), text.text.split("\n")


def test_a_row_of_a_sheet_is_a_line_below_the_name_of_the_sheet() -> None:
    lines = placed()[1]
    start = lines.index("［シート：KPI］")
    assert lines[start + 2] == "健診の推進\t受診率\t41.5%（2016年度）"


def test_a_line_end_in_a_cell_does_not_end_the_line() -> None:
    assert "健診の推進\t案内を⏎配布\t済み" in placed()[1]


def test_the_places_of_a_row_lead_to_its_line_and_keep_sheet_and_cell() -> None:
    document, lines = placed()
    (page,) = document.sheets
    for row, field, words in ((page.kpis[0], "actual_raw", "41.5%"), (page.processes[0], "progress", "済み")):
        place = row.places[field]
        assert words in lines[place.lines[0] - 1]
        assert row.lines == place.lines
    assert (page.kpis[0].places["actual_raw"].sheet, page.kpis[0].places["actual_raw"].cell) == ("KPI", "C2")


def test_a_page_spans_the_lines_of_its_rows() -> None:
    document, lines = placed()
    first, last = document.sheets[0].lines
    assert ("済み" in lines[first - 1], "受診率" in lines[last - 1]) == (True, True)


def test_rows_that_name_a_line_are_not_of_the_workbook() -> None:
    rows = (("改革項目", "KPI名", "開始行"), ("健診の推進", "受診率", 7), ("健診の推進", "実施率", None))
    assert [place.cell for place in rows_without_lines(read(book(KPI=rows)))] == ["B3"]
