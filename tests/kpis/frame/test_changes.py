"""What was dropped, added and reworded between two frames."""

from kpis.frame_changes import FrameRow, PrintedKpi, compare_frames, rows_before


def row(key, words, before=None):
    return FrameRow("工程", key, words, {"工程": words}, before)


def test_each_row_is_dropped_added_reworded_or_kept():
    before = [row(1, "調査を実施"), row(2, "公表"), row(3, "廃止される工程")]
    after = [row(7, "調査を実施", 1), row(8, "結果を公表", 2), row(9, "新しい工程")]

    changes = compare_frames(before, after)

    assert [one.key for one in changes.dropped] == [3]
    assert [one.key for one in changes.added] == [9]
    assert [one.row.key for one in changes.reworded] == [8]
    assert changes.kept == {"工程": 1}


def test_width_and_line_breaks_are_no_rewording():
    assert compare_frames([row(1, "ＫＰＩの\n公表")], [row(2, "KPIの公表", 1)]).reworded == ()


def test_both_halves_of_a_split_row_go_on_from_it():
    changes = compare_frames([row(1, "調査と公表")], [row(2, "調査", 1), row(3, "公表", 1)])

    assert (changes.dropped, changes.added, len(changes.reworded)) == ((), (), 2)


def test_a_kpi_row_goes_on_from_the_row_of_the_same_kpi_and_id():
    before = [PrintedKpi(1, 5, "k1"), PrintedKpi(2, 5, "k2")]

    assert rows_before(before, [PrintedKpi(11, 5, "k2"), PrintedKpi(12, 5, "k9")]) == {11: 2, 12: 1}


def test_a_kpi_row_of_another_kpi_is_new():
    assert rows_before([PrintedKpi(1, 5, "k1")], [PrintedKpi(11, 6, "k1")]) == {}


def test_a_heading_goes_on_from_the_heading_of_its_id_alone():
    before = [PrintedKpi(1, None, "k1")]

    assert rows_before(before, [PrintedKpi(11, None, "k1")]) == {11: 1}
    assert rows_before(before, [PrintedKpi(11, None, "k2")]) == {}
