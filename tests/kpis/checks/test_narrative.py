"""What the text says against the grades and targets beside it."""

import pytest

from tests.kpis.checks.rows import facts, found_by, progress, row, rows_of
from tests.kpis.questions import actual, target

B = row(2017, grade="B")


def test_an_item_on_track_beside_kpis_graded_b_is_one_finding():
    rows = B, row(2017, at="2", grade="B"), progress(2017, "実施。", "順調"), progress(2017, "作成。", "順調", at="P2")
    [finding] = found_by("on_track_beside_b", facts(*rows))
    assert rows_of(finding) == [
        "roadmap-2017/1#grade",
        "roadmap-2017/2#grade",
        "roadmap-2017/P1#progress",
        "roadmap-2017/P2#progress",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([row(2017, grade="A"), progress(2017, "実施。", "順調")], id="graded A"),
        pytest.param(
            [B, progress(2017, "実施。", "順調"), progress(2017, "実施。", "遅れ", at="P2")], id="one is late"
        ),
        pytest.param([B, progress(2017, "実施。")], id="no mark"),
        pytest.param([B, progress(2017, "実施。", "順調", item_key="another")], id="another item"),
        pytest.param([B, progress(2016, "実施。", "順調")], id="another year"),
    ],
)
def test_marks_that_do_not_contradict_the_grade_are_left_alone(rows):
    assert not found_by("on_track_beside_b", facts(*rows))


REVISED = {"actual": "4団体（申入れにより下方修正）", "target": "6団体"}


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        pytest.param([row(2016, target("6", 2017)), row(2017, target("6", 2017), words=REVISED)], 1, id="same target"),
        pytest.param([row(2016, target("6", 2017)), row(2017, target("4", 2017), words=REVISED)], 0, id="lowered"),
        pytest.param([row(2017, target("6", 2017), words=REVISED)], 0, id="nothing to compare with"),
        pytest.param([row(2016, target("6", 2017)), row(2017, target("6", 2017))], 0, id="no such word"),
        pytest.param(
            [row(2016, target("6", 2017), grade="A"), row(2017, target("6", 2017), grade="B", words=REVISED)],
            0,
            id="the grade went down",
        ),
        pytest.param(
            [row(2016, target("6", 2017), grade="A"), row(2017, target("6", 2017), grade="A", words=REVISED)],
            1,
            id="the grade stayed",
        ),
    ],
)
def test_a_revision_must_show_in_the_target_or_the_grade(rows, count):
    assert len(found_by("revision_without_change", facts(*rows))) == count


@pytest.mark.parametrize(
    ("grade", "note", "count"),
    [
        pytest.param("A", "目標の達成は困難な見通し。", 1, id="difficult"),
        pytest.param("A", "計画より遅れている。", 1, id="late"),
        pytest.param("B", "目標の達成は困難な見通し。", 0, id="graded B"),
        pytest.param("A", "一律の効果の把握が困難であるため、試算する。", 0, id="difficult to measure"),
        pytest.param("A", "引き続き推進。", 0, id="nothing of the kind"),
    ],
)
def test_an_a_beside_words_of_difficulty_is_found(grade, note, count):
    assert len(found_by("difficulty_beside_a", facts(row(2017, actual("9"), grade=grade, note=note)))) == count


def marked(number):
    return [progress(2017, "実施。", "順調", at=f"P{place}") for place in range(number)]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        pytest.param([*marked(9), progress(2017, "作成。", at="P99")], 1, id="one without"),
        pytest.param([*marked(9), progress(2017, "", at="P99")], 0, id="a cell without text"),
        pytest.param([*marked(3), progress(2017, "作成。", at="P99")], 0, id="too few to tell"),
        pytest.param(
            [*marked(6), *(progress(2017, "作成。", at=f"Q{n}") for n in range(5))], 0, id="marks are not usual"
        ),
        pytest.param([*marked(9), progress(2016, "作成。", at="P99")], 0, id="an edition that prints none"),
    ],
)
def test_a_cell_without_the_mark_that_all_others_bear_is_found(rows, count):
    assert len(found_by("progress_without_mark", facts(*rows))) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("設定状況等を公表。（2017年度中に公表）", 1, id="published, to be published"),
        pytest.param("手引きを作成した（平成29年度末までに作成予定）。", 1, id="made, to be made"),
        pytest.param("結果を公表（2017年９月）。", 0, id="only a date"),
        pytest.param("ＫＰＩを設定済み。（2017年度中に設定状況等を公表。）", 0, id="two different acts"),
        pytest.param("2017年度中に公表。", 0, id="only planned"),
    ],
)
def test_a_thing_both_done_and_planned_is_found(text, count):
    assert len(found_by("done_or_planned", facts(progress(2017, text)))) == count
