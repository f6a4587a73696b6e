"""Forecasts in the notes, against the target of the same year."""

import pytest

from tests.kpis.checks.rows import facts, found_by, row
from tests.kpis.questions import change, target

COST = change("-30", 2021, ("400000000000", "円", 2013))
ALL = target("100", 2017, "%")


@pytest.mark.parametrize(
    ("goal", "note"),
    [
        pytest.param(COST, "2021年度までに約29％の削減見込み（2016年度末時点）", id="29 of 30 percent"),
        pytest.param(ALL, "2017年度末までに、98.8%の団体において整備見込み。", id="98.8 percent of all"),
        pytest.param(
            target("140", 2020, "圏域"), "平成32年度末には１３５圏域となる見込み。", id="a number, another era"
        ),
        pytest.param(target("35", 2018, "時間", comparator="<="), "2018年度は40時間の見込み。", id="less is better"),
    ],
)
def test_a_forecast_short_of_the_target_is_found(goal, note):
    assert len(found_by("forecast_misses_target", facts(row(2017, goal, note=note, grade="A")))) == 1


@pytest.mark.parametrize(
    ("goal", "note"),
    [
        pytest.param(COST, "2021年度までに約31％の削減見込み。", id="enough"),
        pytest.param(COST, "2021年度までに約30％の削減見込み。", id="just enough"),
        pytest.param(COST, "2019年度までに約20％の削減見込み。", id="of an earlier year"),
        pytest.param(COST, "2021年度までに1104億円の削減見込み。", id="in another unit"),
        pytest.param(COST, "2021年度の執行率は95％の見込み。", id="no change at all"),
        pytest.param(ALL, "2017年度末までに98.8%を目指す。", id="no forecast"),
        pytest.param(change("-50", 2018, ("1450", "", 2012)), "2018年度までに894の減（62%減）の見込み。", id="beyond"),
        pytest.param(target("140", 2020, "圏域"), "2020年度には10圏域増加の見込み。", id="an increase"),
        pytest.param(target("140", 2020, "圏域"), "2020年度には、うち市は90圏域の見込み。", id="of a part"),
        pytest.param(target("300", 2016), "508団体（2017年度末見込み）", id="after the deadline"),
    ],
)
def test_a_forecast_that_reaches_the_target_or_speaks_of_something_else_is_no_finding(goal, note):
    assert not found_by("forecast_misses_target", facts(row(2017, goal, note=note, grade="A")))
