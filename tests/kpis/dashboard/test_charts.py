"""小さなグラフの一覧: many KPIs at once, and some that were chosen."""

import csv
import io
from copy import deepcopy
from decimal import Decimal

import pytest

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.models import KpiStanding
from reforms.models import RatingScale
from tests.builders import ItemSpec, KpiSpec, build_round, make_ministry, make_round, publish
from tests.kpis.dashboard.test_dashboard import kpi, part
from tests.kpis.dashboard.years import join, publish_year

pytestmark = pytest.mark.django_db

MOST_BYTES = 120_000
"""Of a page of sixty charts."""


def at(value, as_of, unit="団体"):
    return (ActualReading(Decimal(value), unit, as_of=as_of, raw=f"{value}{unit}", span=(0, 5)),)


def until_2020(value, unit="団体"):
    return (TargetReading("numeric", Decimal(value), unit, ">=", deadline_fy=2020, raw=f"{value}{unit}", span=(0, 5)),)


def publish_two_years():
    """Two years of four KPIs; 遠 is further behind than 近, of 無 nothing is known."""
    for name in ("甲省", "乙省"):
        make_ministry(name)

    def items(far, near, as_of, share):
        return [
            ItemSpec(
                "項目壱",
                kpis=(kpi("近", "B", actuals=at(near, as_of)), kpi("遠", "A", actuals=at(far, as_of))),
                segments=part("甲省"),
            ),
            ItemSpec(
                "項目弐",
                kpis=(
                    kpi("無", "N", tier=2, actual="", actuals=(), targets=()),
                    kpi("率", "A", actuals=at(share, as_of, "%"), targets=until_2020(80, "%")),
                ),
                segments=part("乙省"),
            ),
        ]

    first, _ = publish_year(2016, items(200, 278, "2016-04", 60))
    second, _ = publish_year(2017, items(201, 301, "2017-04", 75), first)
    return second


@pytest.fixture(scope="module")
def built(rows_of_module):
    return rows_of_module(publish_two_years)


@pytest.fixture
def two_years(built):
    return deepcopy(built)


def key(name):
    return KpiStanding.objects.filter(name=name).latest("publication__published_on").kpi_id


def shown(client, address="/charts/", **asked):
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return answer.context["page"], answer.content.decode()


def names(page):
    return [cell.charted.name for cell in page.cells]


def test_the_furthest_behind_comes_first_each_with_its_drawing(client, two_years):
    page, html = shown(client)
    assert names(page) == ["遠", "近", "無", "率"]
    assert [bool(cell.drawing) for cell in page.cells] == [True, True, False, True]
    assert (page.cells[1].behind, page.cells[1].due) == ("3.7ポイント", "2020年度（令和2年度）")
    assert "実績 278団体→301団体、目標 416団体" in html
    assert "実績 301団体（2017年4月、確報・実績）" in " ".join(html.split())


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"ministry": "乙省"}, ["無", "率"], id="ministry"),
        pytest.param({"tier": "2"}, ["無"], id="tier"),
        pytest.param({"ministry": "無い省"}, ["遠", "近", "無", "率"], id="a ministry that there is not"),
    ],
)
def test_the_list_is_narrowed_as_the_dashboard_is(client, two_years, asked, found):
    page, _ = shown(client, **asked)
    assert names(page) == found


def test_an_earlier_year_is_drawn_as_things_stood_then(client, two_years):
    page, html = shown(client, year="2016")
    assert {cell.gist.value for cell in page.cells} == {"278団体", "200団体", "60％", ""}
    assert "301団体" not in html


def test_the_same_is_there_as_a_table(client, two_years):
    page, html = shown(client, show="table", ministry="甲省")
    assert '<svg class="small-chart"' not in html
    assert "show=" not in page.other_query
    assert all(words in html for words in ("301団体", "2017年4月、確報・実績", "416団体", "2020年度（令和2年度）"))


def test_chosen_kpis_of_one_unit_are_drawn_on_one_axis(client, two_years):
    query = f"kpi={key('近')}&kpi={key('遠')}"
    page, html = shown(client, f"/charts/?{query}")
    assert [trace["y"] for trace in page.figure["data"] if trace.get("showlegend", True)] == [[200, 201], [278, 301]]
    assert (page.apart, page.scales, page.missing) == ("", "", 0)
    assert 'id="kpi-chart"' in html
    figure = client.get(f"/charts/figure.json?{query}").json()
    assert figure["layout"]["title"]["text"] == "遠 ほか1件の目標と実績"


