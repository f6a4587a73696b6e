"""検索: one box over everything published."""

from copy import deepcopy

import pytest
from django.db import connection

from kpis.models import KpiMove, PublishedKpi
from kpis.search_index import COLUMNS, drop_search_indexes, make_search_indexes
from kpis.services.identity import join_listings
from kpis.services.search_keys import write_search_keys
from reforms.drafts import SegmentDraft
from reforms.models import Publication, PublishedItem, PublishedProgress, ReformItem
from reforms.models.items import Continuation
from tests.builders import BY_NOBODY, ItemSpec, KpiSpec, build_round, make_programme, make_round, publish
from tests.copies import copy_published_kpi, copy_published_progress

pytestmark = pytest.mark.django_db
URL = "/search/"
SEGMENT = SegmentDraft(
    "【総務省】", ("総務省",), "【総務省】ガイドラインを　作成した。（順調）", "令和元年度も引き続き実施。", "順調"
)


def publish_items(*items, year=2017, programme=None):
    built = build_round(make_round(year, programme or make_programme()), items)
    publish(built)
    return built


def publish_samples():
    return publish_items(
        ItemSpec(
            "窓口業務の民間委託",
            "⑪",
            "公共サービスの改革",
            processes=("標準ﾓﾃﾞﾙの調査を実施",),
            segments=(SEGMENT,),
            kpis=(KpiSpec("委託した団体数", note="３ヶ月以内に取り組みを公表。", target="2020年度までに416団体"),),
        ),
        ItemSpec("自治体クラウド", "⑫", processes=("計画を策定",), kpis=(KpiSpec("クラウド導入団体数", note=""),)),
    )


@pytest.fixture(scope="module")
def samples_once(rows_of_module):
    return rows_of_module(publish_samples)


@pytest.fixture
def samples(samples_once):
    return deepcopy(samples_once)


def found(client, **query):
    """(kind, title) of each group."""
    return [(group.kind, group.title) for group in client.get(URL, query).context["page"].groups]


def places(client, **query):
    """(heading of the column, found words) of each place."""
    return [
        (passage.field, [part.words for part in passage.parts if part.is_found])
        for group in client.get(URL, query).context["page"].groups
        for passage in (*group.passages, *group.more)
    ]


PLACES = {
    "heading": ("民間委託", "改革項目", ["民間委託"]),
    "important issue": ("サービスの改革", "重要課題", ["サービスの改革"]),
    "process, half-width kana": ("モデルの調査", "改革工程", ["ﾓﾃﾞﾙの調査"]),
    "progress, kana, a space inside": ("がいどらいんを作成", "計画期間中の進捗", ["ガイドラインを　作成"]),
    "outlook": ("引き続き", "今後の進展について", ["引き続き"]),
    "KPI": ("委託した団体", "名称", ["委託した団体"]),
    "target, full width": ("４１６団体", "目標値（達成時期）", ["416団体"]),
    "actual": ("速報値", "実績値（時点）", ["速報値"]),
    "note, spellings": ("3か月以内に取組", "次回の把握時期と今後の方針", ["３ヶ月以内に取り組み"]),
}
"""What is asked, the column that prints it, and the words as they stand there."""


def test_words_are_found_in_their_places_as_they_are_printed(client, samples):
    found = {name: (field, words) in places(client, q=asked) for name, (asked, field, words) in PLACES.items()}
    assert found == dict.fromkeys(PLACES, True)


def test_words_that_stand_nowhere_are_not_found(client, samples):
    nowhere = ("ひきつづき", "100%", "_", "民間委託①")
    assert {asked: places(client, q=asked) for asked in nowhere} == {asked: [] for asked in nowhere}


def test_what_has_the_word_in_its_name_comes_before_what_has_it_in_a_note(client):
    publish_items(ItemSpec("甲", kpis=(KpiSpec("職員数", note="クラウドの導入後に把握。"), KpiSpec("クラウドの数"))))
    assert found(client, q="クラウド") == [("KPI", "クラウドの数"), ("KPI", "職員数")]


def test_every_word_must_stand_in_one_row(client, samples):
    assert found(client, q="委託した 公表") == [("KPI", "委託した団体数")]
    assert found(client, q="委託した クラウド") == []


def test_the_years_of_a_kpi_and_of_an_item_stand_together(client):
    programme = make_programme()
    first = publish_items(ItemSpec("窓口業務", kpis=(KpiSpec("窓口の数"),)), year=2016, programme=programme)
    second = publish_items(ItemSpec("窓口業務の改革", kpis=(KpiSpec("窓口の総数"),)), year=2017, programme=programme)
    (earlier,), (later,) = first.listings.values(), second.listings.values()
    join_listings([later], to=earlier.kpi, grounds=KpiMove.Grounds.PERSON, change=BY_NOBODY)
    ReformItem.objects.filter(edition=second.round.edition).update(
        continues=first.round.edition.items.get(), continuation=Continuation.CONFIRMED
    )
    groups = client.get(URL, {"q": "窓口"}).context["page"].groups
    assert [(group.title, group.years) for group in groups] == [
        ("窓口業務の改革", ["2017年度", "2016年度"]),
        ("窓口の総数", ["2017年度", "2016年度"]),
    ]


