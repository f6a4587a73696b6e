from datetime import date

import pytest

from kpi_tracker.lib.fiscal_year import era_label, find_dates, fiscal_year_of, read_date


@pytest.mark.parametrize(
    ("printed", "iso", "precision", "fiscal_year"),
    [
        ("２０１７年１０月１日現在", "2017-10-01", "day", 2017),
        ("2018年3月末", "2018-03", "month", 2017),
        ("2020年まで", "2020", "year", 2020),
        ("2016年度末", "FY2016", "fiscal_year", 2016),
        ("2016度中に", "FY2016", "fiscal_year", 2016),
        ("平成28年 3月", "2016-03", "month", 2015),
        ("平成元年度", "FY1989", "fiscal_year", 1989),
        ("令和元年8月", "2019-08", "month", 2019),
        ("昭和63年", "1988", "year", 1988),
        ("明治33年度", "FY1900", "fiscal_year", 1900),
        ("H28.4.1", "2016-04-01", "day", 2016),
        ("R2年度", "FY2020", "fiscal_year", 2020),
        ("29年度末", "FY2017", "fiscal_year", 2017),
        ("33年度", "FY2021", "fiscal_year", 2021),
        ("5年度", "FY2023", "fiscal_year", 2023),
        ("2017/4/1", "2017-04-01", "day", 2017),
    ],
)
def test_a_printed_date_is_read(printed, iso, precision, fiscal_year):
    reading = read_date(f"実績（{printed}）")
    assert (reading.iso, reading.precision, reading.fiscal_year) == (iso, precision, fiscal_year)


@pytest.mark.parametrize(
    "words",
    ["5年間", "12年度", "1,950年", "1950.5億円", "2017年2月30日", "第2年度", "2020年代", "3年後", "平成0年", "12017年"],
)
def test_what_is_no_date_or_could_be_two_is_not_read(words):
    assert read_date(words) is None


def test_dates_are_found_in_order_with_their_places():
    words = "２０１２年度から2018年度までに"
    assert [(found.iso, words[slice(*found.span)]) for found in find_dates(words)] == [
        ("FY2012", "２０１２年度"),
        ("FY2018", "2018年度"),
    ]


@pytest.mark.parametrize("fiscal_year", range(1990, 2040))
def test_an_era_label_reads_back_as_its_fiscal_year(fiscal_year):
    assert read_date(era_label(fiscal_year)).iso == f"FY{fiscal_year}"


def test_the_fiscal_year_changes_on_the_first_of_april():
    assert fiscal_year_of(date(2018, 3, 31)) + 1 == fiscal_year_of(date(2018, 4, 1)) == 2018
