"""The figure: valid for plotly, honest about gaps, kinds and lowered targets."""

import json
from datetime import date

import plotly.graph_objects as go
import pytest

from kpis.charts import kpi_figure
from kpis.series import Listing, PrintedGrade, Series, TargetLine
from tests.kpis.questions import PUBLISHED_2016, PUBLISHED_2017, actual, change, point, start, target, words

OPENING = date(2016, 4, 1)


def line(reading, edition="2017改定版", day=PUBLISHED_2017):
    return TargetLine(reading, edition, day)


def counted(**other):
    """278 of 416 municipalities in 2016, 301 in 2017."""
    given = {
        "points": (
            point(actual("278", "2016-04", kind="preliminary")),
            point(actual("301", "2017-04"), "2017改定版", PUBLISHED_2017),
        ),
        "targets": (line(target("416", 2020)),),
        "programme_start": OPENING,
    }
    return Series("窓口業務の委託", "団体", **{**given, **other})


def traces(series):
    return {trace["name"]: trace for trace in kpi_figure(series)["data"]}


EMPTY = Series("実績のないKPI")
PARTS = Series(
    "コンビニ交付",
    points=(
        point(actual("430", "2017-08-31", component="団体数")),
        point(actual("76930000", "2017-08-31", "人", component="人口")),
    ),
    targets=(line(target("300", 2016, component="団体数")), line(target("60000000", 2016, "人", component="人口"))),
)
COST = Series(
    "運用コスト",
    points=(point(actual("25700000000", "FY2015", "円", component="2013年度と比べた削減額")),),
    targets=(line(change("-30", 2021, ("400000000000", "円", 2013))),),
)
YEARLY = Series("測定指標", targets=(line(target("10", 2016, final=False)), line(target("20", 2017, final=False))))
UNDATED = Series("委託仕様書", points=(point(actual("4")),), targets=(line(target("6", 2016)),))
ONLY_UNDATED = Series("委託仕様書", points=(point(actual("4")),))
WORDS = Series("統合", points=(point(actual("59", "FY2015")),), targets=(line(words("増加")),))


@pytest.mark.parametrize(
    "series",
    [
        pytest.param(counted(), id="two values and a target"),
        pytest.param(EMPTY, id="nothing"),
        pytest.param(PARTS, id="two units"),
        pytest.param(COST, id="reduction of a baseline"),
        pytest.param(YEARLY, id="yearly targets"),
        pytest.param(UNDATED, id="no date"),
        pytest.param(ONLY_UNDATED, id="no date and no target"),
        pytest.param(WORDS, id="target in words"),
    ],
)
def test_plotly_and_json_accept_the_figure(series):
    figure = kpi_figure(series)
    assert len(go.Figure(figure).data) == len(figure["data"])
    assert json.loads(json.dumps(figure, allow_nan=False)) == figure


def test_no_default_template_is_carried_along():
    assert kpi_figure(counted())["layout"]["template"] == {}
    assert len(go.Figure(kpi_figure(counted())).to_json()) < 4000


def test_kinds_are_told_apart_by_name_and_by_symbol():
    series = counted(
        points=tuple(
            point(actual("300", "2017-04", kind=kind)) for kind in ("final", "preliminary", "forecast", "reference")
        )
    )
    symbols = {trace["name"]: trace["marker"]["symbol"] for trace in kpi_figure(series)["data"] if "marker" in trace}
    assert list(symbols) == ["確報・実績", "速報", "見込み", "参考"]
    assert len(set(symbols.values())) == 4


def test_a_reference_value_is_not_joined_to_the_line():
    reference = point(actual("5", "2016-10", kind="reference"))
    series = counted(points=(*counted().points, reference))
    assert traces(series)["実績の推移"]["y"] == [278, 301]


