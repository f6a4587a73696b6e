"""One KPI across documents: yearly targets, 基準値, several programmes, other scales, values that disagree."""

from datetime import date
from decimal import Decimal

import plotly.graph_objects as go
import pytest

from kpi_tracker.lib.readings import Baseline
from kpis.charts import kpi_figure, kpi_sentence, scale_note, sparkline_svg
from kpis.series import Listing, Series, TargetLine
from tests.kpis.questions import PUBLISHED_2017, actual, change, point, target, words

EVALUATION, EVALUATED = "平成30年度評価書", date(2019, 8, 31)
MEASURES, MEASURES_DAY = "施策一覧", date(2019, 6, 14)
START = Baseline(Decimal(550), "団体", 2014)


def line(reading, edition=EVALUATION, day=EVALUATED, baseline=None, programme=""):
    return TargetLine(reading, edition, day, "43行", baseline, programme)


def approximate(value, fy):
    """「約1,000団体」: no 以上 is printed."""
    return target(value, fy, comparator=None, approx=True)


def yearly(value, fy, **other):
    """A target of one year."""
    return target(value, fy, fiscal_year=fy, final=False, **other)


def clouds(**other):
    """550, 842, 950 and 1,067 municipalities against 約1,000 of one document and 約1,600 of another."""
    values = (("842", "2016-04-01"), ("950", "2017-04-01"), ("1067", "2018-04-01"))
    given = {
        "points": tuple(point(actual(value, day), EVALUATION, EVALUATED) for value, day in values),
        "targets": (
            line(approximate("1000", 2017), baseline=START, programme="政策評価"),
            line(approximate("1600", 2023), MEASURES, MEASURES_DAY, programme="施策"),
        ),
    }
    return Series("クラウド導入市区町村数", "団体", **{**given, **other})


def traces(series):
    figure = kpi_figure(series)
    assert len(go.Figure(figure).data) == len(figure["data"])
    return {trace["name"]: trace for trace in figure["data"]}


def test_the_targets_of_each_document_stand_under_its_name():
    drawn = traces(clouds())
    assert drawn["目標（平成30年度評価書）"]["y"] == [1000, 1000]
    assert drawn["目標（施策一覧）"]["x"] == ["2019-06-14", "2024-03-31"]
    assert drawn["目標（施策一覧）"]["y"] == [1600, 1600]
    assert "約1,600団体" in drawn["目標（施策一覧）"]["text"][0]


def test_the_baseline_is_the_first_point_with_its_own_symbol():
    drawn = traces(clouds())
    assert (drawn["基準値"]["x"], drawn["基準値"]["y"]) == (["2015-03-31"], [550])
    assert drawn["基準値"]["marker"]["symbol"] != drawn["確報・実績"]["marker"]["symbol"]
    assert drawn["基準値"]["text"] == ["2014年度の基準値 550団体<br>出典：平成30年度評価書 43行"]
    assert drawn["実績の推移"]["y"][:2] == [550, 842]


def test_the_path_begins_at_the_baseline_and_leads_to_the_last_target():
    drawn = traces(clouds())["必要な経路（基準値から）"]
    assert (drawn["x"], drawn["y"]) == (["2015-03-31", "2024-03-31"], [550, 1600])


def test_a_baseline_that_two_rows_print_alike_is_drawn_once():
    twice = clouds(targets=tuple(line(target(v, 2020), baseline=START) for v in ("1000", "2000")))
    assert traces(twice)["基準値"]["y"] == [550]


def test_two_baselines_of_one_kpi_are_both_drawn():
    both = (
        line(target("1000", 2017), baseline=START),
        line(target("2000", 2021), baseline=Baseline(Decimal(842), "団体", 2016)),
    )
    assert traces(clouds(targets=both))["基準値"]["y"] == [550, 842]


def test_a_sentence_tells_both_targets_with_their_documents():
    assert kpi_sentence(clouds()) == (
        "クラウド導入市区町村数は、2014年度の基準値550団体から2018年4月1日の実績値1,067団体に増え、"
        "目標（2017年度までに約1,000団体、平成30年度評価書）に期限後の値で到達、"
        "目標（2023年度までに約1,600団体、施策一覧）まで残り533団体。"
    )


def test_a_later_edition_of_the_same_programme_takes_the_place_of_the_earlier():
    targets = (
        line(target("500", 2020), "前の版", PUBLISHED_2017, programme="政策評価"),
        line(target("2000", 2020), programme="政策評価"),
    )
    sentence = kpi_sentence(clouds(targets=targets))
    assert "2,000団体" in sentence
    assert "500団体" not in sentence


def test_another_programme_that_asks_less_has_not_lowered_the_target():
    assert not [name for name in traces(clouds()) if "引下げ" in name]


@pytest.mark.parametrize(
    ("earlier", "later", "is_lowered"),
    [
        pytest.param(2020, 2020, True, id="less for the same year"),
        pytest.param(2020, 2022, True, id="less for a later year"),
        pytest.param(2020, 2019, False, id="less for an earlier year is a step on the way"),
    ],
)
def test_a_target_is_lowered_where_less_is_asked_no_earlier(earlier, later, is_lowered):
    targets = (line(target("2000", earlier), "前の版", PUBLISHED_2017), line(target("1500", later)))
    assert any("引下げ" in name for name in traces(clouds(targets=targets))) == is_lowered


