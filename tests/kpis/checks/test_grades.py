"""Grades against each other and against the row's own figures."""

from datetime import date

import pytest

from tests.kpis.checks.rows import facts, found_by, judged, row, rows_of
from tests.kpis.questions import actual, target

GOAL, VALUE = target("416", 2020, raw="416団体"), actual("301", "2017-04", kind="preliminary", raw="301団体")
B_2017 = judged(row(2017, GOAL, VALUE, grade="B", words={"target": "416団体", "actual": "301団体"}), "B")
A_ELSEWHERE = judged(row(2017, GOAL, VALUE, at="2", grade="A", words={"target": "416団体", "actual": "301団体"}), "B")


def test_the_same_figures_with_two_grades_are_one_finding_with_both_places_and_readings():
    [finding] = found_by("same_kpi_different_grade", facts(B_2017, A_ELSEWHERE))
    assert rows_of(finding) == ["roadmap-2017/2#grade", "roadmap-2017/1#grade"]
    assert "「A」" in finding.message and "「B」" in finding.message
    assert "どちらも実績「301団体」、目標「416団体」" in finding.message
    assert finding.message.count("進捗率が経過率を下回るのでB。") == 1


def test_a_contradiction_between_places_is_not_told_again_as_one_with_the_figures():
    assert not found_by("grade_against_figures", facts(B_2017, A_ELSEWHERE))


def test_each_place_gets_its_own_explanation_where_they_differ():
    other = judged(A_ELSEWHERE, "A", "初期値が低いのでA。")
    [finding] = found_by("same_kpi_different_grade", facts(B_2017, other))
    assert "進捗率が経過率を下回るのでB。" in finding.message and "初期値が低いのでA。" in finding.message


def test_three_rows_that_disagree_are_one_finding_with_three_cells():
    third = row(2017, GOAL, VALUE, at="3", grade="N")
    [finding] = found_by("same_kpi_different_grade", facts(B_2017, A_ELSEWHERE, third))
    assert len(finding.cells) == 3


ALIKE = [
    pytest.param(row(2018, GOAL, VALUE, grade="A"), id="a later edition that prints the same figures"),
    pytest.param(row(2017, GOAL, at="2", grade="A"), id="the same year without a figure of its own"),
    pytest.param(row(2017, GOAL, VALUE, grade="A", document="再掲表", scale="letters"), id="another document"),
]
APART = [
    pytest.param(row(2017, GOAL, VALUE, at="2", grade="B"), id="the same grade"),
    pytest.param(row(2017, GOAL, VALUE, at="2", grade="A", scale="other"), id="another scale"),
    pytest.param(row(2017, GOAL, VALUE, at="2", grade="A", kpi=2), id="another KPI"),
    pytest.param(row(2017, GOAL, VALUE, at="2"), id="no grade printed"),
    pytest.param(
        row(2017, GOAL, at="2", grade="N", published_on=date(2017, 5, 1)), id="an earlier round without a figure"
    ),
    pytest.param(row(2018, GOAL, actual("380", "2018-04"), grade="A"), id="a year later with a new figure"),
    pytest.param(row(2017, GOAL, actual("350", "2017-10"), at="2", grade="A"), id="the same year with a newer date"),
]


@pytest.mark.parametrize("other", ALIKE)
def test_rows_judged_on_the_same_must_bear_one_grade(other):
    assert len(found_by("same_kpi_different_grade", facts(B_2017, other))) == 1


@pytest.mark.parametrize("other", APART)
def test_rows_judged_on_something_else_may_differ(other):
    assert not found_by("same_kpi_different_grade", facts(B_2017, other))


@pytest.mark.parametrize(
    ("printed", "computed", "count"),
    [
        pytest.param("A", "B", 1, id="A that the numbers do not give"),
        pytest.param("N", "F", 1, id="any other grade they do not give"),
        pytest.param("A", "A", 0, id="what they give"),
        pytest.param("A", None, 0, id="nothing computed"),
        pytest.param(None, "A", 0, id="nothing printed"),
        pytest.param("イ", "ロ", 0, id="a mark of 政策評価, which has its own check"),
    ],
)
def test_a_grade_is_held_against_the_computed_one(printed, computed, count):
    found = found_by("grade_against_figures", facts(judged(row(2017, grade=printed), computed, "なぜなら。")))
    assert len(found) == count
    assert all("なぜなら。" in finding.message for finding in found)


@pytest.mark.parametrize(
    ("grade", "actuals", "count"),
    [
        pytest.param("A", [actual("99.2", "FY2016", "%", kind="forecast")], 1, id="A on 見込み alone"),
        pytest.param(
            "A", [actual("99", "FY2015", "%"), actual("99.2", "FY2016", "%", kind="forecast")], 0, id="beside"
        ),
        pytest.param("B", [actual("99.2", "FY2016", "%", kind="forecast")], 0, id="B on 見込み"),
        pytest.param("A", [], 0, id="no figure"),
    ],
)
def test_an_a_must_not_rest_on_forecasts_alone(grade, actuals, count):
    assert len(found_by("grade_rests_on_forecast", facts(row(2017, *actuals, grade=grade)))) == count
