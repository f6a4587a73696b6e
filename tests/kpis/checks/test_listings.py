"""The same indicator in two places of one edition."""

import pytest

from tests.kpis.checks.rows import facts, found_by, row, rows_of
from tests.kpis.questions import target

GOAL = target("800", 2020)
FIRST = row(2019, GOAL, name="IoTを導入した団体の数")


def test_one_name_with_one_target_in_two_items_is_found():
    other = row(2019, GOAL, at="9", kpi=2, name="ＩｏＴを導入した団体数", item="人材の育成", item_key="another")
    [finding] = found_by("unmarked_relisting", facts(FIRST, other))
    assert rows_of(finding) == ["roadmap-2019/1#name", "roadmap-2019/9#name"]
    assert "人材の育成" in finding.message


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"is_relisted": True}, id="marked 【再掲】"),
        pytest.param({"name": "IoTを導入した企業の数"}, id="another name"),
        pytest.param({"item_key": "roadmap-2019/item"}, id="the same item"),
        pytest.param({"edition": "roadmap-2018"}, id="another edition"),
    ],
)
def test_what_is_not_the_same_twice_is_no_finding(other):
    given = {"name": FIRST.name, "item_key": "another", **other}
    assert not found_by("unmarked_relisting", facts(FIRST, row(2019, GOAL, at="9", kpi=2, **given)))


def test_a_name_without_a_target_in_figures_says_too_little():
    rows = [row(2019, at=at, kpi=kpi, name="取扱機関数", item_key=at) for kpi, at in enumerate(("1", "2"))]
    assert not found_by("unmarked_relisting", facts(*rows))
