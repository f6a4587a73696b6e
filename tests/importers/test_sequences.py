"""Sequences that make or fetch their records when these are asked for."""

import pytest

from importers.sequences import ById, Chained, Picked, View

WORDS = ("甲の値", "乙の値", "丙の値", "丁の値", "戊の値")


def test_a_view_shows_each_record_as_its_function_does():
    first = View(WORDS, lambda words: words[0])
    assert (first[1], first[-1], first[1:3], "".join(first), len(first)) == ("乙", "戊", ("乙", "丙"), "甲乙丙丁戊", 5)


def test_picked_records_stand_in_an_order_of_their_own():
    picked = Picked(WORDS, [4, 2])
    assert (list(picked), picked[:1], picked[-1], len(picked)) == ([WORDS[4], WORDS[2]], (WORDS[4],), WORDS[2], 2)


def test_chained_sequences_stand_one_behind_the_other():
    chained = Chained(WORDS[:2], (), WORDS[2:])
    assert (tuple(chained), len(chained), chained[1:4]) == (WORDS, 5, WORDS[1:4])
    assert [chained[place] for place in (0, 1, 2, -1)] == [WORDS[0], WORDS[1], WORDS[2], WORDS[4]]


@pytest.mark.parametrize("place", [5, -6], ids=str)
@pytest.mark.parametrize(
    "records", [View(WORDS, str), Picked(WORDS, range(5)), Chained(WORDS)], ids=["view", "picked", "chained"]
)
def test_a_place_beyond_them_is_none(records, place):
    with pytest.raises(IndexError):
        records[place]


def test_records_are_found_by_their_ids():
    found = ById(WORDS, lambda words: words[0])
    assert (found["丙"], found.get("己"), len(found), list(found)) == (WORDS[2], None, 5, list("甲乙丙丁戊"))
