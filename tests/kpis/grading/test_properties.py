"""What must hold for every row, whatever its numbers."""

from datetime import date
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from kpi_tracker.lib.records import replace
from kpis.grading import judge, yearly_results
from tests.kpis.grading.strategies import questions
from tests.kpis.questions import actual, question, start, target

values = st.decimals(-(10**12), 10**12, places=2)
days = st.dates(date(2016, 4, 1), date(2021, 3, 31))
GRADES = {"A": 1, "B": 0, "N": 0, None: 0}


def row(goal, now, before, day, comparator=">="):
    reading = actual(str(now), day.isoformat())
    bound = target(str(goal), 2020, comparator=comparator)
    return question(bound, reading, baseline=start(str(before), "2016-04-01"), document_date=date(2021, 3, 31))


@given(values, values, values, values, days)
def test_a_better_value_is_never_graded_worse(goal, before, one, other, day):
    low, high = sorted((one, other))
    low_grade = judge(row(goal, low, before, day)).suggested
    high_grade = judge(row(goal, high, before, day)).suggested
    assert GRADES[high_grade] >= GRADES[low_grade]


@given(values, values, values, days, st.integers(1, 1000))
def test_the_unit_of_counting_does_not_change_the_grade(goal, before, now, day, factor):
    scaled = judge(row(goal * factor, now * factor, before * factor, day))
    assert scaled.suggested == judge(row(goal, now, before, day)).suggested


@given(values, values, values, days)
def test_a_falling_kpi_is_the_mirror_of_a_rising_one(goal, before, now, day):
    rising = judge(row(goal, now, before, day))
    falling = judge(row(-goal, -now, -before, day, "<="))
    assert (rising.suggested, rising.progress) == (falling.suggested, falling.progress)


@given(st.integers(1, 1824), st.integers(-1000, 1000), st.sampled_from([-1, 1]))
def test_every_exact_tie_is_flagged(gone, before, way):
    """On the n-th of 1825 days, n steps of 1825 made."""
    day = date.fromordinal(date(2016, 4, 1).toordinal() + gone)
    comparator = ">=" if way > 0 else "<="
    assert judge(row(before + way * 1825, before + way * gone, before, day, comparator)).is_tie
    assert not judge(row(before + way * 1825, before + way * (gone - 1), before, day, comparator)).is_tie


@given(values, values, days, st.sampled_from([">=", "<="]))
def test_the_separating_value_separates(goal, now, day, comparator):
    unknown = replace(row(goal, now, 0, day, comparator), baseline=None)
    separating = judge(unknown).break_even
    assume(separating is not None and separating.value is not None)
    step = abs(separating.value - now) / 1000
    assume(step > Decimal("0.0001"))
    toward_b = step if separating.b_when == "above" else -step
    on_b = judge(replace(unknown, baseline=start(str(separating.value + toward_b), "2016-04-01")))
    on_a = judge(replace(unknown, baseline=start(str(separating.value - toward_b), "2016-04-01")))
    assert (on_a.suggested, on_b.suggested) == ("A", "B")


@given(questions)
def test_no_reading_makes_it_raise(asked):
    judgement = judge(asked)
    assert judgement.explanation.endswith("。")
    assert judgement.suggested is None or judgement.suggested in asked.codes
    assert set(judgement.possible) <= set(asked.codes)
    assert not judgement.possible or judgement.suggested in (None, *judgement.possible)


@given(questions)
def test_every_year_that_is_judged_has_a_value_of_that_year(asked):
    for result in yearly_results(asked):
        assert result.sentence.startswith(f"{result.fiscal_year}年度")
        assert result.is_met is None or result.reading in asked.actuals
