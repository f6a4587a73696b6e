"""What a KPI is counted in."""

import pytest

from tests.kpis.checks.rows import facts, found_by, row
from tests.kpis.questions import actual, change, target


def test_a_unit_that_changes_between_editions_is_found():
    [finding] = found_by(
        "unit_changed", facts(row(2017, actual("301", "2017-04")), row(2018, actual("65.1", "2018-04", "%")))
    )
    assert finding.about == "単位"


def test_a_component_replaced_by_another_is_found():
    rows = row(2017, actual("301", "2017-04", component="市")), row(2018, actual("310", "2018-04", component="町村"))
    [finding] = found_by("unit_changed", facts(*rows))
    assert finding.about == "内訳"


@pytest.mark.parametrize(
    "after",
    [
        pytest.param([actual("310", "2018-04")], id="the same unit"),
        pytest.param([actual("310", "2018-04", "")], id="no unit printed"),
        pytest.param([], id="no figure"),
        pytest.param([actual("310", "2018-04", component="うち市")], id="a component where none was"),
        pytest.param([actual("310", "2018-04"), actual("900", "2018-04", "人")], id="a second figure beside it"),
        pytest.param([actual("27", "2018-04", "%", raw="27%減")], id="an amount of change"),
        pytest.param([actual("9", "2018-04", "件", kind="reference")], id="a 参考 value"),
    ],
)
def test_the_same_unit_is_no_finding(after):
    assert not found_by("unit_changed", facts(row(2017, actual("301", "2017-04")), row(2018, *after)))


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        pytest.param("説明会の開催回数", target("3", 2019, "件"), id="回数 in 件"),
        pytest.param("計画を策定した自治体数", target("100", 2016, "%"), id="a count in percent"),
        pytest.param("導入した団体数（人口３万人以上）", actual("35.5", "2016-04", "%"), id="brackets do not count"),
        pytest.param("対応を表明している市町村", target("77", 2021, "%"), id="things in percent"),
        pytest.param("サービスの利用者数", target("2", 2019, "サービス"), id="people in services"),
        pytest.param("電子申請の利用率", target("40", 2019, "件"), id="a ratio in 件"),
    ],
)
def test_a_unit_that_its_name_excludes_is_found(name, reading):
    assert len(found_by("unit_against_name", facts(row(2017, reading, name=name)))) == 1


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        pytest.param("説明会の開催回数", target("3", 2019, "回"), id="回数 in 回"),
        pytest.param("サービスの利用者数", target("3000", 2019, "万人"), id="people in 万人"),
        pytest.param("計画を策定した自治体数", target("100", 2016, "団体"), id="a count in 団体"),
        pytest.param("計画を策定した自治体の割合", target("100", 2016, "%"), id="a share in percent"),
        pytest.param("システム数", change("-50", 2018, ("1450", "", 2012)), id="a change in percent"),
        pytest.param("計画を策定した自治体数", target("100", 2016, ""), id="no unit"),
        pytest.param("実施した自治体数", actual("35", "2016-04", "%", component="実施率"), id="a named component"),
        pytest.param("人口当たり死亡率", actual("6.5", "2016", "人"), id="a rate per head"),
        pytest.param("利用者数", target("40000", 2019, "人/年"), id="people a year"),
        pytest.param("面積を５割に増加", target("50", 2028, "%"), id="a name that is a sentence"),
    ],
)
def test_a_unit_that_fits_its_name_is_no_finding(name, reading):
    assert not found_by("unit_against_name", facts(row(2017, reading, name=name)))


def test_a_kpi_that_prints_the_odd_unit_every_year_is_one_finding():
    rows = [row(year, target("3", 2019, "件"), name="開催回数") for year in (2016, 2017)]
    [finding] = found_by("unit_against_name", facts(*rows))
    assert len(finding.cells) == 2