def test_chosen_kpis_of_two_units_stand_beside_each_other_and_it_is_said(client, two_years):
    page, html = shown(client, f"/charts/?kpi={key('近')}&kpi={key('率')}")
    assert page.figure == {}
    assert "単位が異なる（団体、%）ため、一つの図に重ねず、KPIごとに並べます。" in html
    assert html.count('class="small-chart"') == 2
    assert "plotly" not in html


def test_grades_of_two_scales_are_said_not_to_compare(client, two_years):
    other = build_round(make_round(2018), [ItemSpec("別の項目", kpis=(kpi("別", "A"),))])
    publish(other)
    RatingScale.objects.filter(ratings__in=[KpiStanding.objects.get(name="別").grade]).update(name="別の体系")
    page, _ = shown(client, f"/charts/?kpi={key('近')}&kpi={key('別')}")
    assert page.scales == "区分の体系が異なり、符号どうしは比べられません：試験の区分、別の体系。"


def test_what_cannot_be_chosen_is_told(client, two_years):
    page, html = shown(client, f"/charts/?kpi={key('近')}&kpi=99999999&kpi=x")
    assert (names(page), page.missing) == (["近"], 1)
    assert "選ばれたKPIのうち1件は" in html
    assert client.get("/charts/figure.json?kpi=99999999").status_code == 302


def test_a_kpi_that_was_joined_is_shown_as_the_one_that_stands_for_it(client, two_years):
    first, _ = publish_year(2020, [ItemSpec("項目", kpis=(kpi("前の名", "A"),))])
    joined = KpiStanding.objects.get(name="前の名").kpi_id
    join(first.listings["s1-k1"], two_years.listings["s1-k1"])
    page, _ = shown(client, f"/charts/?kpi={joined}")
    assert ([cell.kpi for cell in page.cells], page.missing) == ([key("近")], 0)


def test_the_numbers_of_the_shown_charts_can_be_taken_away(client, two_years):
    def rows(query):
        answer = client.get(f"/charts/values.csv?{query}")
        return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    measured = [(row["KPI"], row["値"]) for row in rows("ministry=甲省") if row["系列"] == "実績値"]
    assert measured == [("遠", "200"), ("遠", "201"), ("近", "278"), ("近", "301")]
    assert {row["KPI"] for row in rows(f"kpi={key('率')}")} == {"率"}


def test_the_list_may_stand_in_a_frame_and_the_page_itself_may_not(client, two_years):
    embedded, whole = client.get("/charts/embedded/?ministry=甲省"), client.get("/charts/")
    assert "frame-ancestors 'self'" in embedded.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in whole.headers["Content-Security-Policy"]
    assert names(embedded.context["page"]) == ["遠", "近"]
    assert "checkbox" not in embedded.content.decode()


def test_what_was_published_before_standings_were_kept_is_told(client, two_years):
    KpiStanding.objects.all().delete()
    assert "まだ数えられていません" in client.get("/charts/").content.decode()
    assert "当てはまる" in client.get("/charts/?tier=1").content.decode()


def test_names_from_documents_are_shown_as_text(client):
    name = "</script><script>alert(1)</script>"
    built, _ = publish_year(2017, [ItemSpec("項目", kpis=(kpi(name, "N"),))])
    programme = f"programme={built.round.edition.programme.slug}"
    for query in (programme, f"{programme}&show=table", f"kpi={key(name)}"):
        html = client.get(f"/charts/?{query}").content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html


@pytest.mark.once
def test_chosen_kpis_take_as_many_queries_whatever_their_number(client, count_queries):
    publish_year(2017, [ItemSpec("項目", kpis=tuple(kpi(f"指標{n}", "A") for n in range(8)))])
    keys = [key(f"指標{n}") for n in range(8)]
    few, many = ("&".join(f"kpi={one}" for one in keys[:number]) for number in (2, 8))
    for what in ("", "figure.json", "values.csv"):
        assert count_queries(f"/charts/{what}?{few}") == count_queries(f"/charts/{what}?{many}")


@pytest.mark.once
def test_sixty_charts_a_page_are_light_and_all_pages_are_reached(client):
    long = "地方自治体における行政サービスのオープン化・アウトソーシング等の推進に関する指標"
    kpis = tuple(KpiSpec(f"{long}{n}", grade="ABN"[n % 3]) for n in range(61))
    built, _ = publish_year(2017, [ItemSpec("項目", kpis=kpis)])
    programme = built.round.edition.programme.slug
    first, html = shown(client, programme=programme)
    second, _ = shown(client, programme=programme, page="2")
    assert (len(first.cells), len(second.cells)) == (60, 1)
    assert html.count('<svg class="small-chart"') == 60
    assert len(html.encode()) <= MOST_BYTES
    assert [link.label for link in first.page_links] == ["1", "2"]
