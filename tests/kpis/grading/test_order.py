"""The order of judgement, step by step, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.grading import as_fields, judge
from tests.kpis.questions import actual, point, question, start, target, words

NOT_SET = target(kind="undetermined")


def test_a_heading_row_is_not_graded():
    judgement = judge(question(target("10", 2020), actual("5", "2017-04"), is_heading=True))
    assert judgement.suggested is None
    assert "見出し行" in judgement.explanation


def test_an_edition_that_prints_no_grades_gets_none_and_the_explanation_says_so():
    judgement = judge(question(target("10", 2020), actual("15", "2017-04"), codes=()))
    assert as_fields(judgement) == {
        "suggested": None,
        "explanation": "この版は区分を記載していないため、区分を計算しない。",
        "missing": [],
    }


def test_another_scale_is_not_graded_with_these_letters():
    judgement = judge(question(target("10", 2020), actual("15", "2017-04"), codes=("◎", "○", "△")))
    assert judgement.suggested is None
    assert "◎・○・△" in judgement.explanation


@given(st.sampled_from((("A", "B", "N", "F"), ("イ", "ロ", "ハ", "―"))), st.integers(0, 20), st.integers(2014, 2020))
def test_no_letter_of_the_other_scale_is_ever_suggested(codes, value, year):
    suggested = judge(question(target("10", year), actual(str(value), f"FY{year}"), codes=codes)).suggested
    assert suggested is None or suggested in codes


def test_a_grade_that_the_edition_does_not_print_is_not_suggested():
    judgement = judge(question(NOT_SET, codes=("A", "B", "N")))
    assert judgement.suggested is None
    assert "この版の区分にはFがない" in judgement.explanation


@pytest.mark.parametrize(
    ("readings", "grade"),
    [
        pytest.param([NOT_SET], "F", id="target not set, no figure"),
        pytest.param([NOT_SET, actual("5", "2017-04")], "F", id="target not set, a figure"),
        pytest.param([target()], "N", id="neither target nor figure"),
        pytest.param([], "N", id="nothing read"),
        pytest.param([target("10", 2020)], "N", id="target, no figure"),
        pytest.param([target("10", 2020), actual("5", "2017-04", kind="reference")], "N", id="only a 参考 value"),
        pytest.param([target("10", 2020), actual("5", "2017-04", component="電子申請")], "N", id="another component"),
        pytest.param([target("10", 2020), actual("5", "2017-04", "件")], "N", id="another unit"),
        pytest.param([target("10", 2020), actual("12", "FY2018", kind="forecast")], "N", id="only a forecast ahead"),
        pytest.param([target(), actual("5", "2017-04")], "F", id="figure without target"),
        pytest.param([words("適切に実施"), actual("5", "2017-04")], "F", id="figure beside words without direction"),
        pytest.param(
            [words("各圏域で設定"), actual("5", None, component="設定済み")], "N", id="figure of another thing"
        ),
        pytest.param([target("10", 2016), actual("9", "2016-12")], "B", id="deadline before the document"),
        pytest.param([target("10", 2016), actual("10", "2017-08-31")], "A", id="reached, told after the deadline"),
        pytest.param([target("10", 2020), actual("10", None)], "A", id="reached before the deadline, undated"),
        pytest.param([target("10", 2020), actual("9", None)], None, id="short of it, undated"),
        pytest.param([target("10", 2020), actual("9", "2017-04")], None, id="short of it, no start"),
        pytest.param([NOT_SET, target("10", 2016), actual("12", "2017-04")], "A", id="one target set, one not"),
    ],
)
def test_the_steps_come_in_order(readings, grade):
    assert judge(question(*readings)).suggested == grade


def test_a_figure_in_another_unit_is_told_and_never_compared():
    judgement = judge(question(target("10", 2020), actual("5000", "2017-04", "件")))
    assert "5,000件" in judgement.explanation
    assert judgement.missing == ("目標値と比べられる実績値（団体）",)


def test_a_bare_number_is_taken_in_the_unit_of_the_target_and_told():
    judgement = judge(question(target("10", 2020), actual("12", "2017-04", "")))
    assert judgement.suggested == "A"
    assert "12団体とみなした" in judgement.explanation


def test_a_bare_number_is_never_a_percentage():
    assert judge(question(target("10", 2020, "%"), actual("12", "2017-04", ""))).suggested == "N"


@pytest.mark.parametrize(
    ("raw", "before", "now", "grade"),
    [
        pytest.param("増加、進捗検証", "59", "60", "A", id="増加 and more"),
        pytest.param("増加", "59", "59", "B", id="増加 and unchanged"),
        pytest.param("向上", "59", "58", "B", id="向上 and less"),
        pytest.param("縮小", "59", "58", "A", id="縮小 and less"),
        pytest.param("減少させる", "59", "60", "B", id="減少 and more"),
        pytest.param("増加を抑制", "59", "58", "F", id="two directions are none"),
    ],
)
def test_a_direction_is_judged_by_the_move(raw, before, now, grade):
    asked = question(words(raw), actual(now, "FY2016"), earlier=(point(actual(before, "FY2015")),))
    assert judge(asked).suggested == grade


def test_a_direction_without_a_start_gives_the_separating_value():
    judgement = judge(question(words("縮小"), actual("59", "FY2016")))
    assert judgement.suggested is None
    assert judgement.break_even.value == 59
    assert judgement.break_even.sentence == "基準値が59団体以下の場合だけB。"


def test_two_dates_in_one_cell_give_start_and_current_value():
    asked = question(
        words("向上"),
        actual("98.9", "FY2014", "%", component="現年分"),
        actual("99.2", "FY2016", "%", component="現年分", kind="forecast"),
    )
    assert judge(asked).suggested == "A"
    assert "98.9％から99.2％に増えた" in judge(asked).explanation


@pytest.mark.parametrize(
    ("first", "second", "grade"),
    [
        pytest.param("12", "600", "A", id="both reached"),
        pytest.param("12", "400", "B", id="one missed"),
        pytest.param("12", None, "N", id="one without a figure"),
    ],
)
def test_all_components_must_be_a(first, second, grade):
    readings = [target("10", 2016, component="団体数"), target("500", 2016, "人", component="人口")]
    readings.append(actual(first, "2017-04", component="団体数"))
    readings += [actual(second, "2017-04", "人", component="人口")] if second else []
    judgement = judge(question(*readings))
    assert judgement.suggested == grade
    assert "【団体数】" in judgement.explanation
    assert "【人口】" in judgement.explanation


def test_one_target_over_a_breakdown_is_asked_of_every_part():
    parts = [actual("100", "2017-04", "%", component="下水道"), actual("38", "2017-04", "%", component="簡易水道")]
    judgement = judge(question(target("100", 2016, "%", kind="percent"), *parts))
    assert judgement.suggested == "B"
    assert "【簡易水道】" in judgement.explanation


def test_of_two_successive_targets_the_next_one_due_counts():
    asked = question(target("20", 2017), target("90", 2020), actual("25", "2017-10-01"))
    assert judge(asked).suggested == "A"


def test_of_yearly_and_final_targets_the_final_one_counts():
    yearly = target("20", None, fiscal_year=2017, final=False)
    asked = question(yearly, target("90", 2020), actual("25", "2017-10-01"), baseline=start("10", "FY2015"))
    assert judge(asked).suggested == "B"


def test_the_final_value_of_a_day_counts_before_the_preliminary_one():
    readings = [actual("12", "2017-04"), actual("9", "2017-04", kind="preliminary")]
    assert judge(question(target("10", 2020), *readings)).suggested == "A"


def test_a_target_that_refers_to_an_unknown_value_asks_for_it():
    judgement = judge(question(target(kind="reference", comparator=">="), actual("5", "2017-04")))
    assert judgement.suggested is None
    assert judgement.missing == ("目標が参照する値",)


def test_a_target_whose_side_is_unknown_is_not_guessed():
    judgement = judge(question(target("10", 2020, comparator=None), actual("12", "2017-04")))
    assert judgement.suggested is None
    assert "向き" in judgement.missing[0]
