"""Progress against elapsed time: dates, stand-ins, ties, changes of a baseline, and the separating value."""

from datetime import date
from fractions import Fraction

import pytest

from kpis.grading import TIE_GRADE, judge
from tests.kpis.questions import actual, change, point, question, start, target


def test_the_two_periods_start_on_different_days_where_the_start_is_registered():
    judgement = judge(question(target("100", 2020), actual("50", "2017-03-31"), baseline=start("0", "2015-03-31")))
    # 2015-03-31 to 2017-03-31 over 2016-04-01 to 2021-03-31.
    assert judgement.elapsed == Fraction(731, 1825)
    assert judgement.progress == Fraction(1, 2)
    assert judgement.suggested == "A"
    assert judgement.missing == ()


def test_a_registered_start_goes_before_a_stand_in():
    asked = question(
        target("100", 2020),
        actual("50", "2017-03-31"),
        baseline=start("40", "2016-03-31"),
        earlier=(point(actual("10", "2016-04")),),
    )
    assert judge(asked).progress == Fraction(1, 6)


def test_the_earliest_known_measurement_stands_in():
    earlier = (point(actual("30", "2016-10")), point(actual("20", "2015-04")), point(actual("1", "FY2015", "件")))
    judgement = judge(question(target("100", 2020), actual("50", "2017-04"), earlier=earlier))
    assert judgement.progress == Fraction(30, 80)
    assert "2015年4月の実績値20団体で代用" in judgement.explanation


def test_a_reference_value_or_a_forecast_never_stands_in():
    earlier = (point(actual("1", "2015-04", kind="reference")), point(actual("2", "2015-04", kind="forecast")))
    assert judge(question(target("100", 2020), actual("50", "2017-04"), earlier=earlier)).suggested is None


def test_a_fiscal_year_counts_as_its_last_day_but_not_after_the_document():
    earlier = (point(actual("0", "FY2016"), document_date=date(2016, 12, 21)),)
    judgement = judge(question(target("100", 2020), actual("50", "2017-10-01"), earlier=earlier))
    assert judgement.elapsed == Fraction(284, 1561)


def test_a_grade_that_hangs_on_the_day_within_the_year_is_told():
    earlier = (point(actual("0", "FY2016"), document_date=date(2016, 12, 21)),)
    judgement = judge(question(target("100", 2020), actual("25", "2017-10-01"), earlier=earlier))
    assert judgement.suggested == "A"
    assert judgement.window_sensitive
    assert judgement.explanation.endswith("その期間のどの日かによってはBになる。")


def test_a_grade_that_holds_on_every_day_is_not_called_sensitive():
    earlier = (point(actual("0", "FY2016"), document_date=date(2016, 12, 21)),)
    judgement = judge(question(target("100", 2020), actual("90", "2017-10-01"), earlier=earlier))
    assert not judgement.window_sensitive


def test_an_exact_tie_takes_the_named_grade_and_is_flagged():
    tie = judge(question(target("1825", 2020), actual("365", "2017-04-01"), baseline=start("0", "2016-04-01")))
    assert tie.is_tie
    assert tie.suggested == TIE_GRADE
    assert "等しい" in tie.explanation


def test_a_start_that_already_met_the_goal_makes_a_fall_below_it_b():
    judgement = judge(question(target("100", 2020), actual("90", "2017-04"), baseline=start("110", "FY2015")))
    assert judgement.suggested == "B"
    assert "満たしていた" in judgement.explanation


def test_no_value_after_the_start_is_n():
    judgement = judge(question(target("100", 2020), actual("50", "FY2015"), baseline=start("50", "FY2015")))
    assert judgement.suggested == "N"


@pytest.mark.parametrize(
    ("unit", "now", "component", "grade"),
    [
        pytest.param("円", "3200", None, "A", id="level ahead"),
        pytest.param("円", "3900", None, "B", id="level behind"),
        pytest.param("円", "800", "2013年度と比べた削減額", "A", id="reduction ahead"),
        pytest.param("円", "100", "2013年度と比べた削減額", "B", id="reduction behind"),
        pytest.param("%", "20", "削減率", "A", id="percentage ahead"),
        pytest.param("%", "2", "削減率", "B", id="percentage behind"),
    ],
)
def test_a_change_of_a_printed_baseline_is_compared_as_levels(unit, now, component, grade):
    asked = question(change("-30", 2021, ("4000", "円", 2013)), actual(now, "FY2015", unit, component=component))
    assert judge(asked).suggested == grade


