"""Actual cells: the hand-labelled ones and others of their style."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from kpi_tracker.lib.actuals import read_actual_cell
from kpi_tracker.lib.targets import read_target_cell

LABELLED = json.loads(Path("tests/samples/kpi_cells.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", LABELLED, ids=[row["id"] for row in LABELLED])
def test_a_labelled_actual_cell_is_read_as_labelled_without_a_doubt(row):
    targets = read_target_cell(row["target_raw"], row["name"]).targets
    cell = read_actual_cell(row["actual_raw"], row["name"], targets)
    keys = ("unit", "as_of_raw", "as_of", "preliminary", "approx", "component")
    assert [(a.value, *(getattr(a, key) for key in keys)) for a in cell.actuals] == [
        (Decimal(str(answer["value"])), *(answer[key] for key in keys)) for answer in row["actuals"]
    ]
    assert cell.doubts == ()


CLEAN = [
    # words, [(value, unit, as_of, kind, component)]
    ("70分（2015年度）", [("70", "分", "FY2015", "final", None)]),
    ("38.2%（2016年3月 全国平均）", [("38.2", "%", "2016-03", "final", None)]),
    ("34/47都道府県（2016年4月）", [("34", "都道府県", "2016-04", "final", None)]),
    ("2016年度において計画を公表済み", []),
    ("85.2％（平成28年度）", [("85.2", "%", "FY2016", "final", None)]),
    ("延べ１,２３４件（2016年度末）", [("1234", "件", "FY2016", "final", None)]),
    ("842団体 (H28.4.1時点)", [("842", "団体", "2016-04-01", "final", None)]),
    ("30団体（28.3.31）", [("30", "団体", "2016-03-31", "final", None)]),
    ("412,533千件（2016年度）", [("412533", "千件", "FY2016", "final", None)]),
    ("１兆２３４５億円（2016年度決算）", [("1234500000000", "円", "FY2016", "final", None)]),
    ("1,507団体（平成29年10月1日現在、速報値）", [("1507", "団体", "2017-10-01", "preliminary", None)]),
    ("平成28年度末：30団体（速報値）", [("30", "団体", "FY2016", "preliminary", None)]),
    ("59団体（2016年度、見込み）", [("59", "団体", "FY2016", "forecast", None)]),
    ("2017年3月末現在 301団体", [("301", "団体", "2017-03", "final", None)]),
    ("2016年4月時点で23団体", [("23", "団体", "2016-04", "final", None)]),
    ("12.5日（2016年）", [("12.5", "日", "2016", "final", None)]),
    ("第2位（2016年）", [("2", "位", "2016", "final", None)]),
    ("0件（2016年度）", [("0", "件", "FY2016", "final", None)]),
    ("7割強（2016年度）", [("70", "%", "FY2016", "final", None)]),
    ("全1,741団体中301団体（2017年4月）", [("301", "団体", "2017-04", "final", None)]),
    ("301団体／1,741団体", [("301", "団体", None, "final", None)]),
    ("２０１４年度：98.9％（２０１６年４月公表）", [("98.9", "%", "FY2014", "final", None)]),
    ("2016年度：100団体、2017年度：120団体", [
        ("100", "団体", "FY2016", "final", None), ("120", "団体", "FY2017", "final", None)]),
    ("100件（2015年度）→120件（2016年度）", [
        ("100", "件", "FY2015", "final", None), ("120", "件", "FY2016", "final", None)]),
    ("２０１４年度：98.9％【現年分】２０１６年度（見込み）：99.2％【現年分】", [
        ("98.9", "%", "FY2014", "final", "現年分"), ("99.2", "%", "FY2016", "forecast", "現年分")]),
    ("【総務省】100団体 【厚労省】50団体（2016年度）", [
        ("100", "団体", "FY2016", "final", "総務省"), ("50", "団体", "FY2016", "final", "厚労省")]),
    ("59団体（うち市区町村55団体）（2017年4月）", [
        ("59", "団体", "2017-04", "final", None), ("55", "団体", "2017-04", "final", "市区町村")]),
    ("小学校 65.2%、中学校 61.1%（2017年4月）", [
        ("65.2", "%", "2017-04", "final", "小学校"), ("61.1", "%", "2017-04", "final", "中学校")]),
    ("2010年度と比べて3,500万円の縮減（2016年度）", [
        ("35000000", "円", "FY2016", "final", "2010年度と比べた縮減額")]),
    ("（参考）55.5%（2016年度）", [("55.5", "%", "FY2016", "reference", "（参考）")]),
    ("策定している40校において計画を公表済み。", [
        ("40", "校", None, "final", "計画を公表済みの校（策定している40校のうち）")]),
    ("2018年度中に集計予定", []),
    ("調査中（2018年3月公表予定）", []),
    ("2015年度の状況について把握・公表済。", []),
    ("2014年度決算について試算し、公表済(2016年3月及び9月)。", []),
    ("－", []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), CLEAN, ids=[words[:24] for words, _ in CLEAN])
def test_an_actual_cell_of_the_style_is_read_without_a_doubt(words, expected):
    cell = read_actual_cell(words, "テスト指標")
    assert [(str(a.value), a.unit, a.as_of, a.kind, a.component) for a in cell.actuals] == expected
    assert cell.doubts == ()


@pytest.mark.parametrize(
    "words",
    [
        "301団体（17.3%）",
        "l7圏域（2016年度）",
        "5O団体（2016年度）",
        ".6%（2015年度）",
        "男性71.19歳女性74.21歳（2013年）",
        "3分30秒（2015年度）",
        "2015年度比10%減（2016年度）",
        "前年度比5%増",
        "2018年度に100団体で実施予定",
        "5年間で30団体",
        "30団体（３年平均）",
        "2014～2016年度平均：55.5%",
        "2016年10月～2017年3月で15件",
        "数団体",
        "100団体（2016年度：80団体）",
        "1,507団体電子申請：152団体",
        "66,892件（新規相談件数の30%）（2016年度）",
        "電子：1,507\n団体窓口：152件（2017年）",
        "301団体（2017年４月",
        "3団体（2016年10月公表）",
        "100団体 50団体",
    ],
)
def test_what_the_grammar_does_not_account_for_is_doubted(words):
    assert any(doubt.severity in ("error", "warning") for doubt in read_actual_cell(words, "テスト指標").doubts)


def test_a_count_of_what_the_name_counts_is_the_kpis_own_value():
    [actual] = read_actual_cell("15団体で策定済み（2016年度末）", "計画を策定した団体数").actuals
    assert (actual.value, actual.component) == (15, None)


def test_reference_values_carry_the_heading_they_stand_under():
    words = "（参考）\n【医政局】\n医療機関の件数\n病院：1,200件\n診療所：85件\n（2018年3月31日時点）"
    assert [(a.component, a.kind) for a in read_actual_cell(words, "連携数").actuals] == [
        ("（参考）医療機関の件数 病院", "reference"),
        ("（参考）医療機関の件数 診療所", "reference"),
    ]
