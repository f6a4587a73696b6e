"""Workbooks filled in by hand: headings found by name, what is missing or odd told in one sentence."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from importers.document import SourceDocument
from importers.issues import Issue
from importers.readers.source_file import SourceFile
from importers.readers.workbook import WorkbookReader
from tests.importers.workbook.books import KPIS, book, read


def only_issue(document: SourceDocument, code: str) -> Issue:
    (issue,) = [one for one in document.issues if one.code == code]
    return issue


def test_rows_without_page_or_id_are_placed_by_their_item() -> None:
    document = read(book())
    (sheet,) = document.sheets
    assert sheet.items == ("健診の推進",)
    assert (sheet.kpis[0].name, sheet.kpis[0].row_id) == ("受診率", "2017-s01-k01")


def test_the_workbook_is_the_source_of_a_row_added_by_hand() -> None:
    place = read(book()).sheets[0].kpis[0].places["actual_raw"]
    assert (place.sheet, place.cell, place.lines, place.words) == ("KPI", "C2", (2, 2), "41.5%（2016年度）")


@pytest.mark.parametrize(
    "heading",
    ["実績値（時点）", "実績値(時点)", "実績値\n（時点）", " 実績値 ", "実績", "※実績値（時点）"],
    ids=["as printed", "half width", "line break", "spaces", "short", "marked"],
)
def test_a_heading_is_found_however_it_is_written(heading: str) -> None:
    document = read(book(KPI=((heading, "指標名"), ("5件", "件数"))))
    assert document.sheets[-1].kpis[0].actual_raw == "5件"


def test_moved_rows_keep_their_ids_and_their_printed_order() -> None:
    rows = (("行ID", "様式番号", "順", "KPI名"), ("2017-s01-k02", 1, 2, "乙"), ("2017-s01-k01", 1, 1, "甲"))
    kpis = read(book(KPI=rows)).sheets[0].kpis
    assert [(row.name, row.row_id) for row in kpis] == [("甲", "2017-s01-k01"), ("乙", "2017-s01-k02")]


def test_a_missing_column_is_one_sentence_that_names_the_sheet() -> None:
    issue = only_issue(read(book(KPI=(("階層", "備考"), ("第一階層", "なし")))), "missing_column")
    assert issue.severity == "error"
    assert issue.message == "シート「KPI」に列「KPI名」がありません。1行目の見出しを確かめてください。"


@pytest.mark.parametrize(("missing", "left"), [("改革工程", "KPI"), ("KPI", "改革工程")])
def test_a_workbook_of_one_table_is_taken_for_that_table_and_says_so(missing: str, left: str) -> None:
    issue = only_issue(read(book(change=lambda made: made.remove(made[missing]))), "missing_sheet")
    assert issue.severity == "warning"
    assert f"シート「{missing}」がないため、シート「{left}」だけを取り込みます" in issue.message


def test_an_unknown_column_is_a_note() -> None:
    issue = only_issue(read(book(KPI=(("KPI名", "担当者メモ"), ("件数", "要確認")))), "unknown_column")
    assert (issue.severity, issue.cell) == ("note", "B1")


def test_two_columns_of_one_meaning_are_told() -> None:
    document = read(book(KPI=(("KPI名", "指標名"), ("甲", "乙"))))
    assert document.sheets[-1].kpis[0].name == "甲"
    assert only_issue(document, "repeated_column").cell == "B1"


def test_a_cover_without_the_year_is_told() -> None:
    document = read(book(表紙=(("項目", "内容"), ("計画", "社会保障改革計画"))))
    assert "「年度」の行がありません" in only_issue(document, "missing_line").message


def test_a_copied_row_loses_its_id_with_an_error() -> None:
    rows = (("行ID", "KPI名"), ("2017-s01-k01", "甲"), ("2017-s01-k01", "乙"))
    document = read(book(KPI=rows))
    assert [row.row_id for row in document.sheets[0].kpis] == ["2017-s01-k01", "2017-s01-k02"]
    assert document.sheets[0].kpis[1].issues == (only_issue(document, "repeated_row_id"),)


def test_what_a_deleted_row_leaves_behind_is_told_once() -> None:
    gone = "2017-s09-k09"
    actuals = (("行ID", "値", "単位"), (gone, 5, "件"), (gone, 6, "件"))
    places = (("行ID", "項目", "開始行"), (gone, "KPI名", 3))
    issue = only_issue(read(book(実績値の読取り=actuals, 出典=places)), "orphan_record")
    assert (issue.severity, issue.raw) == ("warning", gone)
    assert issue.message == (
        f"シート「実績値の読取り」2行目ほか1行、シート「出典」2行目：行ID「{gone}」の行はありません。"
        "この記載は読み飛ばしました。行を消したのなら、このままで構いません。行IDの書き違いなら直してください。"
    )


def test_a_reading_without_an_id_is_told() -> None:
    issue = only_issue(read(book(実績値の読取り=(("行ID", "値"), (None, 5)))), "orphan_record")
    assert issue.message.startswith("シート「実績値の読取り」2行目：行IDが空です。")


@pytest.mark.parametrize("point", ["0000", "D800", "DFFF", "110000"])
def test_a_character_that_no_text_can_hold_is_an_error_of_its_cell(point: str) -> None:
    words = f"受診⟦U+{point}⟧率"
    document = read(book(KPI=(("行ID", "KPI名"), ("k1", words))))
    (issue,) = document.sheets[0].kpis[0].issues
    assert (issue.code, issue.severity, issue.cell, issue.raw) == ("unreadable_cell", "error", "B2", words)
    assert f"使えない制御文字（⟦U+{point}⟧）があります。その部分を削除してください。" in issue.message


def test_a_row_whose_item_is_not_that_of_its_page_is_told() -> None:
    rows = (("様式番号", "改革項目", "KPI名"), (1, "健診の推進", "甲"), (1, "後発薬の使用促進", "乙"))
    issue = only_issue(read(book(KPI=rows)), "item_differs")
    assert (issue.cell, issue.raw) == ("B3", "後発薬の使用促進")


def test_a_reading_with_a_wrong_number_is_left_out_with_an_error_on_its_row() -> None:
    rows = (("行ID", "KPI名"), ("k1", "件数"))
    (row,) = read(book(KPI=rows, 実績値の読取り=(("行ID", "値"), ("k1", "約5件")))).sheets[0].kpis
    assert row.actuals == ()
    assert [(issue.severity, issue.field, issue.cell) for issue in row.issues] == [("error", "actuals", "B2")]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (2017, "2017"),
        (2017.0, "2017"),
        (41.5, "41.5"),
        (datetime(2017, 10, 1), "2017-10-01"),
        (date(2017, 10, 1), "2017-10-01"),
        (True, "TRUE"),
    ],
    ids=repr,
)
def test_words_that_became_a_number_or_a_date_are_read_as_shown(cell: Any, words: str) -> None:
    assert read(book(KPI=(("KPI名", "実績値"), ("件数", cell)))).sheets[0].kpis[0].actual_raw == words


def test_a_number_shown_in_per_cent_is_read_as_shown() -> None:
    def show_per_cent(made: Workbook) -> None:
        made["KPI"]["C2"] = 0.274
        made["KPI"]["C2"].number_format = "0.0%"

    assert read(book(change=show_per_cent)).sheets[0].kpis[0].actual_raw == "27.4%"


def test_readings_are_taken_from_their_own_sheets() -> None:
    rows = (("行ID", "KPI名", "目標値"), ("k1", "件数", "２０件以上"))
    targets = (("行ID", "種類", "値", "比較", "期限（年度）"), ("k1", "数値", "２０", "≧", 2020))
    (target,) = read(book(KPI=rows, 目標値の読取り=targets)).sheets[0].kpis[0].targets
    assert (target.value, target.comparator, target.deadline_fy) == (Decimal(20), ">=", 2020)


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (book(), True),
        (book(change=lambda made: made.remove(made["表紙"])), False),
        (b"", False),
        ("改革項目:".encode(), False),
    ],
    ids=["standard", "without a cover", "empty", "text"],
)
def test_the_layout_is_known_by_its_sheets(data: bytes, known: bool) -> None:
    assert WorkbookReader().recognises(SourceFile("a.xlsx", data)) is known


def test_blank_rows_between_records_are_passed_over() -> None:
    rows = (*KPIS, (None, None, None), ("健診の推進", "実施率", "5%"))
    assert [row.name for row in read(book(KPI=rows)).sheets[0].kpis] == ["受診率", "実施率"]
