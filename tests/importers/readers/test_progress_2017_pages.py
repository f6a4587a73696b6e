"""The reader of the 2017 layout on small pages: how cells are cut, and what is told where they cannot be."""

from __future__ import annotations

import pytest

from importers.document import KpiRow, ProcessRow, SourceDocument
from importers.readers.progress_2017 import Progress2017Reader
from importers.readers.source_file import SourceFile

KPI_HEADING = (
    "ＫＰＩ",
    "目標値",
    "（達成時期）",
    "",
    "ＫＰＩの進捗",
    "",
    "実績値",
    "（時点）",
    "",
    "区分 次回の把握時期と今後の方針",
    "",
)
PROCESS_HEADING = ("改革工程", "改革工程の進捗", "", "計画期間中の進捗 今後の進展について", "")
TIER = ("第", "一", "階", "層", "")
ITEM = ("", "重要課題：公共施設の適正化", "", "改革項目：④施設の集約化", "")
ROW = (
    "施設の数",
    "",
    "2020年度まで",
    "に30施設",
    "",
    "12施設",
    "（2017年４月１日現在）",
    "",
    "B",
    "2018年10月に把握する予定。",
)


def read_text(*lines: str) -> SourceDocument:
    return Progress2017Reader().read(SourceFile("text.txt", "\n".join(lines).encode()))


def printed_rows(document: SourceDocument) -> list[KpiRow | ProcessRow]:
    return [row for sheet in document.sheets for row in (*sheet.kpis, *sheet.processes)]


def test_an_unprinted_programme_and_year_stay_unknown() -> None:
    document = read_text(*KPI_HEADING, *TIER, "施設の数", "", "増加", "", "－", "", "N", "今後把握する予定。", *ITEM)
    assert (document.programme, document.fiscal_year) == (None, None)
    assert [issue.code for issue in document.issues] == ["fiscal_year_unknown"]


@pytest.mark.parametrize(
    ("lines", "name", "target", "actual", "note"),
    [
        pytest.param(
            ROW,
            "施設の数",
            "2020年度までに30施設",
            "12施設（2017年４月１日現在）",
            "2018年10月に把握する予定。",
            id="plain",
        ),
        pytest.param(
            (
                "施設の数",
                "2020年度まで",
                "",
                "に30施設",
                "12施設",
                "",
                "（2017年４月１日現在）",
                "",
                "B",
                "2018年10月に把握す",
                "",
                "る予定。",
            ),
            "施設の数",
            "2020年度までに30施設",
            "12施設（2017年４月１日現在）",
            "2018年10月に把握する予定。",
            id="blank lines inside the cells and none between them",
        ),
        pytest.param(
            (
                "施設の数",
                "",
                "検討中（2018年",
                "度中に設定）",
                "",
                "2018年度末に集計",
                "予定",
                "",
                "F 【総務省】年度内に設定する。",
            ),
            "施設の数",
            "検討中（2018年度中に設定）",
            "2018年度末に集計予定",
            "【総務省】年度内に設定する。",
            id="a plan for an actual and the note on the line of the grade",
        ),
        pytest.param(
            ("API及びBPRの", "導入率【再掲】 － ― N", "", "○ 今後の方針を", "検討する。"),
            "API及びBPRの導入率",
            None,
            None,
            "○ 今後の方針を検討する。",
            id="dashes and grade on the line of the name",
        ),
    ],
)
def test_a_row_is_cut_by_what_its_words_say(
    lines: tuple[str, ...], name: str, target: str | None, actual: str | None, note: str
) -> None:
    (sheet,) = read_text(*KPI_HEADING, *TIER, *lines, *ITEM).sheets
    (row,) = sheet.kpis
    assert (row.name, row.target_raw, row.actual_raw, row.note_raw) == (name, target, actual, note)


def codes(document: SourceDocument) -> set[tuple[str, str]]:
    on_sheets = {(issue.code, issue.field) for sheet in document.sheets for issue in sheet.issues}
    return on_sheets | {(issue.code, issue.field) for row in printed_rows(document) for issue in row.issues}


