"""Totals, and targets printed as a multiple of the baseline."""

from decimal import Decimal

import pytest

from kpi_tracker.lib.readings import Baseline
from kpi_tracker.lib.records import replace
from kpis.checks.facts import BudgetFacts, Facts
from tests.kpis.checks.rows import TODAY, facts, found_by, row, rows_of
from tests.kpis.questions import target

EVEN = BudgetFacts(
    "b-2018",
    "e",
    "評価書",
    2018,
    "百万円",
    Decimal(55000),
    Decimal(1900),
    Decimal(7700),
    Decimal(64600),
    Decimal(59000),
)


def budget(**changed):
    given = {field: None if value is None else Decimal(value) for field, value in changed.items()}
    return Facts(TODAY, budgets=(replace(EVEN, **given),))


@pytest.mark.parametrize(
    ("total", "said"),
    [
        pytest.param("64599", "端数処理で説明できる", id="one less"),
        pytest.param("64602", "端数処理で説明できる", id="two more, of four rounded figures"),
        pytest.param("65600", "端数処理では説明できない", id="a thousand more"),
    ],
)
def test_a_total_that_its_parts_do_not_give_is_found_and_weighed(total, said):
    [finding] = found_by("budget_not_adding_up", budget(total=total))
    assert said in finding.message and rows_of(finding) == ["b-2018#budget"]


@pytest.mark.parametrize(
    "published",
    [
        pytest.param(budget(), id="it adds up"),
        pytest.param(budget(total=None), id="no total yet"),
        pytest.param(budget(supplementary=None, carried_over=None, total="60000"), id="only one part known"),
        pytest.param(budget(supplementary="0", total="62700"), id="nothing added during the year"),
    ],
)
def test_a_total_that_adds_up_is_no_finding(published):
    assert not found_by("budget_not_adding_up", published)


@pytest.mark.parametrize(
    ("goal", "words", "count"),
    [
        pytest.param("1154547", "1,154,547千件 (平成28年度実績値比2倍)", 1, id="one more than twice"),
        pytest.param("1700000", "1,700,000千件（基準値の２倍）", 1, id="far more than twice"),
        pytest.param("1154546", "1,154,546千件 (平成28年度実績値比2倍)", 0, id="twice"),
        pytest.param("1154547", "1,154,547千件 (平成25年度実績値比2倍)", 0, id="twice another year's"),
        pytest.param("1154547", "1,154,547千件", 0, id="no multiple named"),
    ],
)
def test_a_multiple_of_the_baseline_is_reckoned(goal, words, count):
    baseline = Baseline(Decimal(577273), "千件", 2016)
    rows = row(2018, target(goal, 2021, "千件"), baseline=baseline, words={"target": words})
    assert len(found_by("multiple_not_reckoned", facts(rows))) == count


@pytest.mark.parametrize(
    ("goal", "said"), [("1154547", "端数処理で説明できる"), ("1200000", "端数処理では説明できない")]
)
def test_a_difference_of_rounding_is_said_to_be_one(goal, said):
    baseline = Baseline(Decimal(577273), "千件", 2016)
    rows = row(2018, target(goal, 2021, "千件"), baseline=baseline, words={"target": "（平成28年度比2倍）"})
    [finding] = found_by("multiple_not_reckoned", facts(rows))
    assert said in finding.message