NARROWED = {
    "only KPIs": ({"kind": "kpi"}, [("KPI", "窓口の数")]),
    "only headings": ({"kind": "item"}, [("改革項目", "① 窓口業務")]),
    "only cells": ({"kind": "process"}, [("改革項目", "① 窓口業務")]),
    "a year": ({"year": "2017"}, [("KPI", "窓口の数"), ("改革項目", "① 窓口業務")]),
    "another year": ({"year": "2018"}, []),
}


def test_the_search_is_narrowed_by_the_address(client):
    publish_items(ItemSpec("窓口業務", "①", processes=("窓口を調査",), kpis=(KpiSpec("窓口の数"),)))
    publish_items(ItemSpec("別の項目", kpis=()), year=2018)
    narrowed = {name: found(client, q="窓口", **query) for name, (query, _) in NARROWED.items()}
    assert narrowed == {name: expected for name, (_, expected) in NARROWED.items()}


def test_a_programme_that_is_not_offered_is_told(client, samples):
    response = client.get(URL, {"q": "委託", "programme": "ない計画"})
    assert "「計画」の指定を読み取れず" in response.content.decode()


def test_only_what_is_published_now_is_found(client, samples):
    build_round(make_round(2018), [ItemSpec("非公表の窓口")])
    samples.round.edition.items.filter(number="⑫").update(name="改名した項目")
    publish(samples, reason="正誤")
    assert found(client, q="非公表") == []
    assert found(client, q="自治体クラウド") == []
    assert found(client, q="改名した") == [("改革項目", "⑫ 改名した項目")]


def test_a_place_leads_to_its_row(client, samples):
    for asked in ("3か月以内", "ガイドライン"):
        (group,) = client.get(URL, {"q": asked}).context["page"].groups
        address, anchor = group.passages[0].url.split("#")
        assert f'id="{anchor}"' in client.get(address).content.decode()


def test_the_found_words_are_marked_and_nothing_else_is_markup(client):
    publish_items(ItemSpec("<b>太字</b>の項目", kpis=()))
    html = client.get(URL, {"q": "太字"}).content.decode()
    assert "&lt;b&gt;<mark>太字</mark>&lt;/b&gt;の項目" in html


def test_nothing_found_gives_advice_and_the_way_out_of_the_filters(client, samples):
    html = client.get(URL, {"q": "民間委託", "year": "2017", "kind": "kpi"}).content.decode()
    assert "「民間委託」のある箇所は見つかりませんでした" in html
    assert "計画・年度・探すところを限らずに探す" in html


def test_nothing_asked_shows_how_to_ask(client):
    assert "探すことばを入れてください" in client.get(URL, {"q": "　"}).content.decode()


def test_a_bad_address_is_no_error(client):
    publish_items(ItemSpec("窓口"))
    bad = ({"q": "あ" * 300}, {"q": "\0窓口"}, {"page": "x", "q": "窓口"}, {"year": "abc"})
    assert [client.get(URL, query).status_code for query in bad] == [200] * len(bad)


@pytest.mark.once
def test_the_number_of_queries_does_not_grow_with_what_is_found(client, count_queries):
    publish_items(ItemSpec("窓口", processes=("窓口を調査",), kpis=(KpiSpec("窓口の数"),)))
    queries = (
        f"{URL}?q=窓口",
        f"{URL}?q=窓口&page=2",
        f"{URL}?q=団体&kind=kpi&year=2017",
        f"{URL}?q=調査&kind=process",
    )
    copy_published_kpi(PublishedKpi.objects.get(), 40)
    copy_published_progress(PublishedProgress.objects.get(), 40)
    at_forty = [count_queries(query) for query in queries]
    copy_published_kpi(PublishedKpi.objects.last(), 360)
    copy_published_progress(PublishedProgress.objects.last(), 360)
    assert found(client, q="窓口", kind="kpi")
    assert [count_queries(query) for query in queries] == at_forty


def keys():
    return [
        list(model.objects.order_by("pk").values_list(*columns))
        for model, columns in (
            (PublishedKpi, ["search_key"]),
            (PublishedItem, ["search_key", "heading_key"]),
            (PublishedProgress, ["search_key"]),
        )
    ]


def test_the_keys_made_again_are_those_made_with_the_publication(samples):
    written = keys()
    PublishedKpi.objects.update(search_key="")
    PublishedItem.objects.update(search_key="", heading_key="")
    PublishedProgress.objects.update(search_key="")
    write_search_keys(Publication.objects.get())
    assert keys() == written


def indexes():
    with connection.cursor() as cursor:
        return {
            name
            for one in COLUMNS
            for name in connection.introspection.get_constraints(cursor, one.table)
            if name in {one.index for one in COLUMNS}
        }


def test_the_searched_columns_are_indexed_where_the_database_can():
    wanted = {one.index for one in COLUMNS} if connection.vendor == "postgresql" else set()
    assert make_search_indexes(connection) == ""
    assert indexes() == wanted
    drop_search_indexes(connection)
    assert indexes() == set()
    assert make_search_indexes(connection) == ""
    assert indexes() == wanted
