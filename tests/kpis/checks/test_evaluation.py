"""The marks of 政策評価 against the row's own numbers, and yearly targets against each other."""

from decimal import Decimal

import pytest

from kpi_tracker.lib.readings import Baseline
from kpi_tracker.lib.records import replace
from kpis.grading import judge
from kpis.grading.evaluation import MARKS
from tests.kpis.checks.rows import facts, found_by, row
from tests.kpis.questions import actual, question, target


def of_year(value, year, unit="団体"):
    return actual(value, f"FY{year}", unit, fiscal_year=year)


def yearly(value, year, unit="団体", **other):
    return target(value, year, unit, fiscal_year=year, final=False, **other)


def marked(mark, *readings):
    """A row of an evaluation published in December 2018, judged by its own numbers."""
    judgement = judge(question(*readings, codes=MARKS, document_date=row(2018).published_on))
    return replace(row(2018, *readings, grade=mark), judgement=judgement)


REACHED, MISSED = of_year("1067", 2017), of_year("950", 2017)
GOAL = target("1000", 2017)


@pytest.mark.parametrize(
    ("mark", "reading", "count"),
    [
        pytest.param("イ", MISSED, 1, id="reached, it says, but missed"),
        pytest.param("ハ", REACHED, 1, id="missed, it says, but reached"),
        pytest.param("イ", REACHED, 0, id="reached"),
        pytest.param("ロ", MISSED, 0, id="near"),
        pytest.param("ハ", MISSED, 0, id="not near"),
        pytest.param("イ", of_year("990", 2016), 0, id="no figure of the target's year"),
    ],
)
def test_a_mark_follows_from_the_figure_of_the_targets_year(mark, reading, count):
    assert len(found_by("mark_against_figures", facts(marked(mark, GOAL, reading)))) == count


@pytest.mark.parametrize(
    ("mark", "unit", "comparator", "figure", "count"),
    [
        pytest.param("イ", "位", "<=", "9", 0, id="a better rank"),
        pytest.param("イ", "位", "<=", "20", 1, id="a worse rank"),
        pytest.param("ハ", "時間", "<=", "9", 1, id="a shorter time"),
    ],
)
def test_lower_is_better_where_the_target_is_an_upper_limit(mark, unit, comparator, figure, count):
    readings = target("16", 2017, unit, comparator=comparator), of_year(figure, 2017, unit)
    assert len(found_by("mark_against_figures", facts(marked(mark, *readings)))) == count


@pytest.mark.parametrize(
    ("mark", "deadline", "count"),
    [
        pytest.param("イ", 2021, 1, id="judged before the end"),
        pytest.param("―", 2017, 1, id="not judged after the end"),
        pytest.param("―", 2021, 0, id="not judged before the end"),
        pytest.param("イ", 2017, 0, id="judged after the end"),
    ],
)
def test_a_mark_is_given_when_the_period_is_over(mark, deadline, count):
    readings = target("1000", deadline), REACHED
    assert len(found_by("mark_against_period", facts(marked(mark, *readings)))) == count


def test_a_mark_of_the_wrong_time_is_not_told_again_as_wrong_by_its_figures():
    assert not found_by("mark_against_figures", facts(marked("イ", target("1000", 2021), REACHED)))


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        pytest.param(yearly("1000", 2016), yearly("900", 2017), 1, id="fewer"),
        pytest.param(yearly("1000", 2016), yearly("1100", 2017), 0, id="more"),
        pytest.param(yearly("1000", 2016), yearly("1000", 2017), 0, id="the same"),
        pytest.param(
            yearly("4", 2016, "位", comparator="<=", kind="reference", raw="平成26年度値以上"),
            yearly("16", 2018, "位", comparator="<=", kind="reference", raw="平成28年度値以上"),
            1,
            id="a lower rank than was reached before",
        ),
        pytest.param(
            yearly("38", 2016, "時間", comparator="<="), yearly("35", 2017, "時間", comparator="<="), 0, id="shorter"
        ),
    ],
)
def test_a_yearly_target_easier_than_the_year_before_is_found(before, after, count):
    assert len(found_by("yearly_target_eased", facts(row(2018, before, after)))) == count


def test_the_side_of_a_yearly_target_may_be_told_by_the_baseline():
    yearly_targets = yearly("1000", 2016, comparator=None), yearly("900", 2017, comparator=None)
    rows = row(2018, *yearly_targets, baseline=Baseline(Decimal(550), "団体", 2014))
    assert len(found_by("yearly_target_eased", facts(rows))) == 1