def test_an_edition_without_a_value_is_a_gap_and_no_zero():
    silent = Listing("2016年版の改定", date(2016, 12, 1), "⑪", printed="N")
    drawn = traces(counted(listings=(silent,)))["実績の推移"]
    assert drawn["y"] == [278, None, 301]
    assert drawn["x"][1] == "2016-12-01"
    assert drawn["connectgaps"] is False


def test_an_edition_with_a_value_makes_no_gap():
    speaking = Listing("2017改定版", PUBLISHED_2017, "⑪", printed="B")
    assert None not in traces(counted(listings=(speaking,)))["実績の推移"]["y"]


def test_of_one_day_the_line_takes_the_final_value():
    points = (*counted().points, point(actual("280", "2016-04"), "2017改定版", PUBLISHED_2017))
    assert traces(counted(points=points))["実績の推移"]["y"] == [280, 301]


def test_each_edition_has_its_target_and_a_lowered_one_stays_dashed():
    first = line(target("500", 2020), "2016改定版", PUBLISHED_2016)
    drawn = traces(counted(targets=(line(target("416", 2020)), first)))
    assert drawn["目標（2016改定版・後に引下げ）"]["line"]["dash"] == "dash"
    assert drawn["目標（2017改定版）"]["line"]["dash"] == "solid"
    assert drawn["目標（2017改定版）"]["x"] == ["2017-12-21", "2021-03-31"]


@pytest.mark.parametrize(
    ("comparator", "before", "after", "dash"),
    [
        pytest.param(">=", "500", "400", "dash", id="asked to rise, asks less"),
        pytest.param(">=", "400", "500", "solid", id="asked to rise, asks more"),
        pytest.param("<=", "400", "500", "dash", id="asked to fall, asks less"),
        pytest.param("<=", "500", "400", "solid", id="asked to fall, asks more"),
    ],
)
def test_lowered_means_asking_for_less(comparator, before, after, dash):
    targets = (
        line(target(before, 2020, comparator=comparator), "2016改定版", PUBLISHED_2016),
        line(target(after, 2020, comparator=comparator)),
    )
    assert kpi_figure(counted(targets=targets))["data"][0]["line"]["dash"] == dash


def test_a_target_listed_twice_by_one_edition_is_drawn_once():
    twice = counted(targets=(line(target("416", 2020)), line(target("416", 2020))))
    assert kpi_figure(twice) == kpi_figure(counted())


def test_yearly_targets_of_an_edition_are_steps_along_their_years():
    drawn = traces(YEARLY)["目標（2017改定版）"]
    assert drawn["x"] == ["2016-04-01", "2017-03-31", "2017-04-01", "2018-03-31"]
    assert drawn["y"] == [10, 10, 20, 20]
    assert drawn["marker"]["size"] == [0, 12, 0, 12]


def test_the_path_leads_from_the_registered_start_to_the_deadline():
    drawn = traces(counted(baseline=start("200", "FY2015")))["必要な経路（初期値から）"]
    assert (drawn["x"], drawn["y"]) == (["2016-03-31", "2021-03-31"], [200, 416])


def test_a_path_from_a_stand_in_says_so():
    drawn = traces(counted())["必要な経路（最も古い値から）"]
    assert (drawn["x"], drawn["y"]) == (["2016-04-30", "2021-03-31"], [278, 416])


def test_a_reduction_is_drawn_as_the_level_it_leads_to():
    drawn = traces(COST)
    assert drawn["確報・実績"]["y"] == [3743]
    assert "水準に直すと3,743億円" in drawn["確報・実績"]["text"][0]
    assert drawn["必要な経路（初期値から）"]["y"] == [4000, 2800]
    assert kpi_figure(COST)["layout"]["yaxis"]["title"]["text"] == "億円"


def test_each_unit_has_its_own_axis():
    layout = kpi_figure(PARTS)["layout"]
    assert (layout["yaxis"]["title"]["text"], layout["yaxis2"]["title"]["text"]) == ("団体", "万人")
    assert layout["yaxis2"]["domain"][1] < layout["yaxis"]["domain"][0]
    assert {trace["yaxis"] for trace in kpi_figure(PARTS)["data"]} == {"y", "y2"}


