"""The chart of a KPI, taken away: its numbers, its figure, the sentence that quotes it."""

import codecs
import csv
import io
from datetime import date
from urllib.parse import unquote

import pytest
from django.utils import timezone

from kpis.chart_downloads import values_download
from kpis.charted import ChartedKpi
from kpis.models import PublishedKpi
from tests.builders import KpiSpec
from tests.kpis.charts.test_figure import counted
from tests.kpis.test_kpi_page import BEFORE, get, published_kpi

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kpi(rows_of_module):
    return rows_of_module(lambda: published_kpi((2016, BEFORE), (2017, KpiSpec())))


def test_the_numbers_of_the_chart_can_be_taken_away_with_their_places(client, kpi):
    answer = client.get(f"{kpi.get_absolute_url()}values.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert answer.content.startswith(codecs.BOM_UTF8)
    assert unquote(answer.headers["Content-Disposition"]).endswith(f"{KpiSpec().name}.csv")
    measured = [row for row in rows if row["系列"] == "実績値"]
    assert [(row["値"], row["単位"], row["種類"], row["時点"], row["場所"]) for row in measured] == [
        ("278", "団体", "速報", "2016年4月", "12行"),
        ("301", "団体", "速報", "2017年4月", "12行"),
    ]
    assert [(row["年度"], row["年度（和暦）"]) for row in measured] == [("2016", "平成28年度"), ("2017", "平成29年度")]
    documents = [row.publication.document.title for row in PublishedKpi.objects.order_by("publication__published_on")]
    assert [row["文書"] for row in measured] == documents
    grades = [(row["区分"], row["区分の体系"], row["場所"]) for row in rows if row["系列"] == "区分"]
    assert grades == [("B", "試験の区分", "13行")]


def test_the_figure_can_be_taken_away_with_its_name_and_where_it_comes_from(client, kpi):
    page, _ = get(client, kpi)
    figure = client.get(f"{kpi.get_absolute_url()}figure.json").json()
    assert figure["layout"]["title"]["text"] == KpiSpec().name
    source = figure["layout"]["title"]["subtitle"]["text"].replace("<br>", "")
    assert all(day in source for day in ("2016年12月21日公表", "2017年12月21日公表", f"/kpis/{kpi.pk}/"))
    assert [trace["name"] for trace in figure["data"]] == [trace["name"] for trace in page.figure["data"]]


def test_the_sentence_to_quote_names_kpi_editions_documents_days_and_address(client, kpi, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 21))
    _, html = get(client, kpi)
    sources = "、".join(
        f"{row.publication.round.edition.name}「{row.publication.document.title}」{row.publication.published_on.year}年12月21日公表"
        for row in PublishedKpi.objects.order_by("publication__published_on")
    )
    address = f"http://testserver/kpis/{kpi.pk}/"
    assert f"「{KpiSpec().name}」（{sources}）、改革工程表 進捗管理、{address}（2026年11月21日閲覧）。" in html


def test_a_name_that_begins_like_a_formula_is_text_in_the_csv():
    hostile = ChartedKpi("=cmd|' /C calc'!A0", counted(), ())
    rows = csv.reader(io.StringIO(values_download([hostile], "数値").content.decode("utf-8-sig")))
    assert {name for name, *_ in rows} == {"KPI", "'=cmd|' /C calc'!A0"}
