"""改革項目の一覧."""

from decimal import Decimal

import pytest
from django.urls import reverse

from reforms.drafts import AssessmentDraft, BudgetDraft, PlaceDraft
from reforms.models import Ministry, Programme
from reforms.services.evaluations import record_assessments, record_budget
from reforms.services.sources import PlaceRegister
from tests.builders import BY_NOBODY, ItemSpec, KpiSpec, build_round, make_ministry, make_programme, make_round, publish

pytestmark = pytest.mark.django_db
URL = "/items/"


def published_items(count, round=None):
    built = build_round(
        round or make_round(),
        [
            ItemSpec(
                f"改革項目{n}",
                f"（{n}）",
                f"重要課題{n % 3}",
                kpis=(KpiSpec(f"指標{n}", grade="A" if n % 2 else "B"), KpiSpec("見出し", heading=True)),
            )
            for n in range(1, count + 1)
        ],
    )
    publish(built)
    return built


def publish_three_items():
    make_ministry("総務省", parent=make_ministry("本府"))
    published_items(3)


@pytest.fixture(scope="module")
def three_items(rows_of_module):
    rows_of_module(publish_three_items)


def names(response):
    return [item.name for item in response.context["page"].items]


def test_before_anything_is_published_the_page_says_so(client):
    assert "まだ何も公表されていません" in client.get(URL).content.decode()


def test_an_unpublished_round_is_not_shown(client):
    build_round(make_round(), [ItemSpec("非公表の項目")])
    assert "非公表の項目" not in client.get(URL).content.decode()


def test_items_stand_in_printed_order_with_their_counts(client, three_items):
    page = client.get(URL).context["page"]
    assert [item.name for item in page.items] == ["改革項目1", "改革項目2", "改革項目3"]
    first = page.items[0]
    assert [(count.rating.code, count.count) for count in first.grade_counts] == [("A", 1)]
    assert (first.kpi_count, first.process_count, first.ministries) == (1, 1, ["総務省"])
    assert [(count.rating.code, count.count) for count in first.marks] == [("順調", 1)]
    assert (page.totals.item_count, page.totals.kpi_count) == (3, 3)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param({"grade": "B"}, ["改革項目2"], id="grade"),
        pytest.param({"grade": "none"}, [], id="without grade"),
        pytest.param({"ministry": "総務省"}, ["改革項目1", "改革項目2", "改革項目3"], id="ministry"),
        pytest.param({"ministry": "本府"}, ["改革項目1", "改革項目2", "改革項目3"], id="its parent"),
        pytest.param({"issue": "重要課題2"}, ["改革項目2"], id="important issue"),
        pytest.param({"q": "指標３"}, ["改革項目3"], id="full width finds half width"),
        pytest.param({"q": "改革項目 指標1"}, ["改革項目1"], id="every word must stand there"),
        pytest.param({"q": "どこにもない"}, [], id="nothing found"),
    ],
)
def test_the_list_is_narrowed_by_the_address(client, three_items, query, expected):
    assert names(client.get(URL, query)) == expected


@pytest.mark.parametrize(
    "query", [{"grade": "Z"}, {"year": "abc"}, {"ministry": "ない省"}, {"page": "999"}, {"q": "あ" * 300}]
)
def test_a_bad_filter_falls_back_and_is_told(client, three_items, query):
    response = client.get(URL, query)
    assert response.status_code == 200
    if "page" not in query:
        assert "読み取れず、外しました" in response.content.decode()


def test_the_latest_year_is_shown_unless_another_is_asked_for(client):
    programme = make_programme()
    published_items(1, make_round(2016, programme, grades=False))
    published_items(2, make_round(2017, programme))
    assert len(names(client.get(URL))) == 2
    assert len(names(client.get(URL, {"year": "2016"}))) == 1


def test_an_edition_without_grades_counts_its_kpis_as_ungraded(client):
    published_items(2, make_round(2016, grades=False))
    page = client.get(URL).context["page"]
    assert (page.totals.grade_counts, page.totals.ungraded_count) == ([], 2)


