"""The page of a KPI."""

from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest
from django.utils.html import escape

from kpi_tracker.lib.readings import ActualReading, Baseline, PromiseReading, TargetReading
from kpi_tracker.lib.records import replace
from kpis.models import Kpi, KpiListing, KpiMove, PublishedKpi
from kpis.services.lineage import join_certain_kpis
from kpis.services.publishing import publish_round
from reforms.models import ReportingRound
from reforms.services.lineage import link_to_edition_before
from tests.builders import BY_NOBODY, ItemSpec, KpiSpec, build_round, make_programme, make_round, publish

pytestmark = pytest.mark.django_db
BEFORE = KpiSpec(
    actual="278団体（2016年４月速報値）",
    grade="",
    actuals=(ActualReading(Decimal(278), "団体", as_of="2016-04", kind="preliminary", raw="278団体"),),
)


def published_kpi(*years):
    programme = make_programme()
    for fiscal_year, kpi in years:
        built = build_round(make_round(fiscal_year, programme, grades=bool(kpi.grade)), [ItemSpec("項目", kpis=(kpi,))])
        link_to_edition_before(built.round.edition, change=BY_NOBODY)
        join_certain_kpis(built.round.edition, change=BY_NOBODY)
        publish(built)
    return KpiListing.objects.latest("pk").kpi


@pytest.fixture(scope="module")
def kpi_once(rows_of_module):
    return rows_of_module(lambda: published_kpi((2016, BEFORE), (2017, KpiSpec())))


@pytest.fixture
def kpi(kpi_once):
    """Published in two years."""
    return deepcopy(kpi_once)


def get(client, kpi):
    response = client.get(kpi.get_absolute_url())
    assert response.status_code == 200
    return response.context["page"], response.content.decode()


def test_the_table_has_every_value_with_its_document_and_place(client, kpi):
    page, _ = get(client, kpi)
    assert [(point.value, point.as_of, point.kind) for point in page.points] == [
        ("278団体", "2016年4月", "速報"),
        ("301団体", "2017年4月", "速報"),
    ]
    assert all(point.source.place == "12行" for point in page.points)


def test_the_printed_grade_stands_beside_the_computed_one_with_its_reason(client, kpi):
    page, html = get(client, kpi)
    first, second = page.judgements
    assert first.computed is None
    assert "この年度の文書には区分の欄がないため、試算していません。" in html
    assert (second.rating.code, second.computed.rating.code, second.computed.agrees) == ("B", "B", True)
    assert "進捗率 16.7％" in html


def test_every_figure_of_the_computed_grade_leads_to_the_line_that_prints_it(client, kpi):
    page, html = get(client, kpi)
    before, after = (row.publication.document for row in PublishedKpi.objects.order_by("publication__published_on"))
    inputs = page.judgements[1].computed.inputs
    assert [(given.name, given.value, given.is_stand_in, given.source.document) for given in inputs] == [
        ("現在値", "301団体", False, after.title),
        ("初期値", "278団体", True, before.title),
        ("目標値", "416団体", False, after.title),
    ]
    assert [given.source.place for given in inputs] == ["12行", "12行", "10–11行"]
    assert all(escape(given.source.url) in html for given in inputs)


def test_a_figure_that_no_document_prints_is_shown_with_its_origin(client):
    kpi = published_kpi((2017, KpiSpec()))
    Kpi.objects.update(unit="団体", direction="up", baseline_value=Decimal(184), baseline_as_of="FY2014")
    publish_round(ReportingRound.objects.get(), published_on=date(2018, 1, 9), document=None, reason="追記", by=None)
    page, html = get(client, kpi)
    start = next(given for given in page.judgements[-1].computed.inputs if given.name == "初期値")
    assert (start.value, start.source, start.origin) == ("184団体", None, "KPI整理表")
    assert '<span class="caption">KPI整理表</span>' in html


def test_chart_table_and_sentence_tell_the_same(client, kpi):
    page, html = get(client, kpi)
    drawn = [y for trace in page.figure["data"] for y in trace.get("y", []) if y is not None]
    assert {278.0, 301.0, 416.0} <= {float(y) for y in drawn}
    assert "278団体" in page.sentence
    assert 'id="kpi-figure"' in html


def test_a_kpi_without_figures_has_no_chart_and_says_so(client):
    kpi = KpiSpec(actual="", target="", grade="N", actuals=(), targets=(TargetReading("none"),))
    page, html = get(client, published_kpi((2017, kpi)))
    assert not page.has_chart
    assert "公表文書に実績値の記載がありません" in html
    assert "plotly" not in html


def test_a_lowered_target_is_told(client):
    lowered = KpiSpec(
        target="2020年度までに370団体",
        targets=(TargetReading("numeric", Decimal(370), "団体", ">=", deadline_fy=2020),),
    )
    page, _ = get(client, published_kpi((2016, BEFORE), (2017, lowered)))
    assert [target.change for target in page.targets] == ["", "引下げ"]


def test_a_kpi_that_is_not_published_is_not_found(client):
    build_round(make_round(), [ItemSpec("項目")])
    assert client.get(KpiListing.objects.get().kpi.get_absolute_url()).status_code == 404


