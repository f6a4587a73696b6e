"""Two texts beside each other, what changed marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_tracker.lib.text_diff import side_by_side

words = st.text(alphabet="団体年度月0123４５,.．（） \n委託化率", max_size=20)


def columns(before, after):
    """The columns with 〔 〕 around what changed."""
    return tuple(
        "".join(part.words if part.kind == "same" else f"〔{part.words}〕" for part in column)
        for column in side_by_side(before, after)
    )


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        pytest.param("416団体", "416団体", ("416団体", "416団体"), id="same"),
        pytest.param("416団体", "370団体", ("〔416〕団体", "〔370〕団体"), id="a number is marked as a whole"),
        pytest.param("2016年3月末", "2017年6月末", ("〔2016〕年〔3〕月末", "〔2017〕年〔6〕月末"), id="two numbers"),
        pytest.param("１，５０７団体", "1507団体", ("１，５０７団体", "1507団体"), id="widths and commas"),
        pytest.param("検討中\n（設定）", "検討中(設定)", ("検討中\n（設定）", "検討中(設定)"), id="broken lines"),
        pytest.param("", "150件", ("", "〔150件〕"), id="nothing before"),
        pytest.param("150件", "", ("〔150件〕", ""), id="nothing after"),
        pytest.param(
            "年度末に試算を公表する",
            "検証手法を整理する",
            ("〔年度末に試算を公表する〕", "〔検証手法を整理する〕"),
            id="written anew",
        ),
        pytest.param(
            "総務省において取組状況を調査し結果を公表する予定",
            "総務省において把握を行い結果を公表する予定",
            ("総務省において〔取組状況を調査し〕結果を公表する予定", "総務省において〔把握を行い〕結果を公表する予定"),
            id="no shreds",
        ),
    ],
)
def test_what_changed_is_marked(before, after, shown):
    assert columns(before, after) == shown


@given(words, words)
def test_the_columns_hold_the_texts_as_they_are(before, after):
    old, new = side_by_side(before, after)
    assert "".join(part.words for part in old) == before
    assert "".join(part.words for part in new) == after
    assert {part.kind for part in old} <= {"same", "delete"}
    assert {part.kind for part in new} <= {"same", "insert"}


def test_long_texts_that_share_little_are_marked_as_wholes():
    before, after = "前を" * 1000, "後で" * 1000
    start = "総務省において" * 1000
    assert columns(f"{start}{before}", f"{start}{after}") == (f"{start}〔{before}〕", f"{start}〔{after}〕")
