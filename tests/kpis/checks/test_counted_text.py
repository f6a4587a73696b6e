"""Counts in prose against each other."""

import pytest

from tests.kpis.checks.rows import facts, found_by, progress, row, rows_of

ALL_SET = row(2017, words={"actual": "ビジョンを策定している３２圏域において指標を設定済み。"})


def test_other_numbers_of_the_same_whole_are_one_finding_with_every_cell():
    told = "・圏域を形成している32圏域のうち、21圏域において圏域の特性を踏まえたＫＰＩを設定済み。"
    [finding] = found_by("conflicting_counts", facts(ALL_SET, progress(2017, told), progress(2017, told, at="P2")))
    assert rows_of(finding) == ["roadmap-2017/1#actual", "roadmap-2017/P1#progress", "roadmap-2017/P2#progress"]
    assert "32圏域" in finding.message and "21圏域" in finding.message


@pytest.mark.parametrize(
    "told",
    [
        pytest.param("32圏域において指標を設定済み。", id="the same number"),
        pytest.param("40圏域のうち、21圏域において指標を設定済み。", id="of another whole"),
        pytest.param("32圏域のうち、21圏域において報告を公表済み。", id="another act"),
        pytest.param("32圏域のうち、21団体において指標を設定済み。", id="of another kind"),
        pytest.param("21圏域において協議中。", id="not done"),
        pytest.param("32圏域のうち、30圏域において協議を開始、5圏域で指標を設定済み。", id="two counts in a sentence"),
    ],
)
def test_what_counts_something_else_is_no_finding(told):
    assert not found_by("conflicting_counts", facts(ALL_SET, progress(2017, told)))


def test_another_item_is_not_compared():
    told = progress(2017, "32圏域のうち、21圏域において指標を設定済み。", item_key="another")
    assert not found_by("conflicting_counts", facts(ALL_SET, told))


def test_brackets_between_whole_and_part_are_read_over():
    cell = row(2017, words={"actual": "110圏域（移行済みの４圏域を除く）のうち、85圏域において指標を設定済み。"})
    told = progress(2017, "110圏域（移行済みの４圏域を除く）のうち、84圏域において指標を設定済み。")
    assert len(found_by("conflicting_counts", facts(cell, told))) == 1
