"""One KPI's targets against each other."""

from decimal import Decimal

import pytest

from tests.kpis.checks.rows import facts, found_by, row, rows_of
from tests.kpis.questions import actual, change, target, words

TARGET = target("416", 2020, raw="416団体")
NOT_SET = target(kind="undetermined", raw="検討中", deadline_raw="2016年度中に")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param(TARGET, target("500", 2020), "引き上げられました", id="raised"),
        pytest.param(TARGET, target("350", 2020), "引き下げられました", id="lowered"),
        pytest.param(TARGET, target("416", 2023), "先に延ばされました", id="later"),
        pytest.param(TARGET, target("416", 2019), "早められました", id="earlier"),
        pytest.param(TARGET, target(raw="－"), "取り下げられました", id="withdrawn"),
        pytest.param(TARGET, NOT_SET, "取り下げられました", id="open again"),
        pytest.param(TARGET, words("増加"), "数値のないものに", id="words only"),
        pytest.param(
            TARGET, change("-50", 2020, ("900", "団体", 2012)), "決め方から", id="a change instead of a level"
        ),
        pytest.param(TARGET, target("80", 2020, "%"), "決め方から", id="another unit"),
        pytest.param(TARGET, target("416", 2020, comparator="<="), "決め方から", id="turned round"),
        pytest.param(
            target("10", 2020, value_max=Decimal(12)),
            target("10", 2020, value_max=Decimal(15)),
            "範囲",
            id="a wider range",
        ),
        pytest.param(words("各圏域において設定"), words("国において設定"), "別の文言", id="other words"),
    ],
)
def test_a_target_changed_between_editions_is_found(before, after, said):
    [finding] = found_by("target_changed", facts(row(2017, before), row(2018, after)))
    assert said in finding.message
    assert rows_of(finding) == ["roadmap-2018/1#target", "roadmap-2017/1#target"]


def test_raised_and_postponed_are_said_together():
    [finding] = found_by("target_changed", facts(row(2017, TARGET), row(2018, target("500", 2023))))
    assert "引き上げられました、達成時期が先に延ばされました" in finding.message


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(TARGET, TARGET, id="the same"),
        pytest.param(TARGET, target("416", 2020, comparator=None, raw="４１６団体"), id="printed another way"),
        pytest.param(NOT_SET, TARGET, id="set at last"),
        pytest.param(
            words("2016年度中に各圏域において設定"), words("各圏域において設定。"), id="words without their date"
        ),
        pytest.param(target("416", 2020, confidence=0.5), target("461", 2020), id="an unsure reading"),
        pytest.param(target("50", 2018, final=False), target("60", 2018, final=False), id="a yearly target"),
        pytest.param(TARGET, target("250", 2020, component="うち市"), id="of a component"),
    ],
)
def test_a_target_that_goes_on_is_no_finding(before, after):
    assert not found_by("target_changed", facts(row(2017, before), row(2018, after)))


def test_each_component_is_compared_with_itself():
    before = [target("300", 2020, component="団体数"), target("6000", 2020, "万人", component="人口")]
    after = [target("300", 2020, component="団体数"), target("7000", 2020, "万人", component="人口")]
    [finding] = found_by("target_changed", facts(row(2017, *before), row(2018, *after)))
    assert finding.about == "人口"


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        pytest.param(words("各圏域で設定"), words("各圏域で設定"), 0, id="never had one"),
        pytest.param(target("30", 2016), target("30"), 1, id="a figure without its year"),
        pytest.param(target("30", 2016), target("30", 2018), 0, id="postponed"),
        pytest.param(target("30", 2016), target(), 0, id="withdrawn as a whole"),
        pytest.param(NOT_SET, words("増加"), 0, id="the date was that of setting it"),
        pytest.param(
            target(kind="qualitative", raw="2016年度中に設定", deadline_raw="2016年度中に"),
            words("設定"),
            1,
            id="words without their date",
        ),
    ],
)
def test_a_deadline_dropped_from_a_target_is_found(before, after, count):
    assert len(found_by("deadline_dropped", facts(row(2017, before), row(2018, after)))) == count


OTHER = target("1600", 2023, raw="約1,600団体")


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        pytest.param([row(2017, TARGET), row(2018, OTHER, document="官民データ")], 2, id="two programmes"),
        pytest.param([row(2017, TARGET), row(2017, OTHER, at="2", is_relisted=True)], 2, id="relisted with another"),
        pytest.param(
            [row(2017, TARGET), row(2018, TARGET, document="政策評価"), row(2018, OTHER, document="官民データ")],
            3,
            id="one of three programmes",
        ),
    ],
)
def test_one_kpi_with_two_targets_is_one_finding_with_every_place(rows, cells):
    [finding] = found_by("different_targets", facts(*rows))
    assert len(finding.cells) == cells
    assert "「約1,600団体」（2023年度まで）" in finding.message


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(row(2018, TARGET, document="官民データ"), id="the same target"),
        pytest.param(row(2018, target(raw="－"), document="官民データ"), id="none printed"),
        pytest.param(row(2018, OTHER, kpi=2, document="官民データ"), id="another KPI"),
        pytest.param(row(2018, target("416"), document="官民データ"), id="the same without its deadline"),
        pytest.param(row(2018, target("80", 2020, "%"), document="官民データ"), id="in another unit"),
        pytest.param(row(2018, change("-50", 2020), document="官民データ"), id="as a change"),
        pytest.param(row(2018, OTHER), id="a later edition of the same programme"),
        pytest.param(
            row(2018, TARGET, OTHER, document="官民データ"), id="two targets without a word on which is whole"
        ),
        pytest.param(row(2018, actual("9", "2018-04"), document="官民データ"), id="only a figure"),
    ],
)
def test_targets_that_do_not_disagree_are_left_alone(other):
    assert not found_by("different_targets", facts(row(2017, TARGET), other))
