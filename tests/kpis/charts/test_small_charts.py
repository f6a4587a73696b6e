"""One of many small charts, what is said beside it, and several KPIs on one axis."""

import re
from datetime import date
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from hypothesis import given

from kpis.charts import Gist, gist_of, lanes_of, small_chart_svg, together_figure, why_apart
from kpis.charts.together import MOST_TOGETHER
from kpis.series import Listing, Series
from tests.kpis.charts.test_documents import clouds, ranking
from tests.kpis.charts.test_figure import EMPTY, PARTS, UNDATED, WORDS, counted, line
from tests.kpis.grading.strategies import histories
from tests.kpis.questions import PUBLISHED_2016, actual, point, target

SILENT = Listing("2016年版の改定", date(2016, 12, 1), "⑪", printed="N")


def drawn(series):
    return ElementTree.fromstring(small_chart_svg(series, lanes_of(series)))


def test_values_targets_and_the_required_path_are_drawn_and_said():
    svg = small_chart_svg(counted(), lanes_of(counted()))
    assert "<title>実績 278団体→301団体、目標 416団体</title>" in svg
    assert len(drawn(counted()).findall(".//*[@class='promised']/path")) == 1
    assert len(drawn(counted()).findall("./path[@class='required']")) == 1
    assert len(drawn(counted()).findall(".//circle")) == 2
    assert "2016（平成28）年度" in svg
    assert "style" not in svg


def test_an_edition_without_a_value_breaks_the_line():
    def line_of(series):
        return drawn(series).find("./g[@class='measured']/path").get("d")

    assert line_of(counted()).count("M") == 1
    assert line_of(counted(listings=(SILENT,))).count("M") == 2


def test_a_lowered_target_stays_as_a_dashed_line():
    series = counted(targets=(line(target("500", 2020), "前の版", PUBLISHED_2016), line(target("416", 2020))))
    assert [path.get("stroke-dasharray") for path in drawn(series).findall(".//*[@class='promised']/path")] == [
        "4 3",
        None,
    ]


def test_the_first_rank_is_on_top():
    first, last = (int(mark.get("cy")) for mark in drawn(ranking()).findall(".//circle"))
    assert first > last


@pytest.mark.parametrize("series", [pytest.param(EMPTY, id="nothing"), pytest.param(UNDATED, id="no date")])
def test_without_a_dated_value_nothing_is_drawn(series):
    assert small_chart_svg(series, lanes_of(series)) == ""


@given(histories)
def test_any_history_is_drawn_within_the_picture(history):
    svg = small_chart_svg(history, lanes_of(history))
    gist_of(lanes_of(history))
    places = re.findall(r"[ML](-?\d+) (-?\d+)", svg) + re.findall(r'cx="(-?\d+)" cy="(-?\d+)"', svg)
    assert all(0 <= int(x) <= 240 and 0 <= int(y) <= 96 for x, y in places)
    assert svg == "" or ElementTree.fromstring(svg) is not None


@pytest.mark.parametrize(
    ("series", "gist"),
    [
        pytest.param(counted(), Gist("", "301団体", "2017年4月", "確報・実績", "416団体", 2020), id="value and target"),
        pytest.param(EMPTY, Gist(), id="nothing"),
        pytest.param(UNDATED, Gist("", "4団体", "時点の記載なし", "確報・実績", "6団体", 2016), id="no date"),
        pytest.param(WORDS, Gist("", "59団体", "2015年度", "確報・実績"), id="target in words"),
        pytest.param(counted(points=()), Gist(target="416団体", due=2020), id="no value"),
        pytest.param(PARTS, Gist("団体数", "430団体", "2017年8月31日", "確報・実績", "300団体", 2016), id="components"),
    ],
)
def test_a_few_words_tell_the_latest_value_and_the_target(series, gist):
    assert gist_of(lanes_of(series)) == gist


def test_kpis_of_one_unit_are_drawn_together_with_a_line_and_symbol_each():
    figure = go.Figure(together_figure([counted(), clouds()]))
    values = [trace for trace in figure.data if trace.showlegend is not False]
    assert [list(trace.y) for trace in values] == [[278, 301], [550, 842, 950, 1067]]
    assert len({trace.line.color for trace in values}) == len({trace.marker.symbol[-1] for trace in values}) == 2
    assert values[0].marker.symbol == ("circle-open", "circle")
    assert {trace.line.dash for trace in figure.data if trace.showlegend is False} == {"dash"}


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        pytest.param([counted()], "", id="one"),
        pytest.param([counted(), clouds()], "", id="one unit"),
        pytest.param([counted(), ranking()], "単位が異なる（団体、位）", id="two units"),
        pytest.param([counted()] * (MOST_TOGETHER + 1), f"{MOST_TOGETHER}件を超えると", id="too many"),
        pytest.param([EMPTY], "時点のある数値を持たないKPI", id="nothing"),
        pytest.param([counted(), EMPTY], "時点のある数値を持たないKPI", id="one without anything to draw"),
    ],
)
def test_what_cannot_share_an_axis_says_why(shown, words):
    assert why_apart(shown).startswith(words)
    assert bool(why_apart(shown)) == bool(words)


def test_a_name_from_a_document_cannot_become_markup():
    hostile = Series("<b>指標", points=(point(actual("1", "2017-04"), "<i>文書"),))
    (trace,) = together_figure([hostile])["data"]
    assert "<b>" not in trace["name"] + trace["text"][0]
    assert "<i>" not in trace["text"][0]
