"""The reader of the 2016 layout on the printed document, an invented one and what is no document at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.document import SourceDocument
from importers.document_json import as_json
from importers.normalise import with_readings
from importers.readers.progress_2016 import Progress2016Reader
from importers.readers.source_file import SourceFile
from tests.importers.readers.agreement import agreement_on

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "tests" / "samples"
PRINTED = next((ROOT / "fixtures" / "sources").glob("000_*.txt"))
INVENTED = SAMPLES / "progress_2016_invented.txt"
PAGE = """改革項目: {item}

改革工程の進捗状況(2016年末時点)

	改革工程の進捗
改革工程	進捗状況	今後の進展について
{processes}

		目標値	KPIの進捗
	KPI	(達成時期)	実績値 (2016年度又は直近値)	進捗状況・今後の対応
{kpis}"""
PROCESS = "台帳を整備\t2016年に公表。\t引き続き実施。"
KPI = "第一階層\t整備した団体数\t2020年度までに50団体\t12団体(2016年度)\t2017年6月に把握"


def read(text: str, name: str = "document.txt") -> SourceDocument:
    return Progress2016Reader().read(SourceFile(name, text.encode()))


def read_page(item: str = "台帳の整備の推進", processes: str = PROCESS, kpis: str = KPI) -> SourceDocument:
    return read(PAGE.format(item=item, processes=processes, kpis=kpis))


def answer_to(name: str) -> dict[str, Any]:
    return json.loads((SAMPLES / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=["printed", "invented", "kpis_first", "cut_rows", "split_numbers"])
def document_and_answer(request: pytest.FixtureRequest) -> tuple[dict[str, Any], dict[str, Any]]:
    path = PRINTED if request.param == "printed" else SAMPLES / f"progress_2016_{request.param}.txt"
    document = Progress2016Reader().read(SourceFile(path.name, path.read_bytes()))
    return as_json(with_readings(document)), answer_to(f"progress_2016_{request.param}.json")


def test_every_item_stands_on_its_page(document_and_answer: tuple[dict[str, Any], dict[str, Any]]) -> None:
    document, answer = document_and_answer
    assert document["as_of"] == answer["as_of"]
    assert [sheet["items"] for sheet in document["sheets"]] == [sheet["items"] for sheet in answer["sheets"]]


def test_every_process_cell_is_read_as_printed(document_and_answer: tuple[dict[str, Any], dict[str, Any]]) -> None:
    agreement = agreement_on("processes", *document_and_answer)
    assert (agreement.silent, agreement.missing, agreement.extra) == ([], [], [])
    assert agreement.share == 1.0


def test_kpi_cells_are_read_without_a_silent_error(
    document_and_answer: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    agreement = agreement_on("kpis", *document_and_answer)
    assert (agreement.silent, agreement.missing, agreement.extra) == ([], [], [])
    assert agreement.share >= 0.95


def test_not_more_than_three_rows_of_ten_are_flagged_without_need() -> None:
    document = as_json(with_readings(Progress2016Reader().read(SourceFile(PRINTED.name, PRINTED.read_bytes()))))
    agreement = agreement_on("kpis", document, answer_to("progress_2016_printed.json"))
    assert agreement.needless <= 0.3 * agreement.rows


def test_places_hold_the_words_exactly_as_the_file_does() -> None:
    source = SourceFile(PRINTED.name, PRINTED.read_bytes())
    rows = [row for sheet in Progress2016Reader().read(source).sheets for row in (*sheet.processes, *sheet.kpis)]
    places = [place for row in rows for place in row.places.values()]
    assert len(places) > 200
    for place in places:
        cells = {
            source.lines[line - 1].split("\t")[int(place.cell or 0)]
            for line in range(place.lines[0], place.lines[1] + 1)
        }
        assert set(place.words.split("\n")) <= cells


def test_a_number_beside_the_heading_is_the_item_number() -> None:
    document = read(INVENTED.read_text(encoding="utf-8"))
    assert [sheet.item_no for sheet in document.sheets] == ["⑦", None, None]
    assert document.title == "内閣府試算資料"


@pytest.mark.parametrize(
    ("tiers", "expected"),
    [
        pytest.param(["第一", "階層", "第二階層"], [1, 1, 2], id="one label over two rows"),
        pytest.param(["第", "階", "層", "第二階層"], [1, 1, 1, 2], id="one letter a row, the number lost"),
        pytest.param(["第一階層", "", "第二階層"], [1, 1, 2], id="carried down"),
        pytest.param(["", "第", "隆", "", "第二階層"], [1, 1, 1, 1, 2], id="in the middle of a merged cell"),
        pytest.param(["第一階層", "第二階層", "第二階層"], [1, 2, 2], id="repeated label"),
        pytest.param(["第一階層", "第", "二", "階層"], [1, 2, 2, 2], id="the second label cut"),
    ],
)
def test_tiers_are_read_from_whatever_is_left_of_their_labels(tiers: list[str], expected: list[int]) -> None:
    rows = [KPI.replace("第一階層", tier).replace("団体数", f"{n}型の団体数") for n, tier in enumerate(tiers)]
    kpis = read_page(kpis="\n".join(rows)).sheets[0].kpis
    assert [row.tier for row in kpis] == expected


@pytest.mark.parametrize("tiers", [["9 F F", ""], ["第一階層", "8 Y"], ["", "第二階層"]], ids=str)
def test_a_tier_that_no_label_proves_is_flagged(tiers: list[str]) -> None:
    rows = [KPI.replace("第一階層", tier).replace("団体数", f"{n}型の団体数") for n, tier in enumerate(tiers)]
    kpis = read_page(kpis="\n".join(rows)).sheets[0].kpis
    assert any(issue.field == "tier" for row in kpis for issue in row.issues if issue.severity == "warning")


@pytest.mark.parametrize("name", ["- - -", "", "9 F F", "76#T"])
def test_a_destroyed_name_is_empty_and_an_error_names_it(name: str) -> None:
    (row,) = read_page(kpis=KPI.replace("整備した団体数", name)).sheets[0].kpis
    assert row.name is None
    assert row.target_raw == "2020年度までに50団体"
    assert [(issue.field, issue.severity) for issue in row.issues] == [("name", "error")]


@pytest.mark.parametrize("marks", ["-\t-", "1\t-", "|\t-", "－\t-", "1\t一"])
def test_a_row_of_dashes_is_no_kpi_but_is_told(marks: str) -> None:
    (sheet,) = read_page(kpis=f"第一階層\t-\t{marks}\t-").sheets
    assert sheet.kpis == ()
    assert [(issue.code, issue.severity) for issue in sheet.issues] == [("no_kpi_set", "note")]


@pytest.mark.parametrize("shift", [0, 1, 2])
@pytest.mark.parametrize("extra", [0, 2])
def test_columns_are_found_wherever_the_table_stands(shift: int, extra: int) -> None:
    def moved(row: str) -> str:
        return "\t" * shift + row + "\t" * extra

    (sheet,) = read_page(processes=moved(PROCESS), kpis=moved(KPI)).sheets
    (process,), (kpi,) = sheet.processes, sheet.kpis
    assert (process.process, process.progress, process.outlook) == tuple(PROCESS.split("\t"))
    assert [kpi.name, kpi.target_raw, kpi.actual_raw, kpi.note_raw] == KPI.split("\t")[1:]


def test_a_single_shifted_row_is_moved_back_and_flagged() -> None:
    shifted = KPI.replace("第一階層\t", "").replace("整備", "更新") + "\t"
    rows = read_page(kpis=f"{KPI}\n{shifted}").sheets[0].kpis
    assert [row.name for row in rows] == ["整備した団体数", "更新した団体数"]
    assert rows[1].actual_raw == rows[0].actual_raw
    assert {"row_shifted"} == {issue.code for issue in rows[1].issues}


def test_two_processes_share_a_cut_cell_with_a_warning() -> None:
    rows = "台帳を整備\t「台帳に関する研\t引き続き実施。\n事例を周知\t究会」において公表。\t"
    first, second = read_page(processes=rows).sheets[0].processes
    assert first.progress == second.progress == "「台帳に関する研究会」において公表。"
    assert first.outlook == second.outlook == "引き続き実施。"
    assert {("merged_cell", "progress"), ("merged_cell", "outlook")} <= {(i.code, i.field) for i in second.issues}


def test_a_list_cut_before_a_bullet_is_one_process() -> None:
    rows = "以下の取組を推進 ・助成\t会議で各地域\t実施。\n· 情報提供\tの事例を共有。\t"
    (process,) = read_page(processes=rows).sheets[0].processes
    assert (process.lines, process.progress) == ((7, 8), "会議で各地域の事例を共有。")
    assert {issue.code for issue in process.issues} == {"row_joined"}


@pytest.mark.parametrize(
    ("progress", "code"),
    [
        pytest.param("ち地方公共団体に周知した。", "cell_starts_late", id="in the middle of a word"),
        pytest.param("の実施方法を周知した。", "cell_starts_late", id="at a particle"),
        pytest.param("結果を公表し、意識改革を促", "cell_truncated", id="one letter of a verb"),
        pytest.param("「事例集を公表。", "cell_truncated", id="bracket never closed"),
        pytest.param("全国の12", "cell_truncated", id="number without its unit"),
    ],
)
def test_a_fragment_stands_as_printed_and_is_flagged(progress: str, code: str) -> None:
    (process,) = read_page(processes=PROCESS.replace("2016年に公表。", progress)).sheets[0].processes
    assert process.progress == progress
    assert [(issue.code, issue.field) for issue in process.issues] == [(code, "progress")]


def test_a_cell_below_a_cut_one_is_flagged_where_nothing_proves_that_it_goes_on() -> None:
    rows = "台帳を整備\t先進\t引き続き実施。\n事例を周知\t事例を公表。\t引き続き公表。"
    first, second = read_page(processes=rows).sheets[0].processes
    assert (first.progress, second.progress) == ("先進", "事例を公表。")
    assert [issue.field for row in (first, second) for issue in row.issues] == ["progress", "progress"]


def test_a_page_whose_item_heading_is_destroyed_is_a_page_of_its_own() -> None:
    text = PAGE.format(item="台帳の整備の推進", processes=PROCESS, kpis=KPI)
    first, second = read(f"{text}\n\n{text.replace('改革項目:', '81 Q')}").sheets
    assert len(first.processes) == len(second.processes) == len(second.kpis) == 1
    assert [(issue.code, issue.severity) for issue in second.issues] == [("item_lost", "error")]


def test_a_page_that_lost_its_heading_and_begins_with_kpis_is_a_page_of_its_own() -> None:
    text = PAGE.format(item="台帳の整備の推進", processes=PROCESS, kpis=KPI)
    lost = text[text.index("\t\t目標値") :]
    first, second = read(f"{text}\n\n公共施設の適正化\n\n{lost}").sheets
    assert (len(first.kpis), len(second.kpis), second.item) == (1, 1, "公共施設の適正化")
    assert [(issue.code, issue.severity) for issue in second.issues] == [("item_lost", "error")]


def test_a_remark_above_a_second_table_starts_no_page() -> None:
    text = PAGE.format(item="台帳の整備の推進", processes=PROCESS, kpis=KPI)
    again = text[text.index("\t\t目標値") :].replace("整備", "更新")
    (sheet,) = read(f"{text}\n\n※団体数は速報による。\n\n{again}").sheets
    assert [row.name for row in sheet.kpis] == ["整備した団体数", "更新した団体数"]


def test_one_kanji_alone_is_a_dash_read_wrong_and_is_flagged() -> None:
    (process,) = read_page(processes=PROCESS.replace("引き続き実施。", "一")).sheets[0].processes
    assert process.outlook is None
    assert "outlook" in {issue.field for issue in process.issues}


def test_a_date_cut_between_two_notes_is_one_note_of_both_rows() -> None:
    lower = KPI.replace("第一階層", "").replace("整備", "更新").replace("2017年6月に把握", "6月に把握")
    rows = read_page(kpis=KPI.replace("2017年6月に把握", "2017年") + "\n" + lower).sheets[0].kpis
    assert [row.note_raw for row in rows] == ["2017年6月に把握"] * 2
    assert all("note_raw" in {issue.field for issue in row.issues} for row in rows)


@pytest.mark.parametrize("as_of", ["2016年末時点", "２０１６年末時点", "平成28年末時点"])
def test_the_year_of_the_report_is_that_of_its_date(as_of: str) -> None:
    text = PAGE.format(item="台帳の整備の推進", processes=PROCESS, kpis=KPI).replace("2016年末時点", as_of)
    assert (read(text).as_of, read(text).fiscal_year) == (as_of, 2016)


def test_no_printed_line_is_dropped_without_a_word() -> None:
    text = PAGE.format(item="台帳の整備の推進", processes=PROCESS, kpis=KPI)
    (sheet,) = read(f"{text}\n\n※この頁は参考である").sheets
    assert [(issue.code, issue.raw) for issue in sheet.issues] == [("line_unread", "※この頁は参考である")]


FRAGMENTS = st.sampled_from(
    [
        *KPI.split("\t"),
        *PROCESS.split("\t"),
        *PAGE.split("\n"),
        "-",
        "第",
        "二",
        " ",
        "",
        "・",
        "の",
        "」",
        "【再掲】",
        "\ufeff",
    ]
)


@given(st.lists(st.lists(FRAGMENTS | st.text(max_size=8), max_size=7).map("\t".join), max_size=25).map("\n".join))
def test_no_arrangement_of_fragments_raises(text: str) -> None:
    source = SourceFile("any.txt", text.encode("utf-8", "ignore"))
    reader = Progress2016Reader()
    assert reader.recognises(source) in (True, False)
    document = as_json(reader.read(source))
    for sheet in document["sheets"]:
        assert sheet["lines"][0] <= sheet["lines"][1] <= len(source.lines)


@given(st.binary(max_size=200))
def test_recognising_any_bytes_is_safe(data: bytes) -> None:
    assert Progress2016Reader().recognises(SourceFile("any.bin", data)) is False


def test_each_heading_of_a_page_has_its_own_lines() -> None:
    item = "重要課題: 地方の財政\n改革項目: ①台帳の整備の推進と\n公表の徹底\n\n②施設の集約化の推進"
    text = PAGE.format(item="", processes=PROCESS, kpis=KPI).partition("\n")[2]
    (sheet,) = read(f"{item}\n{text}").sheets
    assert sheet.items == ("台帳の整備の推進と公表の徹底", "②施設の集約化の推進")
    assert {field: (place.lines, place.words) for field, place in sheet.places.items()} == {
        "items.1": ((2, 3), "改革項目: ①台帳の整備の推進と\n公表の徹底"),
        "items.2": ((5, 5), "②施設の集約化の推進"),
        "important_issue": ((1, 1), "重要課題: 地方の財政"),
    }