def test_the_words_of_an_actual_tell_that_it_is_a_reduction():
    behind = actual("100", "FY2015", "円", raw="100円の削減（2015年度）")
    assert judge(question(change("-30", 2021, ("4000", "円", 2013)), behind)).suggested == "B"


def test_a_rise_against_a_baseline_goes_upward():
    asked = question(change("100", 2021, ("50", "団体", 2013)), actual("90", "FY2015"))
    assert judge(asked).suggested == "A"


def test_a_percentage_of_an_unprinted_baseline_is_compared_as_an_index():
    judgement = judge(question(change("-30", 2020), actual("27", "FY2016", "%", component="削減率")))
    assert judgement.suggested == "A"
    assert "100→73／70" in judgement.explanation
    assert "計画の開始日から数えた" in judgement.explanation


def test_a_target_without_deadline_borrows_the_end_of_the_programme_and_says_so():
    judgement = judge(question(target("100"), actual("90", "2017-04"), baseline=start("10", "2016-03-31")))
    assert judgement.suggested == "A"
    assert "計画の最終日（2021年3月31日）で代用" in judgement.explanation
    assert [given.name for given in judgement.inputs if given.is_stand_in] == ["達成期限"]


def test_without_any_deadline_it_is_missing():
    judgement = judge(question(target("100"), actual("90", "2017-04"), programme_end=None))
    assert judgement.suggested is None
    assert "達成期限" in judgement.missing


@pytest.mark.parametrize(
    ("goal", "now", "sentence"),
    [
        pytest.param(target("416", 2020), "301", "基準値が約270団体より大きい場合だけB。", id="upward"),
        pytest.param(
            target("100", 2020, comparator="<="), "150", "基準値が約164団体より小さい場合だけB。", id="downward"
        ),
        pytest.param(target("100", 2020), "5", "基準値が負でないかぎりB。", id="far behind"),
        pytest.param(
            change("-30", 2020), "1000", "基準値が約1,070団体より小さい場合だけB。", id="change of an unknown value"
        ),
    ],
)
def test_without_a_start_the_separating_value_is_given(goal, now, sentence):
    judgement = judge(question(goal, actual(now, "2017-04")))
    assert judgement.suggested is None
    assert judgement.break_even.sentence == sentence
    assert sentence in judgement.explanation
    assert "初期値（KPI整理表の計画開始時の数値）" in judgement.missing


@pytest.mark.parametrize(
    ("goal", "as_of", "reason"),
    [
        pytest.param(target("100", 2020), "2015-04", "目標達成期間の中にない", id="before the programme"),
        pytest.param(
            target("100", 2020, value_max=None, comparator="="), "2017-04", "一つに定まらない", id="exact value"
        ),
        pytest.param(target("100", 2020), None, "経過率が分からない", id="undated"),
    ],
)
def test_where_no_separating_value_exists_it_says_why(goal, as_of, reason):
    judgement = judge(question(goal, actual("90", as_of)))
    assert judgement.break_even.value is None
    assert reason in judgement.explanation


@pytest.mark.parametrize(
    ("before", "now", "grade"),
    [
        pytest.param("50", "110", "A", id="within the range"),
        pytest.param("50", "90", "A", id="on the way up"),
        pytest.param("200", "190", "B", id="too slow on the way down"),
        pytest.param("50", "400", "B", id="far beyond the range"),
    ],
)
def test_a_range_is_reached_from_either_side(before, now, grade):
    goal = target("100", 2020, value_max=target("120").value)
    asked = question(goal, actual(now, "2017-04-01"), baseline=start(before, "2016-04-01"))
    assert judge(asked).suggested == grade


def test_a_value_dated_after_the_deadline_is_all_or_nothing():
    asked = question(
        target("100", 2016),
        actual("99", "2017-04-10"),
        baseline=start("110", "FY2015"),
        document_date=date(2017, 3, 31),
    )
    assert judge(asked).suggested == "B"
    assert "達成期限（2017年3月31日）を過ぎ" in judge(asked).explanation