def test_the_axis_counts_fiscal_years():
    axis = kpi_figure(counted())["layout"]["xaxis"]
    assert (axis["minor"]["tick0"], axis["minor"]["dtick"]) == ("2016-04-01", "M12")
    assert axis["tickvals"][:2] == ["2016-10-01", "2017-10-01"]
    assert axis["ticktext"][0] == "2016年度<br>平成28年度"
    assert axis["ticktext"][-1] == "2020年度<br>令和2年度"
    assert axis["range"] == ["2016-04-01", "2021-03-31"]


def test_of_many_years_only_some_are_named():
    points = (point(actual("1", "FY1990")), point(actual("2", "FY2016")))
    named = kpi_figure(counted(points=points))["layout"]["xaxis"]["tickvals"]
    assert [day[:4] for day in named[:2]] == ["1990", "1994"]
    assert len(named) == 8


@pytest.mark.parametrize("value", ["5", "0", "-3"])
def test_a_single_value_stands_within_its_axis(value):
    low, high = kpi_figure(counted(points=(point(actual(value, "FY2016")),), targets=()))["layout"]["yaxis"]["range"]
    assert low < float(value) < high


def test_words_of_a_document_cannot_become_markup():
    hostile = point(actual("1", "2017-04", component="<b>件数"), "<script>文書")
    drawn = traces(Series("KPI", points=(hostile,)))["&lt;b&gt;件数：確報・実績"]
    assert "&lt;script&gt;文書" in drawn["text"][0]


def graded(edition, day, fiscal_year, code, scale="改革工程表の区分", shape="circle"):
    grade = PrintedGrade(fiscal_year, code, "目安", shape, "good", "13行")
    return Listing(edition, day, "⑪", printed=code, scale=scale, grade=grade, place="1行")


GRADED = counted(
    listings=(
        graded("2017改定版", PUBLISHED_2017, 2017, "B", shape="triangle"),
        graded("2016年末", PUBLISHED_2016, 2016, "N", shape="dashed"),
        graded("2017改定版", PUBLISHED_2017, 2017, "B", shape="triangle"),
    )
)


def test_the_printed_grades_stand_beneath_their_years_with_shape_and_letter():
    drawn = traces(GRADED)["区分（改革工程表の区分）"]
    assert (drawn["x"], drawn["text"]) == (["2016-10-01", "2017-10-01"], ["N", "B"])
    assert drawn["marker"]["symbol"] == ["circle-open-dot", "triangle-up"]
    assert drawn["hovertext"][1] == "2017改定版：B 目安 13行<br>体系：改革工程表の区分"


def test_letters_of_two_scales_do_not_share_a_row():
    figure = kpi_figure(
        counted(listings=(*GRADED.listings, graded("評価書", date(2018, 8, 31), 2017, "イ", "政策評価の達成")))
    )
    rows = {trace["name"]: set(trace["y"]) for trace in figure["data"] if trace["name"].startswith("区分")}
    assert rows == {"区分（改革工程表の区分）": {0}, "区分（政策評価の達成）": {1}}
    assert figure["layout"]["yaxis2"]["ticktext"] == ["改革工程表の<br>区分", "政策評価の達<br>成"]


def test_the_strip_lies_beneath_every_panel():
    layout = kpi_figure(GRADED)["layout"]
    assert layout["yaxis2"]["domain"][1] < layout["yaxis"]["domain"][0]
    assert layout["xaxis"]["anchor"] == "y2"


def test_of_lines_at_one_height_the_one_beneath_is_wider_and_paler():
    later = line(target("416", 2022))
    beneath, above = (
        trace["line"]
        for name, trace in traces(counted(targets=(line(target("416", 2020), "前の版", PUBLISHED_2016), later))).items()
        if name.startswith("目標")
    )
    assert beneath["width"] > above["width"]
    assert beneath["color"] != above["color"]
