"""What the reader makes of single oddities of an evaluation sheet, each in a table of one indicator."""

from __future__ import annotations

import pytest

from importers.document import KpiRow, SourceDocument
from importers.readers.evaluation_sheet import EvaluationSheetReader
from importers.readers.source_file import SourceFile

HEADING = (
    "施策目標\t施策手段\t測定指標\t基準(値)\t年度ごとの目標(値)\t\t\t目標(値)\t達成\t\n"
    "\t\t\t\t28年度\t29年度\t30年度\t\t\t"
)
UPPER = (
    "目標を定めること\t手段\t1\t受講者数\t90人 【27年度】\t100人以上\t110人以上\t120人以上\t120人以上 【30年度】\tイ"
)
LOWER = "\t\t\t\t\t101人\t112人\t125人\t\t"


def read(upper: str = UPPER, lower: str = LOWER, heading: str = HEADING) -> SourceDocument:
    text = f"評価書(平成30年度実施政策)\n\n{heading}\n{upper}\n{lower}\n\n目標達成度合いの測定結果\t区分\t目標達成"
    return EvaluationSheetReader().read(SourceFile("sheet.txt", text.encode()))


def only_row(document: SourceDocument) -> KpiRow:
    [row] = [row for sheet in document.sheets for row in sheet.kpis]
    return row


def flags(row: KpiRow) -> set[tuple[str, str]]:
    return {(issue.code, issue.field) for issue in row.issues if issue.severity in ("error", "warning")}


def test_a_plain_table_has_no_doubts() -> None:
    row = only_row(read())
    assert (row.label, row.name, row.status, flags(row)) == ("1", "受講者数", "イ", set())


@pytest.mark.parametrize(
    ("printed", "label", "is_main"),
    [("③", "3", True), ("○4", "4", True), ("2-1", "2-1", False), ("（5）", "5", False), ("１０", "10", False)],
)
def test_a_number_is_read_however_it_is_printed(printed: str, label: str, is_main: bool) -> None:
    row = only_row(read(UPPER.replace("\t1\t", f"\t{printed}\t")))
    assert (row.label, row.is_main) == (label, is_main)


def test_a_name_that_begins_with_a_digit_keeps_it() -> None:
    assert only_row(read(UPPER.replace("受講者数", "4K放送の受信者数"))).name == "4K放送の受信者数"


@pytest.mark.parametrize(
    ("before", "after", "flag"),
    [
        ("\tイ", "\t口", ("mark_misread", "status")),
        ("\tイ", "\t良", ("mark_unread", "status")),
        ("\tイ", "\tハ", ("mark_contradicts_numbers", "status")),
        ("\tイ", "\t―", ("mark_contradicts_numbers", "status")),
        ("\t1\t", "\t\t", ("number_lost", "label")),
        ("受講者数", "受講者数 920人", ("name_words_unlikely", "name")),
        ("90人 【27年度】", "", ("baseline_missing", "baseline")),
        ("90人 【27年度】", "90人", ("baseline_year_missing", "baseline")),
        ("90人 【27年度】", "90人 【15年度】", ("era_unclear", "baseline")),
        ("90人 【27年度】", "90校 【27年度】", ("units_differ", "baseline")),
        ("120人以上 【30年度】", "", ("final_target_missing", "target_raw")),
        ("120人以上 【30年度】", "【30年度】", ("final_target_missing", "target_raw")),
        ("120人以上 【30年度】", "120人以上", ("deadline_missing", "target_raw")),
        ("120人以上 【30年度】", "120人以上 150人以上 【30年度】", ("several_values", "target_raw")),
        ("120人以上 【30年度】", "前年度値以上 【40年度】", ("reference_unresolved", "target_raw")),
        ("\t110人以上\t", "\t平成33年度に200人以上\t", ("target_of_other_year", "target_raw")),
        ("\t110人以上\t", "\t", ("year_cell_missing", "target_raw")),
    ],
)
def test_an_odd_cell_of_targets_is_flagged(before: str, after: str, flag: tuple[str, str]) -> None:
    assert before in UPPER
    assert flag in flags(only_row(read(UPPER.replace(before, after, 1))))


@pytest.mark.parametrize(
    ("lower", "flag"),
    [
        ("", ("actuals_missing", "actual_raw")),
        ("\t\t\t\t101人\t112人\t125人\t\t\t", ("actual_shifted", "actual_raw")),
        ("\t\t\t\t\t\t112人\t125人\t\t", ("years_differ", "actual_raw")),
        ("\t\t\t\t\t101人\t112人\t125人(29年度)\t\t", ("actual_year_differs", "actual_raw")),
        (f"{LOWER}\n{LOWER}", ("several_actuals", "actual_raw")),
        (f"{LOWER}\n続きの文", ("line_unread", "actual_raw")),
        ("\t\t\t99人\t\t101人\t112人\t125人\t\t", ("line_unread", "actual_raw")),
    ],
    ids=["none", "a column left", "a year blank", "own year", "twice", "line without columns", "under the name"],
)
def test_an_odd_line_of_actuals_is_flagged(lower: str, flag: tuple[str, str]) -> None:
    assert flag in flags(only_row(read(lower=lower)))


def test_years_that_do_not_follow_each_other_are_flagged() -> None:
    row = only_row(read(heading=HEADING.replace("29年度", "39年度")))
    assert {("year_labels_doubtful", "target_raw"), ("year_labels_doubtful", "actual_raw")} <= flags(row)


def test_a_cell_of_the_last_year_joined_to_the_final_target_is_parted() -> None:
    row = only_row(read(UPPER.replace("120人以上\t120人以上 【30年度】", "120人以上 120人以上 【30年度】")))
    assert [(str(one.value), one.deadline_fy, one.final) for one in row.targets[-2:]] == [
        ("120", 2018, False),
        ("120", 2018, True),
    ]
    assert ("cells_fused", "target_raw") in flags(row)


def test_a_goal_that_is_not_printed_is_an_error_of_the_sheet() -> None:
    [sheet] = read(UPPER.replace("目標を定めること", "")).sheets
    assert (sheet.items, [issue.code for issue in sheet.issues]) == ((), ["item_unknown"])


def test_numbers_in_the_prose_of_a_qualitative_target_are_no_values() -> None:
    upper = "目標\t手段\t1\t計画の策定\t着手 【27年度】\t案を公表\t計画を策定\t計画を周知\t計画を周知 【30年度】\tイ"
    row = only_row(read(upper, "\t\t\t\t\t検討会を3回開催\t計画を策定\t計画を周知\t\t"))
    assert row.actuals == ()
    assert ("number_in_prose", "actual_raw") in flags(row)
