"""Target cells: the hand-labelled ones and others of their style with other numbers, units and dates."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from kpi_tracker.lib.readings import Baseline, TargetReading
from kpi_tracker.lib.targets import read_target_cell

LABELLED = json.loads(Path("tests/samples/kpi_cells.json").read_text(encoding="utf-8"))


def _labelled(answer: dict) -> tuple:
    base = answer.get("baseline")
    return (
        answer["kind"],
        None if answer.get("value") is None else Decimal(str(answer["value"])),
        answer.get("unit"),
        answer.get("comparator"),
        answer.get("deadline_fy"),
        answer.get("deadline_raw"),
        answer.get("component"),
        Baseline(Decimal(str(base["value"])), base["unit"], base["fy"]) if base else None,
    )


def _fields(target: TargetReading) -> tuple:
    return (
        target.kind,
        target.value,
        target.unit,
        target.comparator,
        target.deadline_fy,
        target.deadline_raw,
        target.component,
        target.baseline,
    )


@pytest.mark.parametrize("row", LABELLED, ids=[row["id"] for row in LABELLED])
def test_a_labelled_target_cell_is_read_as_labelled_without_a_doubt(row):
    cell = read_target_cell(row["target_raw"], row["name"])
    assert [_fields(target) for target in cell.targets] == [_labelled(answer) for answer in row["targets"]]
    assert cell.doubts == ()


CLEAN = [
    # words, [(kind, value, unit, comparator, deadline_fy, component)]
    ("2020年度までに50分以下", [("numeric", "50", "分", "<=", 2020, None)]),
    ("2021年度までに3分野", [("numeric", "3", "分野", ">=", 2021, None)]),
    ("21兆円(2013~2022年度の10年間)", [("numeric", "21000000000000", "円", ">=", 2022, None)]),
    ("前年度比増加", [("qualitative", None, None, None, None, None)]),
    ("平成30年度までに1,200施設", [("numeric", "1200", "施設", ">=", 2018, None)]),
    ("２０２０年までに８割以上", [("percent", "80", "%", ">=", 2020, None)]),
    ("2018年３月末までに15.5日以内", [("numeric", "15.5", "日", "<=", 2017, None)]),
    ("平成32年度末までに約3万箇所", [("numeric", "30000", "箇所", ">=", 2020, None)]),
    ("2020年度までに1兆2,000億円", [("numeric", "1200000000000", "円", ">=", 2020, None)]),
    ("2020年度までに5,000億円以上の削減", [("numeric", "500000000000", "円", ">=", 2020, "削減額")]),
    ("100％（2018年４月まで）", [("percent", "100", "%", ">=", 2018, None)]),
    ("300団体（目標年度：2020年度）", [("numeric", "300", "団体", ">=", 2020, None)]),
    ("約1,000団体 【29年度】", [("numeric", "1000", "団体", ">=", 2017, None)]),
    ("534,521千件以上 【33年度】", [("numeric", "534521", "千件", ">=", 2021, None)]),
    ("1,200千件 (平成28年度実績値比2倍) 【33年度】", [("numeric", "1200", "千件", ">=", 2021, None)]),
    ("令和元年度に4セット", [("numeric", "4", "セット", ">=", 2019, None)]),
    ("令和2年度 10以上の地方公共団体において実証", [("numeric", "10", "地方公共団体", ">=", 2020, None)]),
    ("令和元年度 2つのサービスについて実証", [("numeric", "2", "サービス", ">=", 2019, None)]),
    ("令和元年度までに平均月間9万5千件以上", [("numeric", "95000", "件", ">=", 2019, None)]),
    ("2021年度までに20％削減（2015年度比）", [("ratio_change", "-20", "%", "<=", 2021, None)]),
    ("2020年度までに2015年度比で10%増加", [("ratio_change", "10", "%", ">=", 2020, None)]),
    ("平成33年度に平成28年度実績の2倍を目指す", [("ratio_change", "100", "%", ">=", 2021, None)]),
    (
        "令和5年度を目途に3割削減(平成27年度比。ただし、新規業務を除く。)",
        [("ratio_change", "-30", "%", "<=", 2023, None)],
    ),
    ("３割圧縮（目標期限を集中改革期間中に設定）", [("ratio_change", "-30", "%", "<=", None, None)]),
    ("2028年度末までに5割に増加", [("percent", "50", "%", ">=", 2028, None)]),
    ("2020年度までに半数以上", [("percent", "50", "%", ">=", 2020, None)]),
    ("2020年度までに待機児童ゼロ", [("numeric", "0", "", "<=", 2020, None)]),
    ("65歳以上の就業率を2020年度までに70%", [("percent", "70", "%", ">=", 2020, None)]),
    ("（人口5万人以上の市）2022年度予算から対象団体の90%", [("percent", "90", "%", ">=", 2022, None)]),
    ("2020年度までに第2次計画策定団体100団体", [("numeric", "100", "団体", ">=", 2020, None)]),
    ("2020年度までに1人当たり20万円", [("numeric", "200000", "円", ">=", 2020, None)]),
    ("2020年度までに４Ｋ世帯の50%", [("percent", "50", "%", ">=", 2020, None)]),
    ("毎年度100件", [("numeric", "100", "件", ">=", None, None)]),
    (
        "2020年度までに下水道100%、簡易水道90%",
        [("percent", "100", "%", ">=", 2020, "下水道"), ("percent", "90", "%", ">=", 2020, "簡易水道")],
    ),
    (
        "令和5年度末までに約1,600団体、うち自治体クラウド導入団体は約1,100団体",
        [
            ("numeric", "1600", "団体", ">=", 2023, None),
            ("numeric", "1100", "団体", ">=", 2023, "自治体クラウド導入団体"),
        ],
    ),
    (
        "2020年度までに人口10万人以上の市の100％、その他の市町村の50％",
        [
            ("percent", "100", "%", ">=", 2020, "人口10万人以上の市"),
            ("percent", "50", "%", ">=", 2020, "その他の市町村"),
        ],
    ),
    ("平成26年度値以上", [("reference", None, None, ">=", None, None)]),
    ("平成28年度値以上 【30年度】", [("reference", None, None, ">=", 2018, None)]),
    ("前年度以下", [("reference", None, None, "<=", None, None)]),
    ("増加（2020年度）", [("qualitative", None, None, None, 2020, None)]),
    ("向上（2015年度中に標準的な徴収率を設定）", [("qualitative", None, None, None, None, None)]),
    ("未設定（令和元年度中に検討）", [("undetermined", None, None, None, None, None)]),
    ("2017年度中に目標値を設定", [("undetermined", None, None, None, None, None)]),
    ("調整中", [("undetermined", None, None, None, None, None)]),
    ("― ―", [("none", None, None, None, None, None)]),
    ("", [("none", None, None, None, None, None)]),
]


@pytest.mark.parametrize(("words", "expected"), CLEAN, ids=[words[:24] or "empty" for words, _ in CLEAN])
def test_a_target_cell_of_the_style_is_read_without_a_doubt(words, expected):
    cell = read_target_cell(words)
    assert [
        (t.kind, None if t.value is None else str(t.value), t.unit, t.comparator, t.deadline_fy, t.component)
        for t in cell.targets
    ] == expected
    assert cell.doubts == ()


@pytest.mark.parametrize(
    "words",
    [
        "2020年度までに3分の1に縮減",
        "2020年度までに10O%",
        "2020年度までにl00%",
        "2020年度までに3 70団体",
        "2020年度までに5. 2%",
        "2020年度までに数百団体",
        "2020年代前半までに100団体",
        "今年度中に100団体",
        "全市町村（1,741団体）",
        "2020年度までに60%から70%",
        "50団体80団体（2020年度）",
        "100団体（うち県と調整中の3団体については2019年度に検討）",
        "2020年度までに100団体（2018年度に中間評価50件の点検）",
    ],
)
def test_what_the_grammar_does_not_account_for_is_doubted(words):
    assert any(doubt.severity in ("error", "warning") for doubt in read_target_cell(words).doubts)


def test_the_last_of_several_deadlines_is_the_final_target():
    first, last = read_target_cell("2018年度までに100団体、2020年度までに200団体").targets
    assert (first.final, first.fiscal_year, first.deadline_fy) == (False, 2018, 2018)
    assert (last.final, last.fiscal_year, last.deadline_fy) == (True, None, 2020)


def test_the_year_compared_with_is_no_part_of_the_component():
    first, last = read_target_cell("2025年に、導入企業を2017年度比で3倍、雇用者の割合を2020年度比で倍増").targets
    assert [(target.component, target.value) for target in (first, last)] == [("導入企業", 200), ("雇用者の割合", 100)]


def test_a_range_keeps_both_ends():
    [target] = read_target_cell("2020年度までに60～70%").targets
    assert (target.value, target.value_max, target.unit) == (60, 70, "%")


def test_the_start_of_a_rise_is_the_baseline():
    [target] = read_target_cell("2015年度の50%から2020年度に70%まで引き上げ").targets
    assert (target.value, target.baseline) == (70, Baseline(Decimal(50), "%", 2015))


def test_a_bracketed_earlier_value_is_the_baseline_and_no_second_target():
    [target] = read_target_cell("2020年度までに416団体（2015年度末時点：250団体）").targets
    assert (target.value, target.baseline) == (416, Baseline(Decimal(250), "団体", 2015))


def test_a_multiple_is_a_level_where_the_kpi_is_a_multiple():
    [target] = read_target_cell("2020年度に1.5倍", "有効求人倍率").targets
    assert (target.kind, target.value, target.unit) == ("numeric", Decimal("1.5"), "倍")
