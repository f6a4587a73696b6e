"""Targets against the calendar."""

import pytest

from tests.kpis.checks.rows import facts, found_by, row, rows_of
from tests.kpis.questions import actual, change, target

PAST = target("6", 2016, raw="6団体")


@pytest.mark.parametrize(
    "reading",
    [
        pytest.param(actual("4", None, raw="4団体"), id="missed, without a date"),
        pytest.param(actual("4", "2017-03"), id="missed on the day"),
        pytest.param(actual("9", "2017-08-31"), id="reached, but measured after the deadline"),
        pytest.param(actual("9", "2017-03", kind="forecast"), id="reached by 見込み"),
    ],
)
def test_a_deadline_passed_without_a_word_on_the_result_is_found(reading):
    [finding] = found_by("deadline_without_result", facts(row(2017, PAST, reading)))
    assert rows_of(finding) == ["roadmap-2017/1#actual", "roadmap-2017/1#target"]


def test_a_deadline_passed_without_any_figure_is_found():
    [finding] = found_by("deadline_without_result", facts(row(2017, PAST)))
    assert "実績の記載なし" in finding.message


@pytest.mark.parametrize(
    "quiet",
    [
        pytest.param(row(2017, PAST, actual("6", "2017-03")), id="reached by its day"),
        pytest.param(row(2017, PAST, actual("4"), note="目標は未達。"), id="said to be missed"),
        pytest.param(row(2017, PAST, actual("9"), words={"actual": "9団体（目標を達成）"}), id="said to be reached"),
        pytest.param(row(2017, target("6", 2017), actual("4")), id="not over yet"),
        pytest.param(row(2017, target("6"), actual("4")), id="no deadline"),
        pytest.param(row(2017, target(None, 2016, kind="qualitative"), actual("4")), id="no figure to reach"),
        pytest.param(row(2017, PAST, actual("4"), grade="イ"), id="a mark that says it"),
    ],
)
def test_a_deadline_with_its_result_is_no_finding(quiet):
    assert not found_by("deadline_without_result", facts(quiet))


@pytest.mark.parametrize("note", ["達成に向けて努力する。", "達成時期を確認する。", "達成状況を把握する。"])
def test_the_word_of_reaching_alone_is_no_result(note):
    assert len(found_by("deadline_without_result", facts(row(2017, PAST, actual("4"), note=note)))) == 1


def test_only_the_newest_edition_is_held_to_the_deadline():
    rows = row(2017, PAST, actual("4")), row(2018, PAST, actual("5"), note="未達のまま終了。")
    assert not found_by("deadline_without_result", facts(*rows))


def test_another_programme_does_not_lift_the_deadline_of_this_one():
    other = row(2018, target("9", 2023), document="官民データ")
    assert len(found_by("deadline_without_result", facts(row(2017, PAST, actual("4")), other))) == 1


@pytest.mark.parametrize(
    ("goal", "reading"),
    [
        pytest.param(target("286", 2020), actual("413", "2017-04", kind="preliminary"), id="beyond"),
        pytest.param(target("286", 2020), actual("286", "2017-04"), id="just reached"),
        pytest.param(target("35", 2020, "時間", comparator="<="), actual("32", "2017-04", "時間"), id="less is better"),
        pytest.param(change("-50", 2018, ("1450", "", 2012)), actual("700", "FY2016", ""), id="a level below half"),
        pytest.param(
            change("-30", 2021, ("4000", "億円", 2013)), actual("32", "FY2016", "%", raw="32%減"), id="a change"
        ),
    ],
)
def test_a_target_reached_years_before_its_deadline_is_found(goal, reading):
    assert len(found_by("reached_early", facts(row(2017, goal, reading)))) == 1


def test_how_far_beyond_is_said_in_percent():
    [finding] = found_by("reached_early", facts(row(2017, target("286", 2020), actual("413", "2017-04"))))
    assert "目標の144％" in finding.message


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([row(2017, target("286", 2020), actual("280", "2017-04"))], id="not reached"),
        pytest.param([row(2017, target("286", 2016), actual("413", "2017-04"))], id="the deadline is over"),
        pytest.param([row(2017, target("286"), actual("413", "2017-04"))], id="no deadline"),
        pytest.param([row(2017, target("286", 2020), actual("413", kind="forecast"))], id="only 見込み"),
        pytest.param([row(2017, target("286", 2020), actual("413", unit="%"))], id="another unit"),
        pytest.param(
            [row(2017, target("286", 2020), actual("413", "2017-04")), row(2018, target("500", 2020), actual("413"))],
            id="raised since",
        ),
        pytest.param([row(2017, target("286", 2020, comparator=None), actual("413"))], id="no side known"),
    ],
)
def test_a_target_still_ahead_or_revised_is_no_finding(rows):
    assert not found_by("reached_early", facts(*rows))
