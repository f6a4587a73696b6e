"""The day that counts of a date known as a day, a month, a year or a fiscal year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.series import dated, deadline_of
from tests.kpis.questions import PUBLISHED_2016, actual, point, target

DOCUMENT = date(2017, 12, 21)


@pytest.mark.parametrize(
    ("as_of", "first", "counts"),
    [
        pytest.param("2017-10-01", date(2017, 10, 1), date(2017, 10, 1), id="day"),
        pytest.param("2016-02", date(2016, 2, 1), date(2016, 2, 29), id="month of a leap year"),
        pytest.param("2017-12", date(2017, 12, 1), DOCUMENT, id="month of the document"),
        pytest.param("2016", date(2016, 1, 1), date(2016, 12, 31), id="calendar year"),
        pytest.param("FY2016", date(2016, 4, 1), date(2017, 3, 31), id="fiscal year"),
        pytest.param("FY2017", date(2017, 4, 1), DOCUMENT, id="fiscal year that is not over"),
        pytest.param("FY2018", date(2018, 4, 1), date(2019, 3, 31), id="fiscal year ahead"),
    ],
)
def test_a_period_counts_as_its_last_day_but_not_after_the_document(as_of, first, counts):
    assert dated(as_of, DOCUMENT) == (first, counts)


@pytest.mark.parametrize(
    "as_of", [None, "", "2017-02-30", "2017-13", "FY0000", "FY9999", "FY2016-04", "２０１７", "平成29年"]
)
def test_what_is_no_date_has_no_day(as_of):
    assert dated(as_of, DOCUMENT) is None


@given(st.from_regex(r"(FY)?\d{4}(-\d{2}(-\d{2})?)?", fullmatch=True), st.dates())
def test_the_window_is_never_turned_round(as_of, document_date):
    window = dated(as_of, document_date)
    assert window is None or window[0] <= window[1]


def test_a_value_of_a_yearly_column_is_dated_by_its_fiscal_year():
    assert point(actual("5", None, fiscal_year=2015)).day == date(2016, 3, 31)


def test_a_value_without_a_date_has_no_day():
    assert point(actual("5"), document_date=PUBLISHED_2016).day is None


@pytest.mark.parametrize(
    ("reading", "day"),
    [
        pytest.param(target("1", 2020), date(2021, 3, 31), id="deadline"),
        pytest.param(target("1", None, fiscal_year=2017), date(2018, 3, 31), id="yearly target"),
        pytest.param(target("1"), None, id="none printed"),
        pytest.param(target("1", 99999), None, id="a year no calendar has"),
    ],
)
def test_a_deadline_is_the_last_day_of_its_fiscal_year(reading, day):
    assert deadline_of(reading) == day
