"""What changed between the targets of two editions."""

from decimal import Decimal

import pytest

from kpi_tracker.lib.quantities import UNSURE
from kpi_tracker.lib.readings import Baseline, TargetReading
from kpis.target_changes import change_of, changes_between, changes_of


def goal(value, **other):
    return TargetReading("numeric", Decimal(value), "件", **other)


def cut(percent, **other):
    return TargetReading("ratio_change", Decimal(-percent), "%", **other)


def words(changes):
    return "・".join(change.value for change in changes)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        pytest.param(TargetReading("numeric", Decimal(1)), TargetReading("numeric", Decimal(1)), "", id="unchanged"),
        pytest.param(TargetReading("undetermined"), TargetReading("numeric", Decimal(1)), "設定", id="set"),
        pytest.param(
            TargetReading("numeric", Decimal(1), "件"), TargetReading("percent", Decimal(1), "%"), "再定義", id="unit"
        ),
        pytest.param(
            TargetReading("numeric", Decimal(1), deadline_fy=2018),
            TargetReading("numeric", Decimal(2), deadline_fy=2020),
            "引上げ・期限の延長",
            id="raised and later",
        ),
        pytest.param(TargetReading("none"), TargetReading("none"), "", id="none at all"),
        pytest.param(TargetReading("numeric", Decimal(1)), TargetReading("undetermined"), "取下げ", id="given up"),
        pytest.param(
            TargetReading("numeric", Decimal(1), "件", ">="),
            TargetReading("numeric", Decimal(1), "件", "<="),
            "再定義",
            id="comparator",
        ),
        pytest.param(
            TargetReading("numeric", Decimal(1), "件"),
            TargetReading("numeric", Decimal(1), "件", value_max=Decimal(3)),
            "再定義",
            id="range",
        ),
        pytest.param(
            TargetReading("ratio_change", Decimal(-50), "%", baseline=Baseline(Decimal(1450), "件", 2012)),
            TargetReading("ratio_change", Decimal(-50), "%", baseline=Baseline(Decimal(1000), "件", 2015)),
            "再定義",
            id="baseline",
        ),
        pytest.param(cut(50), cut(30), "引下げ", id="a smaller cut: the printed figure counts"),
        pytest.param(cut(30), TargetReading("ratio_change", Decimal(10), "%"), "再定義", id="turned round"),
        pytest.param(TargetReading("numeric", Decimal(1)), goal(1), "", id="a unit printed later"),
        pytest.param(
            cut(50, baseline=Baseline(Decimal(1450), "", 2012)), cut(50), "", id="a baseline not printed again"
        ),
        pytest.param(goal(1, deadline_fy=2020), goal(1, deadline_fy=2019), "期限の前倒し", id="sooner"),
        pytest.param(goal(1, deadline_fy=2020), goal(1), "期限の削除", id="no deadline any more"),
        pytest.param(goal(1), goal(1, deadline_fy=2020), "期限の設定", id="a deadline for the first time"),
    ],
)
def test_what_changed_between_two_editions(before, after, change):
    assert words(change_of(before, after)) == change


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        pytest.param(None, [goal(1)], [""], id="first edition"),
        pytest.param([goal(1)], [goal(1), goal(2, component="市区")], ["", "追加"], id="one more component"),
        pytest.param(
            [goal(1, component="都道府県"), goal(2, component="市区")],
            [goal(2, component="市区"), goal(3, component="都道府県")],
            ["", "引上げ"],
            id="components in another order",
        ),
        pytest.param(
            [goal(1, fiscal_year=2017, final=False), goal(9)],
            [goal(9), goal(1, fiscal_year=2017, final=False)],
            ["", ""],
            id="yearly and final in another order",
        ),
        pytest.param(
            [goal(1, deadline_fy=2018), goal(2, deadline_fy=2020)],
            [goal(2, deadline_fy=2020), goal(1, deadline_fy=2019)],
            ["", "期限の延長"],
            id="two deadlines",
        ),
        pytest.param([TargetReading("undetermined")], [goal(1, component="市区")], ["設定"], id="set for a component"),
        pytest.param(
            [goal(1, component="市区"), goal(2, component="町村")],
            [TargetReading("undetermined")],
            ["取下げ"],
            id="given up for all components",
        ),
        pytest.param([goal(1)], [goal(2, component="市区")], ["引上げ"], id="a component named later"),
    ],
)
def test_targets_are_paired_by_what_they_are_for(before, after, changes):
    assert [words(one) for one in changes_of(before, after)] == changes


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        pytest.param([goal(2)], [goal(1)], {"引下げ"}, id="lowered"),
        pytest.param([goal(2)], [goal(2), goal(3, component="市区")], {"追加"}, id="one more"),
        pytest.param([goal(2), goal(3, component="市区")], [goal(2)], {"取下げ"}, id="one fewer"),
        pytest.param([goal(2, component="町村")], [goal(2, component="市区")], {"再定義"}, id="of another component"),
        pytest.param([goal(2)], [goal(1, confidence=UNSURE)], set(), id="read unsurely: nothing is said"),
        pytest.param(
            [goal(2)], [goal(2), goal(9, confidence=UNSURE, component="市区")], set(), id="one more, unsurely"
        ),
        pytest.param(
            [goal(2, final=False, fiscal_year=2017)],
            [goal(3, final=False, fiscal_year=2018)],
            set(),
            id="the next year's yearly target",
        ),
        pytest.param([], [], set(), id="none at all"),
        pytest.param([TargetReading("none")], [goal(1)], {"設定"}, id="set for the first time"),
    ],
)
def test_what_may_be_said_of_a_whole_cell(before, after, changes):
    assert {change.value for change in changes_between(before, after)} == changes
