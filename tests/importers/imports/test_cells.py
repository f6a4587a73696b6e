"""A changed cell with its difference marked."""

from hypothesis import given
from hypothesis import strategies as st

from importers.imports.cells import shown_change
from importers.plan import CellChange
from kpi_tracker.lib.text_diff import MARKED_UP_TO

WORDS = st.text("一二三４５6,. 団体\n", max_size=30)


def shown(before, after):
    return shown_change(CellChange("note", "備考", before, after))


def words(parts):
    return "".join(part.words for part in parts)


@given(WORDS, WORDS)
def test_the_marked_words_are_the_whole_words_of_either_side(before, after):
    change = shown(before, after)
    assert (words(change.before), words(change.after)) == (before, after)


@given(WORDS, WORDS)
def test_what_is_not_marked_stands_on_both_sides(before, after):
    change = shown(before, after)
    same = [[part.words for part in side if part.kind == "same"] for side in (change.before, change.after)]
    assert same[0] == same[1]


def test_a_number_is_marked_as_a_whole():
    change = shown("参加は1,301団体", "参加は1,302団体")
    assert [part.words for part in change.before if part.kind == "delete"] == ["1,301"]
    assert [part.words for part in change.after if part.kind == "insert"] == ["1,302"]


def test_texts_too_long_to_compare_keep_what_they_share_at_their_ends():
    long = MARKED_UP_TO // 100
    change = shown(f"始め{'前' * long}終わり", f"始め{'後' * long}終わり")
    assert [(part.kind, len(part.words)) for part in change.before] == [("same", 2), ("delete", long), ("same", 3)]
    assert [(part.kind, len(part.words)) for part in change.after] == [("same", 2), ("insert", long), ("same", 3)]
