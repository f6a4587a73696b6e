"""The reader on a list made up for it, with an answer written by hand, and on anything that looks like one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.document_json import as_json
from importers.normalise import with_readings
from importers.readers.measures_list import MeasuresListReader
from importers.readers.measures_list.budgets import budget_of
from importers.readers.measures_list.cells import Cell
from importers.readers.measures_list.kpi_rows import kpi_rows
from importers.readers.measures_list.links import links_of
from importers.readers.source_file import SourceFile
from tests.importers.readers.measures_agreement import CELLS, MeasuresAgreement, flags_of

SAMPLES = Path(__file__).parents[2] / "samples"
INVENTED = SAMPLES / "measures_list_invented.txt"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return as_json(with_readings(MeasuresListReader().read(SourceFile("invented.txt", INVENTED.read_bytes()))))


@pytest.fixture(scope="module")
def answer() -> dict[str, Any]:
    return json.loads((SAMPLES / "measures_list_invented.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("cell", CELLS)
def test_an_invented_list_in_another_column_order_is_read(
    document: dict[str, Any], answer: dict[str, Any], cell: str
) -> None:
    total = MeasuresAgreement()
    for sheet, row in zip(document["sheets"], answer["measures"], strict=True):
        total.add(sheet, row)
    assert total.silent == []
    assert total.right[cell] == total.all[cell] == 3


def test_names_are_parted_from_targets_and_keep_their_group(document: dict[str, Any], answer: dict[str, Any]) -> None:
    read = [[(kpi["name"], kpi["group"]) for kpi in sheet["kpis"]] for sheet in document["sheets"]]
    assert read == [list(zip(row["names"], row["groups"], strict=True)) for row in answer["measures"]]


def test_dates_without_a_number_are_commitments(document: dict[str, Any], answer: dict[str, Any]) -> None:
    read = [
        [[one["what"], one["from"], one["to"]] for kpi in sheet["kpis"] for one in kpi["promises"]]
        for sheet in document["sheets"]
    ]
    assert read == [row["promises"] for row in answer["measures"]]


def test_every_place_leads_to_the_words_in_the_file(document: dict[str, Any]) -> None:
    lines = INVENTED.read_text(encoding="utf-8").split("\n")
    for sheet in document["sheets"]:
        for place in sheet["places"].values():
            assert lines[place["lines"][0] - 1].split("\t")[int(place["cell"])] == place["words"]


def test_a_number_that_the_list_leaves_out_and_a_line_of_no_table_are_told(document: dict[str, Any]) -> None:
    assert [issue["code"] for issue in document["issues"]] == ["line_unread", "row_missing"]


def test_a_row_without_a_lead_mark_gets_no_guessed_lead(document: dict[str, Any]) -> None:
    last = document["sheets"][-1]
    assert (last["lead_ministries"], "lead_ministries" in flags_of(last)) == ([], True)


@pytest.mark.parametrize(
    ("printed", "name", "target", "state"),
    [
        ("接続率：令和7年度までに95％以上", "接続率", "令和7年度までに95％以上", None),
        ("設置数【令和6年度：150か所】", "設置数", "令和6年度：150か所", None),
        ("満足度(現状 62%)", "満足度", None, "現状 62%"),
        ("貸出件数(令和3年度末時点 45万件)", "貸出件数", None, "令和3年度末時点 45万件"),
        ("未整備世帯数(2017年度末時点で約98万世帯)の減少", "未整備世帯数の減少", None, "2017年度末時点で約98万世帯"),
        ("導入団体数(100団体)", "導入団体数(100団体)", None, None),
        ("対象とした67手続のうち電子化した手続数", "対象とした67手続のうち電子化した手続数", None, None),
        ("4K・8Kの視聴世帯の増加", "4K・8Kの視聴世帯の増加", None, None),
        ("検討中の団体数", "検討中の団体数", None, None),
    ],
    ids=["colon", "lens brackets", "now", "dated state", "state inside", "undated", "whole", "name", "not unset"],
)
def test_what_stands_beside_a_name_is_told_apart(
    printed: str, name: str, target: str | None, state: str | None
) -> None:
    [row] = kpi_rows(Cell(1, 2, printed), 1)
    assert (row.name, row.target_raw, row.actual_raw) == (name, target, state)


@pytest.mark.parametrize(
    ("printed", "what", "begins", "ends"),
    [
        ("申請の実現(令和3年度以降)", "申請の実現", "2021-04-01", None),
        ("認証制度(令和元年度中に具体化)", "具体化", "2019-04-01", "2020-03-31"),
        ("未設定(令和3年度の全市町村整備後に設定予定)", "全市町村整備後に設定予定", "2021-04-01", None),
        ("令和2年までに、有益な情報を公開した割合", "有益な情報を公開した割合", None, "2020-12-31"),
        ("本年度中に、見直しを完了した団体数", "見直しを完了した団体数", None, None),
    ],
    ids=["since", "by", "after", "in the name", "without a year"],
)
def test_a_commitment_says_what_is_due_and_when(printed: str, what: str, begins: str | None, ends: str | None) -> None:
    [row] = kpi_rows(Cell(1, 2, printed), 1)
    [promise] = row.promises
    window = [day and day.isoformat() for day in (promise.begins, promise.ends)]
    assert (promise.what, window) == (what, [begins, ends])


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("導入団体数(100団体)", "number_without_deadline"),
        ("避難所の数(令和4年度:120か所→令和6年度:300か所)", "state_and_target"),
        ("登録数(令和2年度10件)、閲覧数(令和2年度20件)", "targets_apart"),
        ("デジタルデバйドの解消率", "letters_damaged"),
        ("整備したガイドライン 活用した事例の件数", "kpis_joined"),
        ("導入団体数(令和6年度までに100団体", "bracket_lost"),
    ],
    ids=lambda value: value if value.isascii() else "",
)
def test_what_is_not_certain_in_a_kpi_is_flagged(printed: str, code: str) -> None:
    rows = kpi_rows(Cell(1, 2, printed), 1)
    assert code in {issue.code for row in rows for issue in row.issues if issue.severity == "warning"}


@pytest.mark.parametrize(
    ("printed", "addresses"),
    [
        ("http://a.jp/x.html PDF版 http://b.jp", ["http://a.jp/x.html", "http://b.jp"]),
        ("http://a.jp/main/000 4726.pdf", ["http://a.jp/main/0004726.pdf"]),
        ("http:// www.a.jp/index.html", ["http://www.a.jp/index.html"]),
        ("(案内)https://a.jp/b/(別紙) http://a.jp/c_1", ["https://a.jp/b/", "http://a.jp/c_1"]),
        ("http://a.jp/x http://a.jp/x", ["http://a.jp/x"]),
    ],
    ids=["words between", "space inside", "space in front", "titles", "twice"],
)
def test_an_address_ends_where_its_words_end(printed: str, addresses: list[str]) -> None:
    assert [link.address for link in links_of([printed])] == addresses


@pytest.mark.parametrize(
    ("printed", "projects", "doubted"),
    [
        ("【予算事業名】地域整備事業", ("地域整備事業",), False),
        ("予算事業名：地域整備事業 学校支援事業", ("地域整備事業", "学校支援事業"), False),
        ("<予算事業名> 整備経費 利用の推進", ("整備経費 利用の推進",), True),
        ("<予算事業名> 整備事業 (旧:支援事業)", ("整備事業 (旧:支援事業)",), False),
        ("<予算事業名>整備事業(本省) http://a.jp/", ("整備事業(本省)",), False),
    ],
    ids=["lens brackets", "colon", "one or two", "former name", "link behind"],
)
def test_the_projects_of_a_budget_are_parted_where_both_sides_are_names(
    printed: str, projects: tuple[str, ...], doubted: bool
) -> None:
    budget = budget_of([printed])
    assert (budget.projects, bool(budget.unsure), budget.labelled) == (projects, doubted, True)


def test_a_long_cell_is_read_in_time_and_doubted() -> None:
    [row] = kpi_rows(Cell(1, 2, "件 " * 20_000), 1)
    assert "kpis_joined" in {issue.code for issue in row.issues}


HEADINGS = "\n".join(INVENTED.read_text(encoding="utf-8").split("\n")[:4])
SHORT = ["", "-", "○", "7", "01-02", "(", ")", "【", "&lt;", "<ul> <li>", "</li>", "４Ｋ", "ﾞ"]
LONG = [
    "◎総務省、内閣府",
    "令和2年度から",
    "未設定(令和元年度中に検討)",
    "件数(令和2年度:5件)",
    "<予算事業名>",
    "http://a.jp/b c/d.html",
]
FRAGMENTS = st.sampled_from([*SHORT, *LONG])
CELL = st.lists(FRAGMENTS | st.text(max_size=6), max_size=5).map("".join)


@given(st.lists(st.lists(CELL, max_size=20).map("\t".join), max_size=6).map("\n".join))
def test_no_arrangement_of_fragments_raises(rows: str) -> None:
    source = SourceFile("any.txt", f"{HEADINGS}\n{rows}".encode("utf-8", "ignore"))
    document = as_json(with_readings(MeasuresListReader().read(source)))
    for sheet in document["sheets"]:
        assert 4 < sheet["lines"][0] <= len(source.lines)


@given(st.binary(max_size=200))
def test_recognising_any_bytes_is_safe(data: bytes) -> None:
    assert MeasuresListReader().recognises(SourceFile("any.bin", data)) is False


@pytest.mark.parametrize("layout", ["000", "001"])
def test_documents_of_other_layouts_are_not_recognised(layout: str) -> None:
    path = next((SAMPLES.parents[1] / "fixtures" / "sources").glob(f"{layout}_*.txt"))
    assert not MeasuresListReader().recognises(SourceFile(path.name, path.read_bytes()))