@pytest.mark.once
def test_the_number_of_queries_does_not_grow_with_the_years(client, django_assert_num_queries, count_queries):
    few = published_kpi((2017, KpiSpec())).get_absolute_url()
    many = published_kpi(*((year, KpiSpec()) for year in range(2016, 2022))).get_absolute_url()
    for part in ("", "figure.json", "values.csv"):
        with django_assert_num_queries(count_queries(f"{few}{part}")):
            client.get(f"{many}{part}")


def goal(value, **other):
    return TargetReading("numeric", Decimal(value), "件", **other)


def test_a_row_printed_again_in_one_edition_is_no_change_of_the_target(client):
    programme = make_programme()
    again = KpiSpec(target="2020年度までに400団体", targets=(goal(400, deadline_fy=2020),), relisted=True)
    publish(build_round(make_round(2016, programme), [ItemSpec("項目", kpis=(KpiSpec(targets=(goal(416),)),))]))
    built = build_round(
        make_round(2017, programme),
        [ItemSpec("別の項目", kpis=(again,)), ItemSpec("項目", kpis=(KpiSpec(targets=(goal(416),)),))],
    )
    KpiListing.objects.update(kpi=KpiListing.objects.earliest("pk").kpi)
    publish(built)
    page, _ = get(client, KpiListing.objects.earliest("pk").kpi)
    assert [target.change for target in page.targets] == ["", "同じ版の再掲と異なる", ""]
    assert [judgement.where for judgement in page.judgements] == ["", "再掲・1行", "1行"]


@pytest.mark.parametrize(
    ("words", "actuals", "value", "note"),
    [
        pytest.param("2017年度末に集計予定", (), "数値なし", "数値で示された実績値はありません。", id="prose"),
        pytest.param("－", (), "記載なし", "公表文書に実績値の記載がありません。", id="dash"),
        pytest.param("", (), "記載なし", "公表文書に実績値の記載がありません。", id="empty"),
        pytest.param(
            "（参考）12団体",
            (ActualReading(Decimal(12), "団体", kind="reference"),),
            "12団体",
            "このKPI自身の実績値はまだなく、参考値だけが載っています。",
            id="reference only",
        ),
        pytest.param("12団体", (ActualReading(Decimal(12), "団体"),), "12団体", "", id="a value"),
    ],
)
def test_words_without_a_figure_are_not_denied(client, words, actuals, value, note):
    page, html = get(client, published_kpi((2017, KpiSpec(actual=words, actuals=actuals))))
    assert ([point.value for point in page.points], page.points_note) == ([value], note)
    assert page.points[0].source or not words
    assert words in html


def test_a_comparator_that_is_not_printed_is_not_put_into_the_documents_mouth(client):
    page, _ = get(client, published_kpi((2017, KpiSpec())))
    assert page.targets[0].value == "416団体"


@pytest.mark.parametrize(
    ("before", "has_changes"),
    [pytest.param(BEFORE, False, id="unchanged"), pytest.param(replace(BEFORE, targets=()), True, id="added")],
)
def test_a_column_of_changes_stands_only_where_something_changed(client, before, has_changes):
    page, html = get(client, published_kpi((2016, before), (2017, KpiSpec())))
    assert page.has_changes == has_changes
    assert ("前の版からの変更" in html) == has_changes


def test_a_promise_made_in_the_cell_of_the_target_leads_there(client):
    unset = TargetReading("undetermined", raw="未設定")
    promise = PromiseReading("検討", date(2019, 4, 1), date(2020, 3, 31), "令和元年度中に検討", (4, 13))
    kpi = KpiSpec(target="未設定（令和元年度中に検討）", targets=(unset,), promises=(promise,))
    page, _ = get(client, published_kpi((2017, kpi)))
    assert (page.promised.source.words, page.promised.source.place) == (kpi.target, "10–11行")


def test_a_kpi_without_a_name_says_where_it_is_printed(client):
    page, html = get(client, published_kpi((2017, KpiSpec(name=""))))
    assert page.name == "名称が読み取れないＫＰＩ（2017年度・1行）"
    assert f"<h1>{page.name}</h1>" in html


def test_what_the_figure_reckons_is_told_beside_it(client):
    start = Baseline(Decimal(4000), "億円", 2013)
    kpi = KpiSpec(
        actuals=(ActualReading(Decimal(257), "億円", as_of="FY2016", component="削減額", raw="257億円の削減"),),
        targets=(
            TargetReading("ratio_change", Decimal(-30), "%", "<=", deadline_fy=2021, baseline=start, raw="30％減"),
        ),
    )
    page, html = get(client, published_kpi((2017, kpi)))
    assert [(value.drawn, value.printed) for value in page.derived[:2]] == [
        ("3,743億円", "257億円減"),
        ("2,800億円", "30％減"),
    ]
    assert "2014年3月31日 4,000億円 → 2021年度末 2,800億円" in html


def test_the_address_of_a_kpi_that_was_joined_leads_to_the_one_that_stands_for_it(client, kpi):
    joined = KpiMove.objects.get()
    response = client.get(joined.from_kpi.get_absolute_url())
    assert (response.status_code, response.url) == (302, joined.to_kpi.get_absolute_url())


def test_without_a_chart_there_is_nothing_to_take_away(client):
    kpi = published_kpi((2017, KpiSpec(actual="", grade="N", actuals=())))
    assert {client.get(f"{kpi.get_absolute_url()}{name}").status_code for name in ("figure.json", "values.csv")} == {
        404
    }
