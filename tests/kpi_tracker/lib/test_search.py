"""Free text as it is compared when searching."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_tracker.lib.search import SearchedText, fold, key_of_texts, search_key, search_terms
from kpi_tracker.lib.spellings import COMPARED_AS, SPELLINGS

PRINTED = st.text(
    st.sampled_from(
        "取り組みヶ月カケか月所すべて全てコンピューターｺﾝﾋﾟｭｰﾀﾞガ﨑崎ー－‐ 　\n"
        "Ａａ①㈱㌔3３０ｶﾞは\u3099葛\U000e0100각\u1100\u1161\u11a8é"
    )
    | st.characters(exclude_categories=["Cs"])
)


@pytest.mark.parametrize(
    ("printed", "asked"),
    [
        pytest.param("ＩＴ化・ＢＰＲ", "it化・bpr", id="full and half width, letter case"),
        pytest.param("ｶﾞｽの使用量", "ガス", id="half-width kana"),
        pytest.param("マイナンバーカード", "まいなんばー", id="kana"),
        pytest.param("窓口業務の\n　民間委託", "窓口業務の民間委託", id="broken lines"),
        pytest.param("３ヶ月以内", "３か月", id="ヶ and か"),
        pytest.param("3か所", "３箇所", id="箇 and か"),
        pytest.param("業務改革に取り組んだ団体", "取組んだ", id="okurigana"),
        pytest.param("全ての市町村", "すべての", id="kanji and kana"),
        pytest.param("コンピューターの更新", "コンピュータ", id="long vowel in the document"),
        pytest.param("コンピュータの更新", "コンピューター", id="long vowel in what is asked"),
        pytest.param("コンピュータの更新", "こんぴゅーたー", id="long vowel in kana"),
        pytest.param("茨城県﨑町", "崎", id="forms of one character"),
        pytest.param("㈱東京", "(株)", id="signs that are words"),
        pytest.param("①窓口", "1窓口", id="circled numbers"),
        pytest.param("2016–2017年", "2016－2017", id="dashes"),
        pytest.param("葛\U000e0100飾区", "葛飾", id="variation selectors"),
        pytest.param("𠮷野町", "吉野", id="characters beyond the BMP"),
    ],
)
def test_what_means_the_same_word_is_found(printed, asked):
    assert list(fold(printed).find(search_key(asked)))
    assert search_key(asked) in search_key(printed)


@pytest.mark.parametrize(
    ("printed", "asked"),
    [("カード", "カート"), ("ばす", "はす"), ("病院", "美容院"), ("切替時", "切替えたい"), ("", "ア")],
)
def test_what_is_another_word_is_not_found(printed, asked):
    assert search_key(asked) not in search_key(printed)
    assert not list(fold(printed).find(search_key(asked)))


@pytest.mark.parametrize(
    ("printed", "asked", "words"),
    [
        pytest.param("毎年、３ヶ月 以内に", "3か月以内", ["３ヶ月 以内"], id="space inside"),
        pytest.param("取り組みと取組", "取組み", ["取り組み", "取組"], id="a whole way of writing"),
        pytest.param("ｶﾞｽとガス", "ガス", ["ｶﾞｽ", "ガス"], id="two characters for one"),
        pytest.param("㌔メートル", "ロメ", ["㌔メ"], id="one character for two"),
        pytest.param("ああああ", "ああ", ["ああ", "ああ"], id="no overlap"),
        pytest.param("何もない", "", [], id="nothing asked"),
    ],
)
def test_the_place_found_is_told_in_the_printed_words(printed, asked, words):
    assert [printed[start:end] for start, end in fold(printed).find(search_key(asked))] == words


@given(PRINTED)
def test_the_key_is_the_same_with_and_without_the_way_back(printed):
    folded = fold(printed)
    assert folded.key == search_key(printed)
    assert len(folded.starts) == len(folded.ends) == len(folded.key)


@given(PRINTED)
def test_the_way_back_runs_forward_and_stays_inside_the_text(printed):
    folded = fold(printed)
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)
    assert all(0 <= start < end <= len(printed) for start, end in zip(folded.starts, folded.ends, strict=True))


@given(PRINTED, PRINTED)
def test_what_the_key_has_the_printed_words_have(printed, asked):
    term = search_key(asked)
    found = list(fold(printed + asked).find(term))
    assert bool(found) == (bool(term) and term in search_key(printed + asked))
    assert all(term in search_key((printed + asked)[start:end]) for start, end in found)


@given(st.text(st.sampled_from("窓口業務の民間委託を行った団体２０１７年ＡＢ　 \n・、。（）％")), st.data())
def test_any_part_of_plain_words_is_found_where_it_stands(printed, data):
    start = data.draw(st.integers(0, len(printed)))
    end = data.draw(st.integers(start, len(printed)))
    term = search_key(printed[start:end])
    places = list(fold(printed).find(term))
    assert bool(places) == bool(term)
    assert all(search_key(printed[begin:stop]) == term for begin, stop in places)


@pytest.mark.parametrize("way", list(COMPARED_AS))
def test_every_way_of_writing_is_compared_as_one(way):
    assert search_key(way) == search_key(COMPARED_AS[way])


def test_every_spelling_says_what_it_rests_on():
    assert all(one.source and one.written for one in SPELLINGS)
    assert len(COMPARED_AS) == sum(1 + len(one.written) for one in SPELLINGS), (
        "a way of writing stands in two spellings"
    )


def test_nothing_runs_from_one_text_into_the_next():
    key = key_of_texts([SearchedText("名称", "窓口"), SearchedText("備考", "業務")])
    assert search_key("窓口業務") not in key
    assert all(term in key for term in search_terms("業務 窓口"))


def test_the_words_that_are_asked_for_count_once():
    assert search_terms(" ＢＰＲ　bpr 取組 取り組み ー ") == ["bpr", "取組", "ー"]
    assert search_terms("　 ") == []
