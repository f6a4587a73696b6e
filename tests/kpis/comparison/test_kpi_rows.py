"""What became of the KPI rows of one publication in another."""

import pytest

from kpi_tracker.lib.quantities import UNSURE
from kpi_tracker.lib.readings import TargetReading
from kpis.comparison.actual_changes import actual_changes
from kpis.comparison.kpi_rows import paired_kpis
from tests.kpis.comparison.rows import OTHER_A, A, B, goal, kpi, targeting, value


def kinds(before, after, **replaced):
    """The kinds of change of each pair, in order."""
    pairs = paired_kpis(before, after, {new: old for old, new in replaced.get("replaced", ())})
    return [sorted(change.kind.value for change in pair.changes) for pair in pairs]


UNSET, WORDED = TargetReading("undetermined"), TargetReading("qualitative")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(targeting(goal(416)), targeting(goal(500)), ["target-raised"], id="raised"),
        pytest.param(targeting(goal(416)), targeting(goal(370)), ["target-lowered"], id="lowered"),
        pytest.param(targeting(goal(416, 2018)), targeting(goal(416, 2020)), ["target-postponed"], id="postponed"),
        pytest.param(
            targeting(goal(416, 2020)), targeting(goal(416, 2018)), ["target-brought-forward"], id="brought forward"
        ),
        pytest.param(
            targeting(goal(416, 2018)),
            targeting(goal(370, 2020)),
            ["target-lowered", "target-postponed"],
            id="lowered and postponed",
        ),
        pytest.param(targeting(goal(416)), targeting(goal(416, 2020)), ["deadline-set"], id="deadline set"),
        pytest.param(targeting(goal(416, 2020)), targeting(goal(416)), ["deadline-removed"], id="deadline removed"),
        pytest.param(
            targeting(goal(50)),
            targeting(TargetReading("percent", goal(50).value, "%")),
            ["target-redefined"],
            id="another unit",
        ),
        pytest.param(targeting(UNSET), targeting(goal(150)), ["target-set"], id="set for the first time"),
        pytest.param(targeting(goal(150)), targeting(UNSET), ["target-withdrawn"], id="withdrawn"),
        pytest.param(
            targeting(goal(1)), targeting(goal(1), goal(2, component="町村")), ["target-added"], id="one more"
        ),
        pytest.param(
            targeting(WORDED, words="2016年度中に各圏域において設定"),
            targeting(WORDED, words="各圏域において設定"),
            ["target-reworded"],
            id="words without a figure",
        ),
        pytest.param(
            targeting(goal(416), words="416団体（2020年度）"),
            targeting(goal(416), words="2020年度までに 416 団体"),
            ["target-reworded"],
            id="the same in other words",
        ),
        pytest.param(
            targeting(goal(416), words="目標：４１６団体"), targeting(goal(416), words="目標:416団体"), [], id="widths"
        ),
        pytest.param(
            targeting(goal(416), words="416団体"), targeting(goal(370), words="416団体"), [], id="only read otherwise"
        ),
        pytest.param(
            targeting(goal(416)), targeting(goal(370, confidence=UNSURE)), ["target-reworded"], id="read unsurely"
        ),
        pytest.param(targeting(words=""), targeting(words="－"), [], id="a dash is an empty cell"),
        pytest.param(kpi(name="委託数"), kpi(name="委託団体数"), ["kpi-renamed"], id="renamed"),
        pytest.param(kpi(name="①－１ 委託数"), kpi(name="委託数【再掲】"), [], id="labels are no names"),
        pytest.param(kpi(name=""), kpi(name="委託数"), [], id="a name that could not be read before"),
        pytest.param(kpi(items=(1,)), kpi(items=(2,)), ["kpi-moved"], id="moved"),
        pytest.param(kpi(items=(1, 2)), kpi(items=(2,)), [], id="one of its items less"),
        pytest.param(kpi(grade=A), kpi(grade=B), ["grade-changed"], id="graded otherwise"),
        pytest.param(kpi(grade=B), kpi(grade=OTHER_A), [], id="a letter of another scale"),
        pytest.param(kpi(grade=None), kpi(grade=A), [], id="no grades before"),
        pytest.param(kpi(of=None), kpi(of=None, grade=A, name="窓口業務の委託"), [], id="a heading row"),
        pytest.param(
            kpi(actuals=(value(278, kind="preliminary"),)), kpi(actuals=(value(280),)), ["actual-settled"], id="確報化"
        ),
        pytest.param(kpi(actuals=(value(278),)), kpi(actuals=(value(280),)), ["actual-revised"], id="修正"),
    ],
)
def test_what_became_of_a_kpi_row(before, after, expected):
    assert kinds([before], [after]) == [expected]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([], [kpi()], [["kpi-added"]], id="added"),
        pytest.param([kpi()], [], [["kpi-dropped"]], id="dropped"),
        pytest.param([kpi(of=1)], [kpi(of=2)], [["kpi-added"], ["kpi-dropped"]], id="another KPI"),
        pytest.param(
            [kpi()], [kpi(), kpi(items=(2,), is_relisted=True)], [[], ["listing-added"]], id="printed once more"
        ),
        pytest.param(
            [kpi(), kpi(items=(2,), is_relisted=True)], [kpi()], [[], ["listing-dropped"]], id="printed once less"
        ),
        pytest.param(
            [kpi(items=(2,), is_relisted=True), kpi(items=(1,))],
            [kpi(items=(1,)), kpi(items=(2,), is_relisted=True)],
            [[], []],
            id="the rows of one item go together",
        ),
        pytest.param([kpi(of=None, name="見出し")], [], [[]], id="a heading is no KPI"),
    ],
)
def test_which_rows_belong_together(before, after, expected):
    assert kinds(before, after) == expected


def test_a_kpi_that_people_said_took_the_place_of_another_is_told_beside_it():
    before, after = kpi(of=1), kpi(of=2, name="実施団体数")
    assert kinds([before], [after], replaced=[(before.listing, after.listing)]) == [["kpi-replaced"]]


def test_a_kpi_that_goes_on_is_not_replaced():
    before, after, other = kpi(of=1), kpi(of=1), kpi(of=2)
    assert kinds([before], [after, other], replaced=[(before.listing, other.listing)]) == [[], ["kpi-added"]]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(value(278, kind="preliminary"), value(278), ["actual-settled"], id="settled without a change"),
        pytest.param(value(278, kind="forecast"), value(270, kind="preliminary"), ["actual-settled"], id="forecast"),
        pytest.param(value(278), value(270, kind="preliminary"), ["actual-revised"], id="unsettled"),
        pytest.param(value(278), value(270, kind="reference"), [], id="another thing"),
        pytest.param(value(278), value(301, as_of="2017-04"), [], id="another time"),
        pytest.param(value(278), value(280, as_of="2016-04-01"), ["actual-revised"], id="a day of the month"),
        pytest.param(value(278), value(59, unit="圏域"), [], id="another unit"),
        pytest.param(value(278), value(280, component="町村"), [], id="another component"),
        pytest.param(value(278), value(280, cumulative=True), [], id="延べ"),
        pytest.param(value("24.7", unit="%"), value("24.72", unit="%"), [], id="rounded"),
        pytest.param(value(278), value(280, confidence=UNSURE), [], id="read unsurely"),
        pytest.param(value(278, as_of=None), value(280, as_of=None), [], id="undated"),
    ],
)
def test_what_became_of_a_value(before, after, expected):
    assert [change.kind.value for change in actual_changes([before], [after])] == expected


def test_of_two_values_for_one_time_nothing_is_said():
    assert actual_changes([value(1)], [value(2), value(3)]) == []
