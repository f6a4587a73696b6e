"""行ID: given once, kept for ever, never given to another row."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from importers.document import KpiRow, Sheet, SourceDocument
from importers.workbook import with_row_ids, write_workbook
from importers.workbook.row_ids import LAST_NUMBER
from kpi_tracker.lib.records import replace
from tests.importers.workbook.books import book, read


def row(name: str) -> KpiRow:
    return KpiRow(1, None, name, (1, 1))


def page(*names: str) -> Sheet:
    return Sheet((1, 9), ("見える化",), kpis=tuple(map(row, names)))


def named(*pages: Sheet) -> SourceDocument:
    return with_row_ids(SourceDocument("a.txt", "progress_2017", fiscal_year=2017, sheets=pages))


def with_pages(document: SourceDocument, *pages: Sheet) -> SourceDocument:
    return with_row_ids(replace(document, sheets=pages))


def ids(document: SourceDocument) -> dict[str | None, str | None]:
    return {kpi.name: kpi.row_id for sheet in document.sheets for kpi in sheet.kpis}


def test_rows_as_first_read_are_counted_on_their_page() -> None:
    document = named(page("甲", "乙"), page("丙"))
    assert ids(document) == {"甲": "2017-s01-k01", "乙": "2017-s01-k02", "丙": "2017-s02-k01"}
    assert [sheet.row_id for sheet in document.sheets] == ["2017-s01", "2017-s02"]


def test_a_row_added_later_is_numbered_above_every_other() -> None:
    first, second = named(page("甲", "乙", "丙"), page("丁")).sheets
    again = with_pages(named(first, second), first, replace(second, kpis=(row("戊"), *second.kpis)))
    assert ids(again)["戊"] == "2017-s02-k04"
    assert ids(again)["丁"] == "2017-s02-k01"


def test_the_id_of_a_deleted_row_is_not_given_again() -> None:
    document = named(page("甲", "乙"))
    (sheet,) = document.sheets
    shorter = with_pages(document, replace(sheet, kpis=sheet.kpis[:1]))
    longer = with_pages(shorter, replace(shorter.sheets[0], kpis=(*shorter.sheets[0].kpis, row("丙"))))
    assert ids(longer)["丙"] == "2017-s01-k03"


def test_a_row_that_moved_to_another_page_keeps_its_id_from_being_given_there() -> None:
    first, second = named(page("甲", "乙"), page("丙")).sheets
    moved = replace(first, kpis=(*second.kpis, row("丁"))), replace(second, kpis=(*first.kpis, row("戊")))
    found = ids(with_pages(named(first, second), *moved))
    assert len(set(found.values())) == 5
    assert {found["甲"], found["乙"], found["丙"]} == {"2017-s01-k01", "2017-s01-k02", "2017-s02-k01"}


def test_a_page_keeps_its_id_when_the_page_before_it_is_taken_out() -> None:
    document = named(page("甲"), page("乙"), page("丙"))
    shorter = with_pages(document, *document.sheets[1:])
    assert [sheet.row_id for sheet in shorter.sheets] == ["2017-s02", "2017-s03"]
    longer = with_pages(shorter, *shorter.sheets, page("丁"))
    assert (longer.sheets[-1].row_id, ids(longer)["丁"]) == ("2017-s04", "2017-s04-k05")


def test_the_highest_number_travels_on_the_cover() -> None:
    stream = io.BytesIO()
    write_workbook(named(page("甲", "乙", "丙")), stream)
    made = load_workbook(stream)
    made["KPI"].delete_rows(4)
    made["KPI"].append([None, 1, None, "見える化", None, 9])
    made["KPI"].cell(4, 13, "丁")
    edited = io.BytesIO()
    made.save(edited)
    assert ids(read(edited.getvalue()))["丁"] == "2017-s01-k04"


def test_a_number_on_the_cover_that_is_none_is_passed_over() -> None:
    cover = (("項目", "内容"), ("計画", "甲計画"), ("年度", 2017), ("行IDの最終番号", "不明"))
    rows = (("行ID", "KPI名"), ("2017-s01-k07", "甲"), (None, "乙"))
    document = read(book(表紙=cover, KPI=rows))
    assert ids(document) == {"甲": "2017-s01-k07", "乙": "2017-s01-k08"}
    assert document.front[LAST_NUMBER] == "8"


def test_an_id_that_stands_twice_is_an_error_that_names_both_rows() -> None:
    rows = (("行ID", "KPI名"), ("2017-s01-k01", "甲"), ("2017-s01-k03", "乙"), ("2017-s01-k01", "丙"))
    document = read(book(KPI=rows))
    (issue,) = [one for one in document.issues if one.code == "repeated_row_id"]
    assert issue.severity == "error"
    assert "シート「KPI」4行目の行ID「2017-s01-k01」は、シート「KPI」2行目の行IDと同じです" in issue.message
    assert ids(document) == {"甲": "2017-s01-k01", "乙": "2017-s01-k03", "丙": "2017-s01-k04"}


def test_a_process_and_a_kpi_cannot_share_an_id() -> None:
    document = read(book(改革工程=(("行ID", "改革工程"), ("x", "配布")), KPI=(("行ID", "KPI名"), ("x", "甲"))))
    assert "シート「KPI」2行目の行ID「x」は、シート「改革工程」2行目" in document.issues[0].message
