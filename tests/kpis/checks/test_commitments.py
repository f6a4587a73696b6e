"""Dated commitments that later documents do not bear out."""

from datetime import date

import pytest

from tests.kpis.checks.rows import facts, found_by, row, rows_of
from tests.kpis.questions import actual, target

NOT_SET = target(kind="undetermined", raw="検討中（2016年度中に設定）", deadline_raw="2016年度中に")
SOON = date(2017, 2, 1)
AFTER = date(2017, 6, 1)
MUCH_LATER = date(2026, 4, 1)


@pytest.mark.parametrize(
    ("rows", "today", "cells"),
    [
        pytest.param([row(2017, NOT_SET)], SOON, 1, id="past when it was published"),
        pytest.param([row(2016, NOT_SET), row(2017, NOT_SET)], SOON, 2, id="in a second edition"),
        pytest.param([row(2016, NOT_SET)], AFTER, 1, id="past by today"),
    ],
)
def test_a_target_not_set_by_its_date_is_one_finding_with_every_year(rows, today, cells):
    [finding] = found_by("undetermined_past_date", facts(*rows, today=today))
    assert len(finding.cells) == cells
    assert "2017年3月31日までに" in finding.message


@pytest.mark.parametrize(
    ("rows", "today"),
    [
        pytest.param([row(2016, NOT_SET)], SOON, id="there is still time"),
        pytest.param([row(2016, NOT_SET), row(2017, target("150", 2018, "件"))], AFTER, id="set since"),
        pytest.param([row(2016, NOT_SET)], MUCH_LATER, id="later documents are not here"),
        pytest.param([row(2017, target(kind="undetermined", raw="検討中"))], AFTER, id="no date given"),
    ],
)
def test_a_target_that_may_still_be_set_is_no_finding(rows, today):
    assert not found_by("undetermined_past_date", facts(*rows, today=today))


FINAL_PROMISED = "2016年4月確報値は、2017年3月頃に公表。"
PROMISED = row(2016, actual("278", "2016-04", kind="preliminary"), note=FINAL_PROMISED)


def test_a_final_value_promised_and_never_printed_is_found():
    later = row(2017, actual("301", "2017-04", kind="preliminary"), words={"actual": "301団体（速報値）"})
    [finding] = found_by("promise_overdue", facts(PROMISED, later))
    assert rows_of(finding) == ["roadmap-2016/1#note", "roadmap-2017/1#actual"]
    assert FINAL_PROMISED in finding.message and "301団体（速報値）" in finding.message


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(row(2017, actual("280", "2016-04")), id="the promised 確報値"),
        pytest.param(row(2017, actual("301", "2017-04")), id="a later 確報値"),
        pytest.param(row(2017, actual("280", "2016-04"), document="白書"), id="printed in another document"),
    ],
)
def test_a_final_value_printed_since_keeps_the_promise(later):
    assert not found_by("promise_overdue", facts(PROMISED, later))


@pytest.mark.parametrize(
    ("note", "count"),
    [
        pytest.param("2016年度実績については、2017年3月頃把握。", 1, id="a value"),
        pytest.param("2016年度の状況は2017年6月頃公表。", 1, id="a state of things"),
        pytest.param("2016年度中に目標値を設定。", 0, id="a target, which has its own check"),
        pytest.param("把握時期を2016年度中に決定。", 0, id="a date"),
        pytest.param("検証手法を2016年度中に確立。", 0, id="a method"),
        pytest.param("2018年度実績は2019年10月に把握。", 0, id="not due yet"),
        pytest.param("引き続き取組を推進。", 0, id="no promise"),
    ],
)
def test_only_promised_values_can_be_missed_in_the_figures(note, count):
    rows = row(2016, actual("17", "FY2015"), note=note), row(2017, actual("17", "FY2015"))
    assert len(found_by("promise_overdue", facts(*rows))) == count


def test_a_document_of_another_programme_owes_no_value():
    other = row(2018, target("500", 2023), document="官民データ")
    assert not found_by("promise_overdue", facts(PROMISED, other, today=MUCH_LATER))


def test_any_newer_figure_keeps_the_promise_of_a_value():
    rows = row(2016, actual("17", "FY2015"), note="2016年度実績については、2017年3月頃把握。"), row(2017, actual("4"))
    assert not found_by("promise_overdue", facts(*rows))


@pytest.mark.parametrize(
    ("today", "count"),
    [
        pytest.param(SOON, 0, id="not due"),
        pytest.param(AFTER, 1, id="overdue while the edition is the newest"),
        pytest.param(MUCH_LATER, 0, id="later documents are not here"),
    ],
)
def test_the_newest_edition_is_held_to_today(today, count):
    assert len(found_by("promise_overdue", facts(PROMISED, today=today))) == count
