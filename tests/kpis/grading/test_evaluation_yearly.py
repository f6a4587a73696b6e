"""年度ごとの達成, and the overall judgement explained by the marks."""

from datetime import date
from decimal import Decimal

import pytest

from kpi_tracker.lib.readings import Baseline
from kpis.grading import IndicatorMark, Question, overall_of, yearly_results
from tests.kpis.questions import actual, target


def row(*readings, baseline=None):
    """A row of a 政策評価書; baseline: value, unit, fiscal year."""
    return Question(
        date(2019, 8, 31),
        targets=tuple(r for r in readings if not hasattr(r, "as_of")),
        actuals=tuple(r for r in readings if hasattr(r, "as_of")),
        printed_baseline=Baseline(Decimal(baseline[0]), *baseline[1:]) if baseline else None,
    )


def yearly(value, fy, unit="団体", **other):
    """A target of one year."""
    return target(value, fy, unit, fiscal_year=fy, final=False, **other)


def met(question):
    """What became of each yearly target, by year."""
    return [(result.fiscal_year, result.is_met) for result in yearly_results(question)]


def test_each_year_is_judged_by_its_own_value():
    question = row(
        yearly("38", 2016, "時間", comparator="<="),
        yearly("60", 2017, "時間", comparator="<="),
        actual("56.9", "FY2016", "時間"),
        actual("58.7", "FY2017", "時間"),
    )
    assert met(question) == [(2016, False), (2017, True)]
    assert yearly_results(question)[0].sentence == (
        "2016年度：目標（38時間以下）に対し実績値56.9時間で、目標に達していない。"
    )


def test_a_rank_at_least_as_good_as_an_earlier_one_is_a_smaller_number():
    question = row(
        yearly(None, 2016, None, kind="reference", comparator=">=", raw="平成26年度値以上"),
        yearly(None, 2018, None, kind="reference", comparator=">=", raw="平成28年度値以上"),
        actual("16", "FY2016", "位"),
        actual("9", "FY2018", "位"),
        baseline=("4", "位", 2014),
    )
    assert met(question) == [(2016, False), (2018, True)]
    assert [result.target.value for result in yearly_results(question)] == [4, 16]


@pytest.mark.parametrize(
    ("readings", "is_met"),
    [
        pytest.param([yearly("100", 2017), actual("100", "FY2017")], True, id="exactly reached"),
        pytest.param([yearly("100", 2017), actual("100", "2018-03")], True, id="dated by its month"),
        pytest.param([yearly("100", 2017), actual("100", "2018-04-01")], None, id="value of the next year"),
        pytest.param([yearly("100", 2017)], None, id="no value"),
        pytest.param([yearly("100", 2017), actual("100", "FY2017", "件")], None, id="another unit"),
        pytest.param([yearly("100", 2017, comparator=None), actual("100", "FY2017")], None, id="no side known"),
        pytest.param([yearly(None, 2017, kind="qualitative"), actual("1", "FY2017")], None, id="words"),
        pytest.param([yearly("100", 2017), actual("90", "2017-05"), actual("110", "2017-10")], True, id="two values"),
        pytest.param([yearly("100", 2017), actual("NaN", "FY2017")], None, id="no number"),
    ],
)
def test_a_year_is_met_missed_or_open(readings, is_met):
    assert met(row(*readings)) == [(2017, is_met)]


def test_a_year_without_a_target_has_no_result():
    assert yearly_results(row(target("100", 2017), yearly(None, 2016, kind="none"), actual("5", "FY2017"))) == ()


def test_the_side_of_a_bare_target_is_away_from_the_baseline():
    falling = row(yearly("40", 2017, comparator=None), actual("45", "FY2017"), baseline=("50", "団体", 2014))
    assert met(falling) == [(2017, False)]


def test_the_final_target_printed_once_in_an_earlier_year_is_told_as_doubtful():
    question = row(yearly("1000", 2016), target("1000", 2017), actual("842", "FY2016"))
    assert met(question) == [(2016, None)]
    assert "2017年度の最終目標にもあり" in yearly_results(question)[0].sentence


def test_each_component_of_a_year_is_judged_apart():
    question = row(
        yearly("10", 2017, component="団体数"),
        yearly("500", 2017, "人", component="人口"),
        actual("12", "FY2017", component="団体数"),
        actual("400", "FY2017", "人", component="人口"),
    )
    assert met(question) == [(2017, True), (2017, False)]
    assert yearly_results(question)[1].sentence.startswith("2017年度（人口）：")


def marks(*printed):
    """Indicators 1, 2, … with these marks; ○ after a mark: a main one."""
    return [
        IndicatorMark(str(number), f"指標{number}", mark[:1] or None, "○" in mark)
        for number, mark in enumerate(printed, start=1)
    ]


@pytest.mark.parametrize(
    ("printed", "levels", "deciding"),
    [
        pytest.param(("イ", "イ○"), ("目標超過達成", "目標達成"), "2", id="all reached"),
        pytest.param(("イ", "イ○", "ハ"), ("相当程度進展あり",), "23", id="a minor one missed"),
        pytest.param(("イ", "ロ○"), ("相当程度進展あり",), "2", id="the main one near"),
        pytest.param(("イ", "ハ○"), ("進展が大きくない", "目標に向かっていない"), "2", id="the main one far"),
        pytest.param(
            ("イ○", "ハ○"),
            ("相当程度進展あり", "進展が大きくない", "目標に向かっていない"),
            "12",
            id="main ones differ",
        ),
        pytest.param(
            ("イ", "ハ"), ("相当程度進展あり", "進展が大きくない", "目標に向かっていない"), "2", id="no main one marked"
        ),
        pytest.param(("―○", "イ"), ("目標超過達成", "目標達成"), "", id="one not over"),
        pytest.param(("―○", ""), (), "", id="nothing to count"),
    ],
)
def test_the_marks_leave_these_levels_open(printed, levels, deciding):
    overall = overall_of(marks(*printed))
    assert overall.levels == levels
    assert "".join(one.label for one in overall.deciding) == deciding
    assert overall.explanation.endswith("。")


def test_the_printed_policy_follows_from_its_marks():
    printed = marks("イ", "イ", "イ○", "ハ", "イ○", "イ", "イ", "イ", "イ", "イ")
    overall = overall_of(printed)
    assert [one.label for one in overall.deciding] == ["3", "4", "5"]
    assert not overall.contradicts("相当程度進展あり")
    assert overall.contradicts("目標達成")
    assert "（4：ハ）" in overall.explanation


def test_what_is_not_counted_is_told():
    explanation = overall_of(marks("イ○", "―", "")).explanation
    assert "終わっていない測定指標（2：―）" in explanation
    assert "読み取れない測定指標がある（3：不明）" in explanation


def test_a_level_of_another_scale_is_no_contradiction():
    assert not overall_of(marks("イ○")).contradicts("S")