def test_a_year_without_a_target_breaks_the_steps():
    drawn = traces(clouds(targets=(line(yearly("900", 2016)), line(yearly("1100", 2018)))))["目標（平成30年度評価書）"]
    assert drawn["y"] == [900, 900, None, 1100, 1100]
    assert drawn["connectgaps"] is False


def test_the_final_target_of_a_year_is_no_second_step():
    drawn = traces(clouds(targets=(line(yearly("900", 2017)), line(yearly("1100", 2018)), line(target("1100", 2018)))))
    assert drawn["目標（平成30年度評価書）"]["y"] == [900, 900, 1100, 1100]


def test_successive_final_targets_follow_each_other():
    drawn = traces(clouds(targets=(line(target("1100", 2020)), line(target("1500", 2022)))))["目標（平成30年度評価書）"]
    assert drawn["x"] == ["2019-08-31", "2021-03-31", "2021-03-31", "2023-03-31"]
    assert drawn["y"] == [1100, 1100, 1500, 1500]


def test_a_yearly_target_says_its_year():
    shown = clouds(targets=(line(yearly("900", 2016)), line(target("1100", 2018))))
    texts = traces(shown)["目標（平成30年度評価書）"]["text"]
    assert any("900団体、2016年度の目標" in text for text in texts)


def test_no_two_target_lines_of_a_panel_look_alike():
    parts = [f"部分{number}" for number in range(5)]
    shown = Series(
        "内訳",
        points=tuple(point(actual("5", "2017-04", component=part)) for part in parts),
        targets=tuple(
            line(target(value, 2020, component=part), edition, day)
            for part in parts
            for value, edition, day in (("20", EVALUATION, EVALUATED), ("10", "前の版", PUBLISHED_2017))
        )[:8],
    )
    promised = [trace for name, trace in traces(shown).items() if "目標（" in name]
    looks = {(trace["line"]["dash"], trace["marker"]["symbol"]) for trace in promised}
    assert len(promised) == len(looks) == 8


def test_the_components_of_a_panel_differ_in_dash():
    shown = Series(
        "内訳",
        points=tuple(point(actual("5", "2017-04", component=part)) for part in ("下水道", "簡易水道")),
        targets=tuple(line(target("9", 2020, component=part)) for part in ("下水道", "簡易水道")),
    )
    drawn = traces(shown)
    styles = [drawn[f"{part}：目標（平成30年度評価書）"]["line"]["dash"] for part in ("下水道", "簡易水道")]
    paths = [drawn[f"{part}：必要な経路（最も古い値から）"]["marker"]["symbol"] for part in ("下水道", "簡易水道")]
    assert len(set(styles)) == len(set(paths)) == 2


def graded(*listings):
    return clouds(
        listings=tuple(Listing(edition, day, "項目", printed, scale=scale) for edition, day, printed, scale in listings)
    )


REFORM = ("2017改定版", PUBLISHED_2017, "B", "改革工程表の区分")
POLICY = (EVALUATION, EVALUATED, "イ", "政策評価の達成")


def test_a_history_over_two_scales_says_so_with_each_letter_under_its_scale():
    shown = graded(POLICY, REFORM)
    assert scale_note(shown) == (
        "区分の体系は版によって異なり、符号どうしは比べられない："
        "改革工程表の区分（2017改定版はB）、政策評価の達成（平成30年度評価書はイ）。"
    )
    assert kpi_sentence(shown).endswith(scale_note(shown))


@pytest.mark.parametrize(
    "listings",
    [
        pytest.param((REFORM,), id="one scale"),
        pytest.param((REFORM, (MEASURES, MEASURES_DAY, None, None)), id="another edition without grades"),
        pytest.param((REFORM, (EVALUATION, EVALUATED, "A", "改革工程表の区分")), id="two editions of one scale"),
    ],
)
def test_one_scale_needs_no_note(listings):
    assert scale_note(graded(*listings)) == ""


def disagreeing(**other):
    other_value = point(actual("951", "2017-04-01", **other), "2017改定版", PUBLISHED_2017)
    return clouds(points=(*clouds().points, other_value))


def test_values_of_one_date_that_differ_are_ringed_and_told():
    ring = traces(disagreeing())["文書によって値が違う"]
    assert (ring["x"], ring["y"]) == (["2017-04-01", "2017-04-01"], [950, 951])
    assert "2017年4月1日は950団体（平成30年度評価書）と951団体（2017改定版）。" in kpi_sentence(disagreeing())


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"kind": "preliminary"}, id="速報 and 確報"),
        pytest.param({"approx": True}, id="約"),
        pytest.param({"component": "自治体クラウド"}, id="another component"),
    ],
)
def test_what_may_differ_is_no_disagreement(other):
    assert "文書によって値が違う" not in traces(disagreeing(**other))