@pytest.mark.once
def test_the_number_of_queries_does_not_grow_with_the_items(count_queries):
    queries = ("", "?grade=B&q=指標", "?ministry=総務省&page=2")
    make_ministry("総務省")
    published_items(40)
    at_forty = {query: count_queries(f"{URL}{query}") for query in queries}
    published_items(400, make_round(2018))
    assert {query: count_queries(f"{URL}{query}") for query in queries} == at_forty


def test_the_front_page_leads_to_the_list(client):
    assert client.get("/").headers["Location"] == reverse("kpis:items")


def test_the_filters_offer_what_the_year_holds_and_keep_what_was_asked(client, three_items):
    html = client.get(URL, {"year": "2017", "q": "指標"}).content.decode()
    assert 'name="q" value="指標"' in html
    assert '<option value="総務省">' in html
    assert '<input type="hidden" name="year" value="2017"' in html


def test_every_programme_can_be_reached_from_the_list(client):
    published_items(1, make_round(2017, make_programme("甲計画")))
    published_items(2, make_round(2019, make_programme("乙計画")))
    links = client.get(URL).context["page"].programmes
    shown = [client.get(link.url).context["page"] for link in links]
    assert [page.programme for page in shown] == [link.label for link in links]
    assert sorted(page.totals.item_count for page in shown) == [1, 2]


def test_programmes_stand_in_their_own_order_the_first_one_shown(client):
    published_items(1, make_round(2019, make_programme("後の計画")))
    published_items(2, make_round(2016, make_programme("先の計画")))
    Programme.objects.filter(name__startswith="後").update(order=20)
    Programme.objects.filter(name__startswith="先").update(order=10)
    page = client.get(URL).context["page"]
    assert page.programme.startswith("先の計画")
    assert [link.is_current for link in page.programmes] == [True, False]


def test_a_year_the_programme_does_not_have_is_told(client, three_items):
    assert "「年度」の指定を読み取れず" in client.get(URL, {"year": "2031"}).content.decode()


def test_the_rows_asked_for_stand_under_their_item(client):
    published_items(3)
    page = client.get(URL, {"grade": "B"}).context["page"]
    assert [[match.name for match in item.matches] for item in page.items] == [["指標2"]]
    address, anchor = page.items[0].matches[0].url.split("#")
    assert f'id="{anchor}"' in client.get(address).content.decode()


def test_another_year_keeps_what_was_asked_for(client):
    programme = make_programme()
    published_items(1, make_round(2016, programme, grades=False))
    published_items(2, make_round(2017, programme))
    page = client.get(URL, {"q": "指標1"}).context["page"]
    assert all("q=" in link.url for link in page.rounds)
    assert "q=" not in page.clear_url


def test_ministries_printed_beside_an_item_are_found(client):
    make_ministry("環境省")
    built = build_round(make_round(), [ItemSpec("項目甲"), ItemSpec("項目乙")])
    item = built.round.edition.items.first()
    item.ministries.add(Ministry.objects.get(name="環境省"), through_defaults={"order": 1, "is_lead": True})
    publish(built)
    assert names(client.get(URL, {"ministry": "環境省"})) == ["項目甲"]
    assert client.get(URL).context["page"].items[0].ministries == ["環境省"]


def test_money_and_judgement_of_the_whole_round_are_shown_with_their_place(client):
    built = build_round(make_round(), [ItemSpec("項目")])
    places = PlaceRegister(built.document)
    place = PlaceDraft(10, 17, "")
    line = BudgetDraft(2016, "百万円", Decimal(37790), total=Decimal(92490), place=place)
    record_budget(built.round, [line], places=places, change=BY_NOBODY)
    judgement = AssessmentDraft("相当程度進展あり", "理由の文", place)
    record_assessments(built.round, [judgement], places=places, change=BY_NOBODY)
    publish(built)
    html = client.get(URL).content.decode()
    assert "37,790" in html
    assert "相当程度進展あり" in html
    assert "達成・未達成の印がある測定指標がなく" in html
    assert "line=10&amp;to=17" in html