@pytest.mark.parametrize(
    ("lines", "code", "field"),
    [
        pytest.param((*KPI_HEADING, *ROW, *ITEM), "tier_unknown", "tier", id="no tier mark"),
        pytest.param((*KPI_HEADING, *TIER, *ROW), "item_unknown", "item", id="no item"),
        pytest.param(
            (*ITEM, *KPI_HEADING, *TIER, *ROW, *ITEM, *KPI_HEADING, *TIER, *ROW),
            "page_not_marked",
            "item",
            id="no page mark",
        ),
        pytest.param(
            (*KPI_HEADING, *TIER, *ROW, *ITEM, "別紙を参照"), "words_outside_tables", "sheet", id="loose words"
        ),
        pytest.param((*KPI_HEADING, *TIER, *ROW[:2], *ROW[5:], *ITEM), "cell_missing", "target_raw", id="no target"),
        pytest.param(
            (*KPI_HEADING, *TIER, "施設の数 － － － －", *ITEM),
            "heading_without_rows",
            "is_heading",
            id="heading alone",
        ),
    ],
)
def test_what_cannot_be_read_is_told(lines: tuple[str, ...], code: str, field: str) -> None:
    assert (code, field) in codes(read_text(*lines))


def test_pages_without_a_mark_are_parted_where_a_table_comes_again() -> None:
    other = ("", "重要課題：公共施設の適正化", "", "改革項目：⑤庁舎の統合", "")
    document = read_text(*KPI_HEADING, *TIER, *ROW, *ITEM, *KPI_HEADING, *TIER, *ROW, *other)
    assert [(sheet.item_no, len(sheet.kpis)) for sheet in document.sheets] == [("④", 1), ("⑤", 1)]


def test_a_page_can_belong_to_several_items() -> None:
    (sheet,) = read_text(*ITEM, "改革項目：⑤庁舎の統合", "", *KPI_HEADING, *TIER, *ROW).sheets
    assert (sheet.items, sheet.item_no) == (("施設の集約化", "庁舎の統合"), "④ ／ ⑤")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("\n".join(KPI_HEADING), True, id="headings of the KPI table"),
        pytest.param("\n".join(PROCESS_HEADING), True, id="headings of the process table"),
        pytest.param("改革工程\t進捗状況\t今後の進展について\n", False, id="headings with tabs"),
        pytest.param(
            "改革工程\t改革工程の進捗\t計画期間中の進捗\t今後の進展について\n", False, id="the same words with tabs"
        ),
        pytest.param("ＫＰＩの状況\n改革工程の進捗状況\n", False, id="section titles only"),
        pytest.param("", False, id="empty"),
        pytest.param("\x00\x01", False, id="binary"),
    ],
)
def test_the_layout_is_recognised_by_its_column_headings(text: str, expected: bool) -> None:
    assert Progress2017Reader().recognises(SourceFile("a.txt", text.encode())) is expected


def test_headings_in_a_row_each_begin_anew_however_many_there_are() -> None:
    document = read_text(
        *["重要課題：公共施設の適正化", "改革項目：④施設の集約化"] * 1500, "", *KPI_HEADING, *TIER, *ROW
    )
    assert [sheet.items for sheet in document.sheets] == [("施設の集約化",)]


def test_each_heading_of_a_page_has_its_own_lines() -> None:
    headings = ("重要課題：公共施設の", "適正化", "", "改革項目：④施設の集約化", "", "改革項目：⑤施設の", "長寿命化")
    (sheet,) = read_text(*headings, "", *KPI_HEADING, *TIER, *ROW).sheets
    assert sheet.items == ("施設の集約化", "施設の長寿命化")
    assert {field: (place.lines, place.words) for field, place in sheet.places.items()} == {
        "items.1": ((4, 4), "改革項目：④施設の集約化"),
        "items.2": ((6, 7), "改革項目：⑤施設の\n長寿命化"),
        "important_issue": ((1, 2), "重要課題：公共施設の\n適正化"),
    }