def ranking():
    return Series(
        "順位",
        "位",
        points=(point(actual("16", "FY2016", "位")), point(actual("9", "FY2018", "位"), EVALUATION, EVALUATED)),
        targets=(line(target("4", 2018, "位", raw="4位以上"), baseline=Baseline(Decimal(4), "位", 2014)),),
    )


def test_the_first_rank_is_drawn_on_top_and_a_smaller_one_is_better():
    axis = kpi_figure(ranking())["layout"]["yaxis"]
    assert axis["range"][0] > axis["range"][1]
    assert axis["title"]["text"] == "位（上ほどよい）"
    assert kpi_sentence(ranking()) == (
        "順位は、2014年度の基準値4位から2018年度の実績値9位に下がり、目標（2018年度までに4位以上）まで残り5位。"
    )


def test_a_unit_that_is_a_multiple_takes_no_second_one():
    shown = Series("アクセス件数", points=(point(actual("1506096", "FY2018", "千件")),))
    axis = kpi_figure(shown)["layout"]["yaxis"]
    assert axis["title"]["text"] == "千件"
    assert kpi_figure(shown)["data"][0]["y"] == [1506096]


def test_without_any_value_the_sentence_tells_the_baseline():
    shown = clouds(points=(), targets=(line(target("1000", 2017), baseline=START),))
    assert kpi_sentence(shown) == (
        "クラウド導入市区町村数は、実績値の記載がなく、2014年度の基準値550団体、目標は2017年度までに1,000団体。"
    )
    assert sparkline_svg(shown) == ""


def test_the_small_line_begins_with_the_baseline_as_a_square():
    svg = sparkline_svg(clouds())
    assert "<title>基準値 550団体→実績 1,067団体、目標 約1,600団体</title>" in svg
    assert [svg.count(f'class="{name}"') for name in ("start", "mark")] == [1, 1]
    assert svg.count("h0") == 4


@pytest.mark.parametrize(
    ("shown", "words_of_goal"),
    [
        pytest.param(
            clouds(targets=(line(approximate("500", 2017)),)),
            "約500団体）まで残り567団体。",
            id="below the earliest value",
        ),
        pytest.param(clouds(points=(), targets=(line(approximate("500", 2017)),)), "約500団体。", id="no value known"),
        pytest.param(clouds(targets=(line(words("増加")),)), "数値の目標なし", id="no figure"),
    ],
)
def test_a_target_without_a_side_is_read_from_the_earliest_value(shown, words_of_goal):
    assert words_of_goal in kpi_sentence(shown)


@pytest.mark.parametrize(
    ("reading", "in_words"),
    [
        pytest.param(target("30", 2020, raw="30団体"), "30団体", id="a figure only"),
        pytest.param(target("30", 2020, raw="30団体以上"), "30団体以上", id="a bound as printed"),
        pytest.param(target("30", 2020, raw="30団体を超える"), "30団体超", id="beyond the bound"),
        pytest.param(target("30", 2020, comparator="<=", raw="30団体以内"), "30団体以内", id="within"),
        pytest.param(target("30", 2020, value_max=Decimal(40), raw="30～40団体"), "30～40団体", id="a range"),
        pytest.param(change("-50", 2020, ("1450", "団体", 2012)), "725団体以下", id="a level reckoned from a change"),
    ],
)
def test_a_target_is_told_as_it_is_printed(reading, in_words):
    shown = Series("団体数", points=(point(actual("12", "2017-04")),), targets=(line(reading),))
    assert f"年度までに{in_words}）" in kpi_sentence(shown)
    assert f"目標 {in_words}、" in traces(shown)["目標（平成30年度評価書）"]["text"][0]
    assert f"目標 {in_words}<" in sparkline_svg(shown)


BEFORE = "改革工程表（2016年末時点の進捗）"
AFTER = "改革工程、KPIの進捗整理表（2017）"


def two_editions(before, after):
    targets = (line(before, BEFORE, date(2016, 12, 21)), line(after, AFTER, PUBLISHED_2017))
    return Series("団体数", points=(point(actual("12", "2017-04")),), targets=targets)


def test_editions_that_ask_the_same_share_one_line_that_names_both():
    shown = traces(two_editions(target("30", 2020), target("30", 2020)))
    (name,) = (name for name in shown if name.startswith("目標"))
    assert name == "目標（改革工程表（2016…・<br>改革工程、KPIの進…）"
    assert shown[name]["x"] == ["2016-12-21", "2021-03-31"]
    assert shown[name]["text"][0].startswith(f"{BEFORE}・{AFTER}の目標 30団体")
    stroke = shown["同じ目標を載せた後の版"]
    assert (stroke["x"], stroke["y"]) == (["2017-12-21"], [30])
    assert stroke["text"] == [f"{AFTER}の目標 30団体、2021年3月31日まで"]


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(target("40", 2020), id="another figure"),
        pytest.param(target("30", 2021), id="another year"),
        pytest.param(target("30", 2020, approx=True), id="about as much"),
    ],
)
def test_editions_that_differ_keep_a_line_each(after):
    shown = traces(two_editions(target("30", 2020), after))
    assert len([name for name in shown if name.startswith("目標")]) == 2
    assert "同じ目標を載せた後の版" not in shown
