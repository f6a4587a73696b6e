"""What a chart is taken away as: every number it shows, and the figure with its caption."""

import math
from datetime import date
from decimal import Decimal

import plotly.graph_objects as go
import pytest
from hypothesis import given

from kpis.charts import kpi_figure
from kpis.charts.captioned import captioned
from kpis.charts.drawn_values import drawn_values
from tests.kpis.charts.test_documents import clouds
from tests.kpis.charts.test_figure import COST, GRADED, PARTS, YEARLY, counted, line
from tests.kpis.grading.strategies import histories
from tests.kpis.questions import PUBLISHED_2016, target


def drawn_by(figure):
    """Every level that plotly is given, in what the axis counts in, those of the strip of grades left out."""
    return [y for trace in figure["data"] if not trace["name"].startswith("区分") for y in trace["y"] if y is not None]


def is_among(level, levels):
    """Whether a level is there, an axis counting in 万 or 億 where it likes."""
    return any(
        math.isclose(level * factor, float(known), rel_tol=1e-9, abs_tol=1e-9)
        for known in levels
        for factor in (1, 10**4, 10**8)
    )


@pytest.mark.parametrize(
    "series",
    [
        pytest.param(clouds(), id="two documents with a 基準値"),
        pytest.param(PARTS, id="two units"),
        pytest.param(COST, id="a reduction"),
        pytest.param(YEARLY, id="yearly targets"),
        pytest.param(GRADED, id="grades"),
    ],
)
def test_the_rows_hold_every_number_that_is_drawn_and_no_other(series):
    drawn, listed = drawn_by(kpi_figure(series)), [row.value for row in drawn_values(series) if row.value is not None]
    assert [level for level in drawn if not is_among(level, listed)] == []
    assert len({row for row in listed if any(is_among(level, [row]) for level in drawn)}) == len(set(listed))


@given(histories)
def test_no_number_of_any_history_is_drawn_without_its_row(history):
    listed = [row.value for row in drawn_values(history) if row.value is not None]
    assert [level for level in drawn_by(kpi_figure(history)) if not is_among(level, listed)] == []


def test_a_row_says_what_it_is_and_where_it_is_printed():
    rows = drawn_values(
        counted(targets=(line(target("500", 2020), "前の版", PUBLISHED_2016), line(target("416", 2020))))
    )
    assert [(row.what, row.kind, row.value, row.unit, row.fiscal_year) for row in rows] == [
        ("目標値", "後に引下げ", Decimal(500), "団体", 2020),
        ("目標値", "", Decimal(416), "団体", 2020),
        ("必要な経路", "必要な経路（最も古い値から）", Decimal(278), "団体", 2016),
        ("必要な経路", "必要な経路（最も古い値から）", Decimal(416), "団体", 2020),
        ("実績値", "速報", Decimal(278), "団体", 2016),
        ("実績値", "確報・実績", Decimal(301), "団体", 2017),
    ]
    assert (rows[4].as_of, rows[4].day, rows[4].edition) == ("2016年4月", date(2016, 4, 30), "2016年末")


def test_a_grade_is_a_row_with_its_scale_and_place():
    rows = [row for row in drawn_values(GRADED) if row.what == "区分"]
    assert [(row.grade, row.scale, row.fiscal_year, row.place) for row in rows] == [
        ("N", "改革工程表の区分", 2016, "13行"),
        ("B", "改革工程表の区分", 2017, "13行"),
    ]


def test_a_figure_with_its_caption_is_valid_and_holds_the_words_as_words():
    figure = captioned(kpi_figure(GRADED), "窓口業務の<b>委託", "出典：改革工程表（2017年12月21日公表）を加工して作成")
    layout = go.Figure(figure).layout
    assert layout.title.text == "窓口業務の&lt;b&gt;委託"
    assert layout.title.subtitle.text.startswith("出典：改革工程表")
    assert (layout.paper_bgcolor, layout.plot_bgcolor) == ("#FFFFFF", "#FFFFFF")
    assert "Noto Sans CJK JP" in layout.font.family
    assert figure["data"] == kpi_figure(GRADED)["data"]


def test_a_long_title_takes_several_lines_and_more_room():
    short, long = (captioned(kpi_figure(GRADED), "あ" * length, "出典")["layout"] for length in (10, 100))
    assert long["title"]["text"].count("<br>") == 2
    assert long["margin"]["t"] > short["margin"]["t"]
