"""One KPI's figures against each other."""

import pytest

from tests.kpis.checks.rows import facts, found_by, row, rows_of
from tests.kpis.questions import actual

FINAL = actual("301", "2017-04", raw="301団体")
PRELIMINARY = actual("301", "2017-04", kind="preliminary", raw="301団体")
OTHER = actual("305", "2017-04", raw="305団体")


def test_two_places_that_differ_for_one_date_are_one_finding_quoting_both():
    [finding] = found_by("same_date_different_value", facts(row(2017, FINAL), row(2017, OTHER, document="白書")))
    assert len(finding.cells) == 2 and {cell.field for cell in finding.cells} == {"actual"}
    assert "「301団体」" in finding.message and "「305団体」" in finding.message
    assert "工程表2017" in finding.message and "白書2017" in finding.message


def test_three_places_of_which_one_differs_are_one_finding_with_three_cells():
    rows = row(2017, FINAL), row(2017, OTHER, document="白書"), row(2018, FINAL, document="年報")
    [finding] = found_by("same_date_different_value", facts(*rows))
    assert len(finding.cells) == 3


def test_a_month_and_the_one_day_printed_in_it_are_one_date():
    rows = row(2017, FINAL), row(2017, actual("305", "2017-04-01"), document="白書")
    assert len(found_by("same_date_different_value", facts(*rows))) == 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(FINAL, id="the same value"),
        pytest.param(actual("300", "2017-04", approx=True), id="the same value rounded with 約"),
        pytest.param(actual("305", "2017-10"), id="another date"),
        pytest.param(actual("305", None), id="no date"),
        pytest.param(actual("305", "2017-04", component="うち市"), id="another component"),
        pytest.param(actual("72.5", "2017-04", unit="%"), id="another unit"),
        pytest.param(actual("590", "2017-04", cumulative=True), id="延べ"),
        pytest.param(actual("305", "2017-04", kind="reference"), id="a 参考 value"),
        pytest.param(actual("305", "2017-04", kind="forecast"), id="a 見込み"),
        pytest.param(actual("305", "2017-04", confidence=0.5), id="an unsure reading"),
    ],
)
def test_what_cannot_be_compared_is_no_contradiction(other):
    published = facts(row(2017, FINAL), row(2017, other, document="白書"))
    assert not found_by("same_date_different_value", published)
    assert not found_by("past_value_changed", published)


def test_percentages_printed_with_other_decimals_agree():
    rows = row(2017, actual("24.7", "2016-04", "%")), row(2017, actual("24.72", "2016-04", "%"), document="白書")
    assert not found_by("same_date_different_value", facts(*rows))


def test_a_past_value_rewritten_by_the_next_edition_is_told_as_that():
    published = facts(row(2017, FINAL), row(2018, OTHER, actual("330", "2018-04")))
    [finding] = found_by("past_value_changed", published)
    assert rows_of(finding) == ["roadmap-2018/1#actual", "roadmap-2017/1#actual"]
    assert not found_by("same_date_different_value", published)


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(FINAL, id="the same value again"),
        pytest.param(actual("330", "2018-04"), id="a new value beside no old one"),
        pytest.param(actual("330", "2017-04", kind="preliminary"), id="a 速報 beside the 確報"),
    ],
)
def test_a_new_edition_may_add_values(later):
    assert not found_by("past_value_changed", facts(row(2017, FINAL), row(2018, later)))


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([row(2017, FINAL), row(2017, PRELIMINARY, document="白書")], id="on the same day"),
        pytest.param([row(2017, FINAL), row(2018, PRELIMINARY, document="白書")], id="速報 after the 確報"),
        pytest.param([row(2017, OTHER), row(2018, PRELIMINARY)], id="and with another value"),
    ],
)
def test_a_preliminary_value_beside_a_known_final_one_is_found(rows):
    [finding] = found_by("preliminary_beside_final", facts(*rows))
    assert "速報値" in finding.message and len(finding.cells) == 2


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([row(2017, PRELIMINARY), row(2018, FINAL)], id="速報 first, 確報 a year later"),
        pytest.param([row(2017, PRELIMINARY), row(2018, OTHER)], id="and changed by it"),
        pytest.param([row(2017, PRELIMINARY), row(2017, PRELIMINARY, at="2")], id="速報 in both"),
        pytest.param(
            [row(2017, FINAL), row(2017, actual("310", "2017-10", kind="preliminary"), at="2")], id="later date"
        ),
    ],
)
def test_the_natural_order_of_preliminary_and_final_is_no_finding(rows):
    assert not found_by("preliminary_beside_final", facts(*rows))


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        pytest.param("301", "3010", 1, id="ten times as much"),
        pytest.param("412533", "412.5", 1, id="a thousandth"),
        pytest.param("301", "2900", 0, id="less than ten times"),
        pytest.param("0", "300", 0, id="from nothing"),
        pytest.param("3", "40", 0, id="an ordinary beginning"),
        pytest.param("-30", "-310", 1, id="below zero"),
    ],
)
def test_a_value_does_not_grow_tenfold_in_a_step(before, after, count):
    rows = row(2017, actual(before, "2017-04")), row(2018, actual(after, "2018-04"))
    assert len(found_by("tenfold_jump", facts(*rows))) == count


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(actual("9000", "2018-04", "人"), id="another unit"),
        pytest.param(actual("9000", "2018-04", component="延べ"), id="another component"),
        pytest.param(actual("9000", None), id="no date"),
        pytest.param(actual("9000", "2018-04", raw="9000団体の減"), id="an amount of change"),
    ],
)
def test_a_step_is_taken_between_figures_of_one_kind(after):
    assert not found_by("tenfold_jump", facts(row(2017, actual("301", "2017-04")), row(2018, after)))


def test_a_step_over_ten_that_two_rows_print_is_told_once():
    figures = actual("30", "2017-04"), actual("3000", "2018-04")
    assert len(found_by("tenfold_jump", facts(row(2018, *figures), row(2018, *figures, at="2")))) == 1
