import pytest

from kpi_tracker.lib.promises import read_promises


@pytest.mark.parametrize(
    ("note", "what", "begins", "ends"),
    [
        ("2017年４月確報値は、2018年３月頃に公表。", "確報値の公表", "2018-03-01", "2018-03-31"),
        ("2018年度の実績は2018年10月に把握", "実績の把握", "2018-10-01", "2018-10-31"),
        ("2016年度中に目標設定", "目標設定", "2016-04-01", "2017-03-31"),
        ("【厚労省】平成30年度末に集計予定", "集計", "2019-03-01", "2019-03-31"),
        ("令和元年度末までに公表", "公表", "None", "2020-03-31"),
        ("2018年夏頃に公表予定", "公表", "2018-06-01", "2018-08-31"),
        ("平成30年度第1四半期に集計", "集計", "2018-04-01", "2018-06-30"),
        ("今年度中に目標値の設定を予定", "目標値の設定", "2017-04-01", "2018-03-31"),
        ("翌年11月頃把握", "把握", "2018-11-01", "2018-11-30"),
        ("2015年度末実績は翌年度末に把握", "実績の把握", "2017-03-01", "2017-03-31"),
        ("実施団体は翌月ごろ把握", "実施団体の把握", "None", "None"),
        ("モニター(2016年度実績の把握時期は2017年4月)", "把握", "2017-04-01", "2017-04-30"),
    ],
)
def test_a_promise_is_read_as_a_window(note, what, begins, ends):
    [promise] = read_promises(note, 2017)
    assert (promise.what, str(promise.begins), str(promise.ends)) == (what, begins, ends)


@pytest.mark.parametrize(
    "note",
    [
        "引き続き、各圏域における成果指標の設定、進捗管理を促す。",
        "2018年度までに894システムの減（62%減）の見込み。",
        "2016年度までに、99.4%の団体において策定完了予定。",
        "430団体、約7,693万人（2017年８月31日時点）",
        "2014年度の結果は2016年3月に公表済。",
        "",
        None,
    ],
)
def test_prose_forecasts_and_the_past_promise_nothing(note):
    assert read_promises(note, 2017) == ()


def test_each_year_named_has_its_own_promise():
    promises = read_promises("2016年度実績及び2017年度実績はそれぞれ翌年度末に把握。", 2017)
    assert [str(promise.ends) for promise in promises] == ["2018-03-31", "2019-03-31"]


def test_a_relative_year_without_the_reports_year_has_no_window():
    [promise] = read_promises("今年度中に公表")
    assert (promise.begins, promise.ends) == (None, None)


def test_the_span_holds_the_printed_words():
    note = "○ 2017年度分は、\n２０１８年３月頃に公表。"
    [promise] = read_promises(note)
    assert note[slice(*promise.span)] == promise.raw == "２０１８年３月頃に公表"
