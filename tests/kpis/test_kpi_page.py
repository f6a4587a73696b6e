"""The page of a KPI."""

from decimal import Decimal

import pytest

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.kpi_page.target_changes import change_of
from kpis.models import KpiListing
from kpis.services.lineage import join_certain_kpis
from reforms.services.lineage import link_to_edition_before
from tests.builders import ItemSpec, KpiSpec, build_round, make_programme, make_round, publish

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
        link_to_edition_before(built.round.edition)
        join_certain_kpis(built.round.edition)
        publish(built)
    return KpiListing.objects.latest("pk").kpi


def get(client, kpi):
    response = client.get(kpi.get_absolute_url())
    assert response.status_code == 200
    return response.context["page"], response.content.decode()


def test_the_table_has_every_value_with_its_document_and_place(client):
    page, _ = get(client, published_kpi((2016, BEFORE), (2017, KpiSpec())))
    assert [(point.value, point.unit, point.as_of, point.kind) for point in page.points] == [
        ("278", "団体", "2016年4月", "速報"),
        ("301", "団体", "2017年4月", "速報"),
    ]
    assert all(point.source.place == "12行" for point in page.points)


def test_the_printed_grade_stands_beside_the_computed_one_with_its_reason(client):
    page, html = get(client, published_kpi((2016, BEFORE), (2017, KpiSpec())))
    first, second = page.judgements
    assert first.computed.rating is None
    assert (second.rating.code, second.computed.rating.code, second.computed.agrees) == ("B", "B", True)
    assert "進捗率 16.7％" in html


def test_chart_table_and_sentence_tell_the_same(client):
    page, html = get(client, published_kpi((2016, BEFORE), (2017, KpiSpec())))
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


def test_the_number_of_queries_does_not_grow_with_the_years(client, django_assert_num_queries, count_queries):
    few = count_queries(published_kpi((2017, KpiSpec())).get_absolute_url())
    kpi = published_kpi(*((year, KpiSpec()) for year in range(2016, 2022)))
    with django_assert_num_queries(few):
        client.get(kpi.get_absolute_url())


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        pytest.param(TargetReading("numeric", Decimal(1)), TargetReading("numeric", Decimal(1)), "", id="unchanged"),
        pytest.param(TargetReading("undetermined"), TargetReading("numeric", Decimal(1)), "設定", id="set"),
        pytest.param(
            TargetReading("numeric", Decimal(1), "件"), TargetReading("percent", Decimal(1), "%"), "再定義", id="unit"
        ),
        pytest.param(
            TargetReading("numeric", Decimal(1), deadline_fy=2018),
            TargetReading("numeric", Decimal(2), deadline_fy=2020),
            "引上げ・期限の延長",
            id="raised and later",
        ),
        pytest.param(TargetReading("none"), TargetReading("none"), "", id="none at all"),
        pytest.param(None, TargetReading("numeric", Decimal(1)), "", id="first edition"),
    ],
)
def test_what_changed_between_two_editions(before, after, change):
    assert change_of(before, after) == change
