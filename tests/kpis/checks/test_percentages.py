"""Percentages in prose against the figures beside them."""

import pytest

from tests.kpis.checks.rows import facts, found_by, progress, row
from tests.kpis.questions import change

COST = row(2017, change("-30", 2021, ("400000000000", "円", 2013)))
SYSTEMS = row(2017, change("-50", 2018, ("1450", "", 2012)), at="2", kpi=2)


@pytest.mark.parametrize(
    ("text", "reckoned"),
    [
        pytest.param("1104億円の削減（2013年度比で29%減）を見込む。", "27.6％", id="29 printed, 27.6 reckoned"),
        pytest.param("約1,104億円の縮減（平成25年度比で25.0％減）を見込む。", "27.60％", id="with decimals and an era"),
        pytest.param("894システムの減（2012年度比で60％減）の見込み。", "61.7％", id="a baseline without unit"),
        pytest.param("110圏域のうち、85圏域（80％）", "77.3％", id="a share of a whole"),
    ],
)
def test_a_percentage_that_its_figures_do_not_give_is_found(text, reckoned):
    [finding] = found_by("percentage_not_reckoned", facts(COST, SYSTEMS, progress(2017, text)))
    assert reckoned in finding.message


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("894システムの減（2012年度比で62%減）の見込み。", id="right when rounded"),
        pytest.param("1104億円の削減（2013年度比で約28%減）を見込む。", id="right within 約"),
        pytest.param("1104億円の削減（2010年度比で20%減）を見込む。", id="of another year"),
        pytest.param("1104億円の削減（前年比で20%減）を見込む。", id="of a year that is not named"),
        pytest.param("500億円の削減（総額の10%減）を見込む。", id="of something else"),
        pytest.param("110圏域のうち、85圏域（77％）", id="a right share"),
        pytest.param("0団体のうち、0団体（0％）", id="a whole of nothing"),
    ],
)
def test_a_percentage_that_follows_or_has_another_base_is_no_finding(text):
    assert not found_by("percentage_not_reckoned", facts(COST, SYSTEMS, progress(2017, text)))


@pytest.mark.parametrize(("percent", "count"), [("62", 0), ("52", 1)])
def test_a_note_is_held_against_its_own_baseline(percent, count):
    note = f"2018年度までに894システムの減（{percent}%減）の見込み。"
    rows = row(2017, change("-50", 2018, ("1450", "", 2012)), note=note), COST
    assert len(found_by("percentage_not_reckoned", facts(*rows))) == count
