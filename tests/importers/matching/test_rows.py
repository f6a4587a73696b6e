"""Which row of a file is which standing row: the same, new, or for a person to decide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.matching.rows import NamedRow, TableMatch, match_rows
from kpi_tracker.lib.records import replace

NAME = "窓口業務のアウトソーシング団体数"


def row(
    row_id: str, name: str = NAME, *, tier: int = 1, label: str = "", actual: str = "", item: str = "i1"
) -> NamedRow:
    return NamedRow(row_id, item, name, (tier, label), (actual,))


@pytest.mark.parametrize(
    "printed",
    [NAME, "①－１ 窓口業務のアウトソーシング団体数【再掲】", "窓口業務の ｱｳﾄｿｰｼﾝｸﾞ 団体数"],
    ids=["same words", "label and 再掲", "width and spaces"],
)
def test_a_row_without_an_id_is_found_by_its_words(printed: str) -> None:
    assert match_rows([row("f1", printed)], [row("k1")]).joined == {"f1": "k1"}


def test_a_row_of_another_item_is_not_looked_at() -> None:
    found = match_rows([row("f1", item="i2")], [row("k1")])
    assert (found.joined, found.new) == ({}, ["f1"])


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ([row("f1", tier=2), row("f2")], [row("k1"), row("k2", tier=2)]),
        ([row("f1", label="②"), row("f2", label="①")], [row("k1", label="①"), row("k2", label="②")]),
        (
            [row("f1", actual="5団体"), row("f2", actual="3団体")],
            [row("k1", actual="3団体"), row("k2", actual="5団体")],
        ),
    ],
    ids=["tier", "label", "cells"],
)
def test_rows_that_share_a_name_stay_two(ours: list[NamedRow], theirs: list[NamedRow]) -> None:
    assert match_rows(ours, theirs).joined == {"f1": "k2", "f2": "k1"}


def test_rows_alike_in_all_are_told_apart_by_their_order() -> None:
    found = match_rows([row("f1"), row("f2")], [row("k1"), row("k2")])
    assert found.joined == {"f1": "k1", "f2": "k2"}


def test_one_row_that_may_be_either_of_two_is_left_to_a_person() -> None:
    standing = [row("k1", label="①", actual="1"), row("k2", label="②", actual="2")]
    found = match_rows([row("f1", label="③", actual="3")], standing)
    assert [one.row_id for one in found.undecided["f1"]] == ["k1", "k2"]


def test_a_near_name_is_left_to_a_person_with_a_reason() -> None:
    found = match_rows(
        [row("f1", "窓口業務のアウトソーシング実施団体数")], [row("k1"), row("k2", "連携中枢都市圏の形成数")]
    )
    (candidate,) = found.undecided["f1"]
    assert (candidate.row_id, candidate.title) == ("k1", NAME)
    assert candidate.nearness >= 80
    assert candidate.reason.startswith("名称が近い")


def test_another_name_with_the_same_cells_is_left_to_a_person() -> None:
    found = match_rows([row("f1", "総合窓口", actual="215団体")], [row("k1", actual="215団体")])
    assert [one.reason for one in found.undecided["f1"]] == ["名称は違いますが、ほかの欄がすべて同じです"]


def test_an_id_of_the_file_counts_though_the_row_went_to_another_item() -> None:
    assert match_rows([row("k1", item="i2")], [row("k1")], given={"k1"}).joined == {"k1": "k1"}


def test_an_id_that_the_file_does_not_carry_counts_for_nothing() -> None:
    found = match_rows([row("k1", "連携中枢都市圏の形成数")], [row("k1")])
    assert found.new == ["k1"]


def test_a_decision_for_a_row_that_is_gone_counts_as_none() -> None:
    found = match_rows([row("f1", "総合窓口の導入")], [row("k1")], decided={"f1": "k9"})
    assert found.new == ["f1"]


def test_a_person_can_say_that_two_names_are_one_row_or_that_one_name_is_two() -> None:
    rows = [row("f1", "総合窓口"), row("f2")]
    found = match_rows(rows, [row("k1")], decided={"f1": "k1"})
    assert (found.joined, found.new) == ({"f1": "k1"}, ["f2"])
    assert match_rows([row("f2")], [row("k1")], decided={"f2": ""}).new == ["f2"]


names = st.sampled_from([NAME, "窓口業務のアウトソーシング実施団体数", "総合窓口の導入", ""])
tables = st.lists(
    st.tuples(names, st.sampled_from((1, 2)), st.sampled_from(("", "5団体")), st.sampled_from("ab")), max_size=6
)


def named(prefix: str, table: list[tuple[str, int, str, str]]) -> list[NamedRow]:
    return [
        row(f"{prefix}{n}", name, tier=tier, actual=cell, item=item) for n, (name, tier, cell, item) in enumerate(table)
    ]


@given(tables, tables, st.sets(st.integers(0, 5)), st.sampled_from(("f", "k")))
def test_each_row_is_one_thing_and_a_standing_row_is_joined_once(ours, theirs, given_numbers, prefix) -> None:
    incoming, standing = named(prefix, ours), named("k", theirs)
    given_ids = {f"{prefix}{number}" for number in given_numbers}
    found: TableMatch = match_rows(incoming, standing, given=given_ids)
    assert sorted([*found.joined, *found.undecided, *found.new]) == sorted(one.row_id for one in incoming)
    assert len(set(found.joined.values())) == len(found.joined)
    carried = given_ids & {one.row_id for one in incoming} & {one.row_id for one in standing}
    for row_id, same in found.joined.items():
        assert same == row_id if row_id in carried else same not in carried


@given(tables)
def test_a_table_beside_itself_is_the_same_row_by_row(table) -> None:
    rows = {one.row_id: one for one in named("k", table)}
    joined = match_rows(list(rows.values()), list(rows.values())).joined
    assert joined.keys() == rows.keys()
    for row_id, same in joined.items():
        assert replace(rows[row_id], row_id="") == replace(rows[same], row_id="")
