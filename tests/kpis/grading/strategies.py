"""Readings that no document should print, and rows and histories made of them."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from kpi_tracker.lib.readings import ActualReading, Baseline, TargetReading
from kpis.grading import Question
from kpis.series import Point, Series, StartValue, TargetLine

any_value = st.decimals(allow_nan=True, allow_infinity=True) | st.just(Decimal("1E+400"))
any_date = st.none() | st.text(max_size=12) | st.sampled_from(["FY2016", "FY0000", "2017-02-30", "9999-12", "FY9999"])
any_year = st.none() | st.integers(-5, 20000)
any_text = st.text("団体%％件削減増加設定（）0123456789 \n", max_size=10)
any_name = st.none() | any_text
targets = st.builds(
    TargetReading,
    kind=st.sampled_from(["numeric", "percent", "ratio_change", "qualitative", "undetermined", "reference", "none"]),
    value=st.none() | any_value,
    unit=any_name,
    comparator=st.sampled_from([None, ">=", "<=", "="]),
    value_max=st.none() | any_value,
    deadline_fy=any_year,
    fiscal_year=any_year,
    final=st.booleans(),
    baseline=st.none() | st.builds(Baseline, any_value, any_text, any_year),
    component=any_name,
    raw=any_text,
)
actuals = st.builds(
    ActualReading,
    value=any_value,
    unit=any_text,
    as_of=any_date,
    fiscal_year=any_year,
    kind=st.sampled_from(["final", "preliminary", "forecast", "reference"]),
    approx=st.booleans(),
    component=any_name,
    raw=any_text,
)
points = st.lists(st.builds(Point, actuals, st.just("前の版"), st.dates()), max_size=3).map(tuple)
baselines = st.none() | st.builds(Baseline, any_value, any_text, any_year)
lines = st.builds(
    TargetLine,
    targets,
    st.sampled_from(["前の版", "後の版"]),
    st.dates(date(1990, 1, 1), date(2050, 1, 1)),
    baseline=baselines,
    programme=st.sampled_from(["政策評価", "施策"]),
)
histories = st.builds(Series, st.just("KPI"), points=points, targets=st.lists(lines, max_size=3).map(tuple))
questions = st.builds(
    Question,
    document_date=st.dates(),
    targets=st.lists(targets, max_size=3).map(tuple),
    actuals=st.lists(actuals, max_size=3).map(tuple),
    codes=st.sampled_from([("A", "B", "N", "F"), ("A", "B", "N"), ("イ", "ロ", "ハ", "―")]),
    programme_start=st.none() | st.dates(),
    programme_end=st.none() | st.dates(),
    direction=st.sampled_from([None, "up", "down"]),
    baseline=st.none() | st.builds(StartValue, actuals),
    earlier=points.map(lambda known: known[:2]),
    printed_baseline=baselines,
    alongside=st.lists(actuals, max_size=1).map(tuple),
)
