"""What a file speaks for, rows that cannot be applied, and readings that people corrected."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from importers.issues import Issue
from importers.plan import Decisions
from tests.importers.comparing.editing import Sheet, beside_what_stands, edited, standing, told


def without_pages(*numbers: int) -> Callable[[dict[str, Sheet]], None]:
    """Takes pages out: their rows on 様式, their items, processes and KPIs."""

    def take_out(sheets: dict[str, Sheet]) -> None:
        for title in ("様式", "様式の記載", "改革工程", "KPI"):
            sheet = sheets[title]
            column = sheet.columns["様式番号"]
            for number in range(sheet.sheet.max_row, 1, -1):
                if sheet.sheet.cell(number, column).value in numbers:
                    sheet.sheet.delete_rows(number)

    return take_out


take_out_the_last_item = without_pages(14)


def speaks_for_all(sheets: dict[str, Sheet]) -> None:
    cover = sheets["表紙"].sheet
    number = next(row[0].row for row in cover.iter_rows() if row[0].value == "対象")
    cover.cell(number, 2).value = "全体"


def test_an_item_that_the_file_does_not_have_is_left_as_it_is() -> None:
    plan = beside_what_stands(edited(take_out_the_last_item)).plan
    assert told(plan.rows) == {}
    assert "このファイルにない改革項目が1件あります" in next(
        issue.message for issue in plan.issues if issue.code == "items_left_as_they_are"
    )


def test_a_file_that_speaks_for_all_items_may_retire_one_with_its_rows() -> None:
    def both(sheets: dict[str, Sheet]) -> None:
        take_out_the_last_item(sheets)
        speaks_for_all(sheets)

    incoming = edited(both)
    (retired,) = told(beside_what_stands(incoming).plan.rows).items()
    assert retired[1] == ("retired", [])
    chosen = beside_what_stands(incoming, Decisions(retired=frozenset({retired[0]}))).to_retire()
    assert {retired[0], "2017-s14-k01", "2017-s14-k02"} <= set(chosen)


def test_a_file_with_some_pages_of_an_item_says_nothing_of_its_other_pages() -> None:
    pages = {sheet.row_id: sheet.item_row_ids for sheet in standing().drafts.sheets}
    assert pages["2017-s11"] == pages["2017-s12"]
    assert told(beside_what_stands(edited(without_pages(11))).plan.rows) == {}


@pytest.mark.parametrize("titles", [("様式",), ("様式の記載",), ("様式", "様式の記載")], ids="+".join)
def test_a_workbook_without_its_sheets_of_pages_changes_nothing(titles: tuple[str, ...]) -> None:
    def drop(sheets: dict[str, Sheet]) -> None:
        for title in titles:
            sheets[title].sheet.delete_rows(2, sheets[title].sheet.max_row)

    assert any(sheet.repeats_row_id for sheet in standing().drafts.sheets)
    plan = beside_what_stands(edited(drop)).plan
    assert told(plan.rows) == {}
    assert "item_differs" not in {issue.code for issue in plan.all_issues}


def test_a_whole_file_speaks_for_every_page_of_its_items() -> None:
    def both(sheets: dict[str, Sheet]) -> None:
        without_pages(11)(sheets)
        speaks_for_all(sheets)

    found = told(beside_what_stands(edited(both)).plan.rows)
    assert set(found) == {"2017-s11-k01", "2017-s11-k02", "2017-s11-k03"}
    assert {kind for kind, _ in found.values()} == {"retired"}


def test_a_whole_file_without_processes_retires_no_item_that_has_some() -> None:
    def only_kpis(sheets: dict[str, Sheet]) -> None:
        speaks_for_all(sheets)
        for title in ("様式", "様式の記載", "改革工程"):
            sheets[title].sheet.delete_rows(2, sheets[title].sheet.max_row)

    plan = beside_what_stands(edited(only_kpis)).plan
    assert [row for row in plan.rows if row.kind == "retired"] == []


def test_a_row_with_an_unreadable_cell_is_not_written() -> None:
    def spoil(sheets: dict[str, Sheet]) -> None:
        sheets["KPI"].put("2017-s13-k01", "区分", "A")
        sheets["KPI"].put("2017-s13-k01", "階層", "第三階層")

    compared = beside_what_stands(edited(spoil))
    row = next(row for row in compared.plan.rows if row.row_id == "2017-s13-k01")
    assert row.has_error
    assert [issue.severity for issue in row.issues] == ["error"]
    assert not compared.to_write().snapshots


def test_a_corrected_reading_in_the_file_is_a_change_of_its_own() -> None:
    def correct(sheets: dict[str, Sheet]) -> None:
        sheets["実績値の読取り"].put("2017-s14-k01", "値", 1118)

    compared = beside_what_stands(edited(correct))
    assert told(compared.plan.rows) == {"2017-s14-k01": ("changed", [("実績値の読取り.1.値", "")])}
    (snapshot,) = compared.to_write().snapshots
    assert snapshot.actuals[0].value == 1118


def test_readings_that_the_file_does_not_bring_stay() -> None:
    def without_readings(sheets: dict[str, Sheet]) -> None:
        for title in ("目標値の読取り", "実績値の読取り", "把握時期の読取り", "進捗の区分け"):
            sheets[title].sheet.delete_rows(2, sheets[title].sheet.max_row)

    assert told(beside_what_stands(edited(without_readings)).plan.rows) == {}


def test_a_changed_progress_cell_is_cut_again() -> None:
    cell = next(one for one in standing().drafts.progress if len(one.segments) == 1 and one.segments[0].label)
    words = f"{cell.progress}【内閣府】実施した。（順調）"

    def add_a_part(sheets: dict[str, Sheet]) -> None:
        sheets["改革工程"].put(cell.row_id, "計画期間中の進捗", words)

    (written,) = beside_what_stands(edited(add_a_part)).to_write().progress
    assert written.progress == words
    assert [one.ministries for one in written.segments][-1] == ("内閣府",)
    assert len(written.segments) == 2


@pytest.mark.parametrize(
    ("severity", "cell", "is_one"),
    [("error", "B2", True), ("error", None, False), ("warning", "B2", True)],
    ids=["cell", "printed line", "doubt about a cell"],
)
def test_only_an_issue_with_a_cell_and_no_line_is_of_the_file_itself(severity, cell, is_one) -> None:
    issue = Issue("x", severity, "name", "読めません。", cell=cell, lines=None if cell else (1, 2))
    assert issue.is_of_a_workbook_cell is is_one
