"""The sentence, the table and the small line say what the figure shows."""

import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.charts import kpi_figure, kpi_sentence, sparkline_svg
from kpis.series import Series, TargetLine
from tests.kpis.grading.strategies import histories
from tests.kpis.questions import PUBLISHED_2017, actual, change, point, target, words

SVG = "{http://www.w3.org/2000/svg}"


def line(reading):
    return TargetLine(reading, "2017改定版", PUBLISHED_2017, "37行")


def series(*readings, name="窓口業務の委託", **other):
    return Series(
        name,
        points=tuple(point(r, "2017改定版", PUBLISHED_2017) for r in readings if hasattr(r, "as_of")),
        targets=tuple(line(r) for r in readings if not hasattr(r, "as_of")),
        **other,
    )


COUNTED = series(actual("278", "2016-04", kind="preliminary"), actual("301", "2017-04"), target("416", 2020))


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        pytest.param(
            COUNTED,
            "窓口業務の委託は、2016年4月の速報値278団体から2017年4月の実績値301団体に増え、"
            "目標（2020年度までに416団体）まで残り115団体。",
            id="risen",
        ),
        pytest.param(
            series(actual("70", "2016-04", "%"), actual("70", "2017-04", "%"), target("80.5", 2020, "%")),
            "窓口業務の委託は、2016年4月の実績値70％から2017年4月の実績値70％のまま変わらず、"
            "目標（2020年度までに80.5％）まで残り10.5ポイント。",
            id="unchanged",
        ),
        pytest.param(
            series(actual("413", "2017-04"), target("286", 2020)),
            "窓口業務の委託は、2017年4月の実績値413団体で、目標（2020年度までに286団体）に到達。",
            id="reached",
        ),
        pytest.param(
            series(target("150", 2018, "件")),
            "窓口業務の委託は、実績値の記載がなく、目標は2018年度までに150件。",
            id="no value",
        ),
        pytest.param(series(), "窓口業務の委託は、実績値の記載がなく、数値の目標もない。", id="nothing"),
        pytest.param(
            series(actual("4"), target("6", 2016)),
            "窓口業務の委託は、実績値4団体（時点の記載なし）で、目標（2016年度までに6団体）まで残り2団体。",
            id="undated",
        ),
        pytest.param(
            series(actual("59", "FY2015"), words("増加")),
            "窓口業務の委託は、2015年度の実績値59団体で、数値の目標なし。",
            id="target in words",
        ),
        pytest.param(
            series(actual("257", "FY2015", "円", component="削減額"), change("-30", 2021, ("4000", "円", 2013))),
            "窓口業務の委託は、2015年度の実績値3,743円（記載は257円減）で、"
            "目標（2021年度までに2,800円以下）まで残り943円。",
            id="reduction",
        ),
        pytest.param(
            series(
                actual("35.5", "2016-04", "%", component="下水道"),
                actual("38.1", "2016-04", "%", component="簡易水道"),
                target("100", 2020, "%"),
            ),
            "窓口業務の委託は、下水道が2016年4月の実績値35.5％で、目標（2020年度までに100％）まで残り64.5ポイント、"
            "簡易水道が2016年4月の実績値38.1％で、目標（2020年度までに100％）まで残り61.9ポイント。",
            id="breakdown",
        ),
    ],
)
def test_one_sentence_says_what_the_figure_shows(shown, sentence):
    assert kpi_sentence(shown) == sentence


def test_the_small_line_is_an_image_with_a_title_and_no_style():
    svg = sparkline_svg(COUNTED)
    root = ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "実績 278団体→301団体、目標 416団体"
    assert [len(root.findall(f"{SVG}path[@class='{name}']")) for name in ("promised", "mark")] == [1, 1]
    assert "style" not in svg
    assert len(svg.encode()) < 400


def test_a_preliminary_value_is_drawn_hollow():
    assert marks_of(sparkline_svg(COUNTED), "mark") == [(5, 35), (35, 30)]
    assert marks_of(sparkline_svg(COUNTED), "hole") == [(5, 35)]


def marks_of(svg, name):
    """Where the marks of one kind stand: x and y of each."""
    path = re.search(rf'<path class="{name}" d="([^"]+)"', svg)
    return [(int(x), int(y)) for x, y in re.findall(r"M(-?\d+) (-?\d+)h0", path[1])] if path else []


def test_without_a_dated_value_there_is_no_line():
    assert sparkline_svg(series(actual("4"), target("6", 2016))) == ""


def test_the_small_line_escapes_what_the_document_says():
    assert "<script>" not in sparkline_svg(series(actual("4", "2017-04", "<script>")))


@given(st.lists(st.tuples(st.decimals(-(10**9), 10**9, places=1), st.dates()), min_size=1, max_size=5), st.integers())
def test_every_mark_lies_within_the_picture(values, goal):
    readings = [actual(str(value), day.isoformat()) for value, day in values]
    svg = sparkline_svg(series(*readings, target(str(goal % 10**9), 2020)))
    marks = marks_of(svg, "mark")
    assert len(marks) == len(values)
    assert all(0 <= x <= 160 and 0 <= y <= 40 for x, y in marks)


@given(histories)
def test_any_history_can_be_told_and_drawn(history):
    assert json.dumps(kpi_figure(history), allow_nan=False)
    assert kpi_sentence(history).endswith("。")
    assert sparkline_svg(history) == "" or ElementTree.fromstring(sparkline_svg(history)) is not None
