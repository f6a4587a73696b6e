"""Which rows of a later edition go on from which of an earlier one."""

from reforms.chains import chains
from reforms.lineage import continued_rows


def test_the_same_words_are_certain_whatever_their_width():
    matches = continued_rows({1: "ＩＴ化・ＢＰＲの推進"}, {9: "IT化・BPRの 推進"})
    assert [(match.earlier, match.later, match.certain) for match in matches] == [(1, 9, True)]


def test_near_words_are_proposed_and_not_certain():
    matches = continued_rows(
        {1: "業務マニュアル・標準委託仕様書の作成と全国展開"}, {9: "業務マニュアル・標準委託仕様書の作成、全国展開"}
    )
    assert [(match.earlier, match.later, match.certain) for match in matches] == [(1, 9, False)]
    assert 50 <= matches[0].similarity < 100


def test_other_words_are_no_continuation():
    assert continued_rows({1: "公共施設等総合管理計画の策定を促進"}, {9: "マイナポータルの本格運用開始"}) == []


def test_a_process_split_in_two_is_proposed_for_both():
    matches = continued_rows(
        {1: "情報交換の場を提供する仕組みを検討し、決定。先進事例を首長に紹介し、取組を推進"},
        {8: "情報交換の場を提供する仕組みを検討し、対策を実施", 9: "先進事例を首長に紹介し、取組を更に推進"},
    )
    assert [(match.earlier, match.later, match.certain) for match in matches] == [(1, 8, False), (1, 9, False)]


def test_a_row_that_is_certainly_continued_is_proposed_for_no_other():
    matches = continued_rows({1: "窓口業務の民間委託"}, {8: "窓口業務の民間委託", 9: "窓口業務の民間委託等"})
    assert [(match.later, match.certain) for match in matches] == [(8, True)]


def test_the_same_words_printed_twice_are_never_certain():
    matches = continued_rows({1: "引き続き調査を実施する", 2: "引き続き調査を実施する"}, {9: "引き続き調査を実施する"})
    assert [match.certain for match in matches] == [False]


def test_rows_without_words_are_left_out():
    assert continued_rows({1: ""}, {9: ""}) == []


def test_a_chain_runs_through_all_editions_earliest_first():
    assert chains({3: 2, 1: None, 2: 1, 7: None}) == {1: [1, 2, 3], 2: [1, 2, 3], 3: [1, 2, 3], 7: [7]}
