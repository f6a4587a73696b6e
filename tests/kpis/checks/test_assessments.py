"""The overall judgement and its reason against the table of indicators."""

import pytest

from kpis.checks.facts import AssessmentFacts, Facts
from tests.kpis.checks.rows import TODAY, found_by, row, rows_of


def table(*indicators):
    """Indicators as (label, is_main, mark)."""
    return tuple(
        row(2018, at=str(place), label=label, is_main=is_main, grade=mark, name=f"指標{label}")
        for place, (label, is_main, mark) in enumerate(indicators)
    )


def evaluation(rows, words="目標達成", reason=""):
    told = AssessmentFacts("roadmap-2018/all", "roadmap-2018", "評価書2018", words, reason)
    return Facts(TODAY, kpis=rows, assessments=(told,))


THREE = table(("1", False, "イ"), ("③", True, "イ"), ("5-1", False, "イ"), ("5-2", False, "イ"))


@pytest.mark.parametrize(
    ("reason", "cells"),
    [
        pytest.param("測定指標3～5について、主要なものであると考える。", 2, id="a range that the table marks in part"),
        pytest.param("測定指標1から5について、測定指標1は主要なものである。", 2, id="the one named last"),
        pytest.param("測定指標５は主要なものである。測定指標3は主要なものである。", 2, id="full width, two sentences"),
    ],
)
def test_main_indicators_that_differ_are_one_finding(reason, cells):
    [finding] = found_by("main_indicators_differ", evaluation(THREE, reason=reason))
    assert len(finding.cells) == 1 + cells


@pytest.mark.parametrize(
    "reason",
    [
        pytest.param("測定指標1～5について、測定指標3は主要なものである。", id="the same one"),
        pytest.param("測定指標1から3までは目標を達成した。", id="nothing said of which is main"),
        pytest.param("", id="no reason printed"),
    ],
)
def test_main_indicators_that_agree_are_no_finding(reason):
    assert not found_by("main_indicators_differ", evaluation(THREE, reason=reason))


def test_an_indicator_whose_circle_is_unknown_is_not_judged():
    rows = table(("1", None, "イ"), ("3", True, "イ"))
    assert not found_by("main_indicators_differ", evaluation(rows, reason="測定指標1～3は主要なものである。"))


@pytest.mark.parametrize(
    ("words", "mark", "count"),
    [
        pytest.param("目標達成", "ハ", 1, id="all reached, it says, but one is missed"),
        pytest.param("相当程度進展あり", "イ", 1, id="less than all, it says, but all are reached"),
        pytest.param("目標達成", "イ", 0, id="all reached"),
        pytest.param("相当程度進展あり", "ハ", 0, id="the main one reached, another missed"),
        pytest.param("（別紙参照）", "ハ", 0, id="no level"),
    ],
)
def test_the_overall_level_follows_from_the_marks(words, mark, count):
    published = evaluation(table(("①", True, "イ"), ("2", False, mark)), words=words)
    found = found_by("overall_against_marks", published)
    assert len(found) == count
    assert all(rows_of(finding)[0] == "roadmap-2018/all#assessment" for finding in found)
