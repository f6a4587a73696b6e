"""The words around what a search found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_tracker.lib.excerpts import BEFORE, LONGEST, excerpt
from kpi_tracker.lib.search import search_key, search_terms

WORDS = st.text(st.sampled_from("窓口の業務ヶ月を取り組み全てＢＰＲ　\nｶﾞ１2"), max_size=300)


def marked(printed, asked):
    parts = excerpt(printed, search_terms(asked))
    return "".join(f"[{part.words}]" if part.is_found else part.words for part in parts)


@pytest.mark.parametrize(
    ("printed", "asked", "shown"),
    [
        pytest.param("窓口業務", "窓口", "[窓口]業務", id="at the beginning"),
        pytest.param("窓口業務", "業務", "窓口[業務]", id="at the end"),
        pytest.param("窓口業務と窓口", "窓口 業務", "[窓口業務]と[窓口]", id="places that touch are one"),
        pytest.param("窓口業務", "税務", "", id="not there"),
        pytest.param("甲" * 50 + "窓口", "窓口", "…" + "甲" * BEFORE + "[窓口]", id="cut before"),
        pytest.param("窓口" + "乙" * 200, "窓口", "[窓口]" + "乙" * (LONGEST - 2) + "…", id="cut after"),
        pytest.param("窓" * 200, "窓" * 200, "[" + "窓" * 200 + "]", id="never cut within"),
    ],
)
def test_the_found_words_are_marked_among_those_around_them(printed, asked, shown):
    assert marked(printed, asked) == shown


@given(WORDS, WORDS)
def test_an_excerpt_shows_printed_words_only(printed, asked):
    parts = excerpt(printed, search_terms(asked))
    words = [part.words for part in parts]
    shown = "".join(words[words[:1] == ["…"] : len(words) - (words[-1:] == ["…"])])
    assert shown in printed
    assert any(part.is_found for part in parts) == any(term in search_key(printed) for term in search_terms(asked))
