"""What published rows leave to be awaited, and what became of it."""

from datetime import date
from decimal import Decimal

import pytest

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.promises.awaited import awaited_in
from kpis.promises.outcome import outcomes_of
from kpis.promises.slippage import Counted, Delay, slippage_by_ministry, weighted_median
from tests.kpis.checks.rows import row

UNSET = TargetReading("undetermined", None, None, None, raw="未設定")
SET = TargetReading("numeric", Decimal(416), "団体", ">=", deadline_fy=2020, raw="416団体")


def measured(value, as_of, kind="final"):
    return ActualReading(Decimal(value), "団体", as_of=as_of, kind=kind, raw=f"{value}団体")


def told(rows):
    """The outcomes as (what, year of the row that keeps it, year of the last row that lacks it)."""
    return [
        (
            one.awaited.what,
            one.kept_by.fiscal_year if one.kept_by else None,
            one.lacked_by.fiscal_year if one.lacked_by else None,
        )
        for one in outcomes_of(rows)
    ]


@pytest.mark.parametrize(
    ("given", "awaited"),
    [
        pytest.param(
            row(2017, measured(301, "2017-04", "preliminary"), note="2017年４月確報値は、2018年３月頃に公表。"),
            [("final", "確報値の公表", (date(2018, 3, 1), date(2018, 3, 31)))],
            id="確報 with its date",
        ),
        pytest.param(
            row(2017, measured(301, "2017-04", "preliminary")),
            [("final", "2017年4月の確報", (None, None))],
            id="速報 without a date for its 確報",
        ),
        pytest.param(
            row(2017, measured(301, "2017-04", "preliminary"), measured(299, "2017-04")), [], id="確報 beside its 速報"
        ),
        pytest.param(
            row(2017, measured(4, "2017-03"), note="2017年度実績については、2018年３月頃把握。"),
            [("value", "実績の把握", (date(2018, 3, 1), date(2018, 3, 31)))],
            id="a value",
        ),
        pytest.param(
            row(2016, UNSET, words={"target": "2016年度中に目標設定"}),
            [("target", "目標設定", (date(2016, 4, 1), date(2017, 3, 31)))],
            id="a target with its date",
        ),
        pytest.param(
            row(2016, UNSET, words={"target": "検討中"}),
            [("target", "目標の設定", (None, None))],
            id="a target without one",
        ),
        pytest.param(
            row(2017, SET, note="把握時期を2017年度中に決定"),
            [("other", "把握時期の決定", (date(2017, 4, 1), date(2018, 3, 31)))],
            id="something that no row tells",
        ),
        pytest.param(row(2017, SET, measured(4, "2017-03")), [], id="nothing open"),
    ],
)
def test_a_row_leaves_to_be_awaited(given, awaited):
    assert [(one.kind, one.what, one.window) for one in awaited_in(given)] == awaited


FINAL_PROMISED = row(2016, measured(278, "2016-04", "preliminary"), note="2016年4月確報値は、2017年3月頃に公表。")


@pytest.mark.parametrize(
    ("later", "kept", "lacked"),
    [
        pytest.param([], None, None, id="no later row"),
        pytest.param([row(2017, measured(278, "2016-04"))], 2017, None, id="確報 in the next"),
        pytest.param([row(2017, measured(301, "2017-04", "preliminary"))], None, 2017, id="another 速報"),
        pytest.param([row(2017), row(2018, measured(299, "2017-04"))], 2018, 2017, id="late, and of a later date"),
        pytest.param([row(2017, document="other")], None, None, id="another programme lacks nothing"),
        pytest.param([row(2017, measured(278, "2016-04"), document="other")], 2017, None, id="but may print it"),
    ],
)
def test_a_promise_is_kept_by_the_first_row_that_prints_the_value(later, kept, lacked):
    outcomes = told([FINAL_PROMISED, *later])
    assert outcomes[0] == ("確報値の公表", kept, lacked)


def test_a_target_is_set_once_a_row_of_its_programme_prints_one():
    unset = row(2016, UNSET, words={"target": "2016年度中に目標設定"})
    still = row(2017, UNSET, words={"target": "検討中（2017年度中に目標設定）"})
    assert told([unset, still, row(2018, SET)]) == [("目標設定", 2018, 2017), ("目標設定", 2018, None)]
    assert told([unset, row(2017, SET, document="other")]) == [("目標設定", None, None)]


def test_what_a_relisted_row_says_again_is_told_once_of_the_row_itself():
    note = "2017年度実績については、2018年３月頃把握。"
    relisted = row(2017, note=note, at="1", is_relisted=True)
    itself = row(2017, note=note, at="2")
    (outcome,) = outcomes_of([relisted, itself])
    assert outcome.row is itself


def counted(state="kept", count=1, *, ends_on=date(2017, 3, 31), lacked_on=None, kept_on=date(2017, 12, 21)):
    return Counted("総務省", ends_on, lacked_on, kept_on if state == "kept" else None, state, count)


def test_a_ministry_is_late_by_the_median_of_what_it_kept():
    (found,) = slippage_by_ministry(
        [
            counted(count=2),
            counted(count=3, lacked_on=date(2017, 12, 21), kept_on=date(2018, 12, 20)),
            counted("overdue", 4),
            counted("kept", 1, ends_on=None),
        ]
    )
    assert (found.promised, found.kept, found.kept_late, found.overdue) == (10, 6, 3, 4)
    assert found.typical == Delay(265, 629)


def test_a_ministry_that_kept_nothing_dated_has_no_median():
    (found,) = slippage_by_ministry([counted("overdue")])
    assert found.typical is None


def test_there_is_no_median_of_nothing():
    with pytest.raises(ValueError, match="nothing"):
        weighted_median([])
