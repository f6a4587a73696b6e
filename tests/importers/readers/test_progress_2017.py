"""The reader of the 2017 layout on the published document and on an invented one of another policy area."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from importers.document import KpiRow, Place, ProcessRow, Sheet, SourceDocument
from importers.readers.progress_2017 import Progress2017Reader
from importers.readers.source_file import SourceFile
from tests.importers.readers.variants_2017 import MARKS, KpiWords, PageWords, ProcessWords, load

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "tests" / "samples"
PUBLISHED = next((ROOT / "fixtures" / "sources").glob("001_*.txt"))
INVENTED = SAMPLES / "progress_2017_invented.txt"


def read(path: Path) -> SourceDocument:
    return Progress2017Reader().read(SourceFile(path.name, path.read_bytes()))


def read_text(*lines: str) -> SourceDocument:
    return Progress2017Reader().read(SourceFile("text.txt", "\n".join(lines).encode()))


@pytest.fixture(scope="module")
def published() -> SourceDocument:
    return read(PUBLISHED)


@pytest.fixture(scope="module")
def invented() -> SourceDocument:
    return read(INVENTED)


def plain(text: str | None) -> str | None:
    return None if text is None else "".join(text.split())


def same_kpi(row: KpiRow, words: KpiWords) -> bool:
    texts = ((row.name, words.name), (row.target_raw, words.target), (row.actual_raw, words.actual))
    others = (row.tier, row.status, row.is_heading, row.relisted, plain(row.note_raw), plain(row.label))
    expected = (words.tier, words.status, words.is_heading, words.relisted, plain(words.note), plain(words.label))
    return others == expected and all(plain(got) == plain(wanted) for got, wanted in texts)


def same_process(row: ProcessRow, words: ProcessWords) -> bool:
    texts = ((row.process, words.process), (row.progress, words.progress), (row.outlook, words.outlook))
    return all(plain(got) == plain(wanted) for got, wanted in texts)


def pages_with_item(document: SourceDocument) -> list[Sheet]:
    return [sheet for sheet in document.sheets if sheet.items]


def rows(document: SourceDocument) -> Iterator[KpiRow | ProcessRow]:
    for sheet in document.sheets:
        yield from sheet.kpis
        yield from sheet.processes


def flagged(row: KpiRow | ProcessRow) -> set[str]:
    return {issue.field for issue in row.issues if issue.severity != "note"}


def published_pages() -> list[tuple[Sheet, PageWords]]:
    return list(zip(pages_with_item(read(PUBLISHED)), load(SAMPLES / "progress_2017_words.json"), strict=True))


def invented_pages() -> list[tuple[Sheet, PageWords]]:
    pages = load(SAMPLES / "progress_2017_invented_words.json")
    return list(zip(pages_with_item(read(INVENTED)), pages, strict=True))


@pytest.mark.parametrize("pages", [published_pages, invented_pages], ids=["published", "invented"])
def test_every_page_has_its_own_item_whatever_the_order_of_its_tables(pages) -> None:
    assert [(sheet.item_no, sheet.item, sheet.important_issue) for sheet, _ in pages()] == [
        (words.item_no, words.item, words.issue) for _, words in pages()
    ]


@pytest.mark.parametrize("pages", [published_pages, invented_pages], ids=["published", "invented"])
def test_every_kpi_is_read_as_printed(pages) -> None:
    for sheet, words in pages():
        repeated = not words.kpis
        assert repeated or len(sheet.kpis) == len(words.kpis)
        assert [row.name for row, one in zip(sheet.kpis, words.kpis, strict=False) if not same_kpi(row, one)] == []


@pytest.mark.parametrize("pages", [published_pages, invented_pages], ids=["published", "invented"])
def test_every_process_is_read_as_printed(pages) -> None:
    for sheet, words in pages():
        assert len(sheet.processes) == len(words.processes)
        both = zip(sheet.processes, words.processes, strict=True)
        assert [row.process for row, one in both if not same_process(row, one)] == []


def test_a_page_that_prints_a_kpi_table_again_gives_the_same_rows(published: SourceDocument) -> None:
    first, again = pages_with_item(published)[:2]

    def told(sheet: Sheet) -> list[tuple[str | None, ...]]:
        return [(row.name, row.target_raw, row.actual_raw, row.status, row.note_raw) for row in sheet.kpis]

    assert told(first) == told(again)


def test_a_page_of_captions_only_is_a_sheet_without_item(published: SourceDocument) -> None:
    captions = [sheet for sheet in published.sheets if not sheet.items]
    assert [len(sheet.plan_editions) for sheet in captions] == [2, 2, 1, 2]
    assert not any(sheet.kpis or sheet.processes for sheet in captions)


def test_the_programme_is_the_one_printed_and_the_year_that_of_the_latest_actual(published: SourceDocument) -> None:
    assert (published.programme, published.fiscal_year) == ("経済・財政再生計画", 2017)
    assert [issue.code for issue in published.issues] == ["fiscal_year_inferred"]


def test_an_unprinted_programme_and_year_stay_unknown() -> None:
    document = read_text(*KPI_HEADING, *TIER, "施設の数", "", "増加", "", "－", "", "N", "今後把握する予定。", *ITEM)
    assert (document.programme, document.fiscal_year) == (None, None)
    assert [issue.code for issue in document.issues] == ["fiscal_year_unknown"]


def test_at_most_a_tenth_of_the_rows_is_flagged(published: SourceDocument) -> None:
    of_all = list(rows(published))
    assert 0 < len([row for row in of_all if flagged(row)]) <= len(of_all) / 10


@pytest.mark.parametrize("path", [PUBLISHED, INVENTED], ids=["published", "invented"])
def test_every_place_holds_the_words_of_the_file(path: Path) -> None:
    printed = path.read_text(encoding="utf-8").split("\n")
    places = [place for row in rows(read(path)) for place in row.places.values()]
    assert len(places) > 100
    assert [place for place in places if not stands_at(place, printed)] == []


def stands_at(place: Place, printed: list[str]) -> bool:
    first, last = place.lines
    words = place.words.split("\n")
    return len(words) == last - first + 1 and all(
        word in line for word, line in zip(words, printed[first - 1 : last], strict=True)
    )


def test_rows_under_a_heading_row_belong_to_its_group(invented: SourceDocument) -> None:
    heading, *others = pages_with_item(invented)[0].kpis
    assert heading.is_heading
    assert [row.group == heading.name for row in others] == [True, True, True, False, False, False, False]


def test_a_process_without_progress_shares_the_one_printed_next(invented: SourceDocument) -> None:
    first, second = pages_with_item(invented)[0].processes[:2]
    assert (first.shares_with, second.shares_with) == (2, None)
    assert {"process", "progress", "outlook", "marks"} <= flagged(first)


def test_a_line_that_holds_two_cells_is_parted_and_flagged(published: SourceDocument) -> None:
    row = next(row for row in rows(published) if any(issue.code == "line_holds_two_cells" for issue in row.issues))
    assert isinstance(row, ProcessRow)
    assert (row.progress, row.shares_with) == (None, 1)


def test_segments_pair_progress_and_outlook_by_label(invented: SourceDocument) -> None:
    row = pages_with_item(invented)[0].processes[1]
    assert [(part.label_raw, part.ministries, part.mark) for part in row.segments] == [
        ("【厚生労働省】", ("厚生労働省",), "順調"),
        ("【経済産業省】", ("経済産業省",), "概ね順調"),
    ]
    assert row.segments[1].outlook == "認定法人の拡大に向け、引き続き周知を図る。"


def test_a_label_can_name_several_ministries_or_none(invented: SourceDocument) -> None:
    shared, _, labelled = pages_with_item(invented)[1].processes
    assert shared.ministries == ("総務省", "国土交通省")
    assert labelled.ministries == ("国土交通省",)
    assert [part.label_raw for part in labelled.segments] == ["（国土交通省）", "（各市町村）"]


def test_marks_are_given_in_printed_order(invented: SourceDocument) -> None:
    marks = [row.marks for sheet in pages_with_item(invented) for row in sheet.processes]
    assert marks[1:4] == [("順調", "概ね順調"), ("順調",), ("やや遅れ",)]
    assert {mark for row in marks for mark in row} <= set(MARKS)


def test_one_dash_for_target_and_actual_leaves_both_empty(invented: SourceDocument) -> None:
    row = next(row for row in rows(invented) if any(issue.code == "one_dash_for_two_cells" for issue in row.issues))
    assert isinstance(row, KpiRow)
    assert (row.target_raw, row.actual_raw, row.status, flagged(row)) == (None, None, "N", set())


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
    return on_sheets | {(issue.code, issue.field) for row in rows(document) for issue in row.issues}


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
