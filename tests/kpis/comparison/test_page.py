"""新旧対照表."""

import pytest

from kpi_tracker.lib.records import replace
from kpis.models import KpiListing, KpiProposal, ProgressSnapshot
from reforms.models import Publication
from reforms.models.items import Continuation
from tests.builders import ItemSpec, KpiSpec, build_round, make_ministry, make_programme, make_round, make_user, publish
from tests.kpis.comparison.years import publish_many_more, publish_two_years, publish_years, spec

pytestmark = pytest.mark.django_db
URL = "/comparison/"


def page_of(response):
    return response.context["page"]


def counts(response):
    """The kinds that are counted, with their numbers."""
    return {one.label: one.count for group in page_of(response).groups for one in group.counts if one.count}


def shown(response):
    """Each shown KPI row: its title, and whether either side has it."""
    return [(row.title, row.has_new, row.has_old) for section in page_of(response).sections for row in section.kpis]


def test_before_anything_is_published_the_page_says_so(client):
    assert "まだ何も公表されていません" in client.get(URL).content.decode()


def test_with_one_year_there_is_nothing_to_compare(client):
    publish(build_round(make_round(), [ItemSpec("項目")]))
    assert "比べる相手がまだありません" in client.get(URL).content.decode()


def test_the_latest_year_stands_left_of_the_one_before(client):
    publish_two_years([spec(416, 278, "2016-04")], [spec(370)])
    response = client.get(URL)
    assert (page_of(response).new_year, page_of(response).old_year) == (
        "2017年度（平成29年度）",
        "2016年度（平成28年度）",
    )
    assert counts(response) == {"目標の引下げ": 1}
    html = response.content.decode()
    assert "2020年度までに<ins>370</ins>団体" in html
    assert "2020年度までに<del>416</del>団体" in html


def test_a_number_leads_to_its_rows(client):
    publish_two_years([spec(416), spec(100, name="総合窓口")], [spec(370), spec(100, name="総合窓口")])
    lowered = next(one for group in page_of(client.get(URL)).groups for one in group.counts if one.count)
    response = client.get(lowered.url)
    assert shown(response) == [("窓口業務の委託団体数", True, True)]
    assert counts(response) == {"目標の引下げ": 1}


def test_two_years_that_say_the_same_have_no_changes(client):
    publish_two_years([spec()], [spec()])
    response = client.get(URL)
    assert not counts(response)
    assert "数えられる変更はありません" in response.content.decode()
    assert "（同左）" in response.content.decode()


def test_what_is_not_published_is_not_compared(client):
    publish_two_years([spec(416)], [spec(416)])
    ProgressSnapshot.objects.update(target_words="2020年度までに1団体")
    assert not counts(client.get(URL))


def test_what_only_one_side_prints_is_told(client):
    publish_two_years([spec(), spec(name="前の指標")], [spec(), spec(name="新しい指標")])
    response = client.get(URL)
    assert counts(response) == {"新だけに載るKPI": 1, "旧だけに載るKPI": 1}
    assert shown(response)[1:] == [("新しい指標", True, False), ("前の指標", False, True)]


def test_a_kpi_that_took_the_place_of_another_is_told_as_people_decided(client):
    old, new = publish_two_years([spec(name="利用件数")], [spec(name="実施団体数")])
    KpiProposal.objects.create(
        first=old.listings["s1-k1"],
        second=new.listings["s1-k1"],
        kind=KpiProposal.Kind.SUCCESSOR,
        score=60,
        state=KpiProposal.State.ACCEPTED,
        decided_by=make_user(),
        decision_reason="利用件数に替えて",
    )
    assert counts(client.get(URL)) == {"KPIの差替え": 1}


def test_a_value_of_the_past_that_changed_is_told_with_both_figures(client):
    publish_two_years([spec(actual=278, as_of="2016-04")], [spec(actual=280, as_of="2016-04")])
    response = client.get(URL)
    assert counts(response) == {"過去の値の修正": 1}
    assert "278団体・2016年4月・確報・実績 → 280団体・2016年4月・確報・実績" in response.content.decode()


def test_grades_on_one_scale_are_compared(client):
    publish_two_years([spec(grade="A")], [spec(grade="B")])
    assert counts(client.get(URL)) == {"区分の変化": 1}


def test_grades_on_two_scales_are_told_apart(client):
    programme = make_programme()
    for year in (2016, 2017):
        publish(build_round(make_round(year, programme), [ItemSpec("項目")]))
    assert page_of(client.get(URL)).scale_note == "区分と進捗の印"


def test_a_process_that_may_go_on_says_that_nobody_decided(client):
    before = ItemSpec("項目", processes=("業務改革モデルプロジェクトの結果を取りまとめて公表する",))
    after = ItemSpec("項目", processes=("業務改革モデルプロジェクトの成果を取りまとめて横展開する",))
    _, new = publish_years([before], [after])
    assert new.round.edition.processes.get().continuation == Continuation.PROPOSED
    response = client.get(URL)
    assert counts(response)["工程の文言の変更"] == 1
    assert "まだ人が確かめていません" in response.content.decode()


def test_errata_are_compared_with_what_they_took_the_place_of(client):
    built = build_round(make_round(), [ItemSpec("項目", kpis=(spec(416),))])
    first = publish(built)
    ProgressSnapshot.objects.update(target_words="2020年度までに461団体")
    errata = publish(built, reason="転記の誤り")
    response = client.get(URL)
    assert (response.context["form"]["new"].value(), response.context["form"]["old"].value()) == (
        str(errata.pk),
        str(first.pk),
    )
    assert counts(response) == {"目標の文言の変更": 1}
    row = page_of(response).sections[0].kpis[0]
    assert row.new_url
    assert not row.old_url


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param({"new": "999999"}, "選ばれた公表はこの計画にありません", id="no such publication"),
        pytest.param({"programme": "ない計画"}, "選ばれた計画はありません", id="no such programme"),
        pytest.param({"ministry": "ない省"}, "読み取れず、外しました", id="no such ministry"),
        pytest.param({"kind": "worse"}, "読み取れず、外しました", id="no such kind"),
        pytest.param({"item": "abc"}, "読み取れず、外しました", id="no item"),
    ],
)
def test_a_bad_value_is_told_and_passed_over(client, asked, told):
    publish_two_years([spec(416)], [spec(370)])
    response = client.get(URL, asked)
    assert told in response.content.decode()
    assert counts(response) == {"目標の引下げ": 1}


def test_the_newer_one_is_always_the_new_one(client):
    old, new = (built.round.publications.get() for built in publish_two_years([spec(416)], [spec(370)]))
    response = client.get(URL, {"new": old.pk, "old": new.pk})
    assert "新しい方の公表を「新」にしました" in response.content.decode()
    assert counts(response) == {"目標の引下げ": 1}
    same = client.get(URL, {"new": new.pk, "old": new.pk})
    assert "同じ公表が選ばれた" in same.content.decode()
    assert counts(same) == {"目標の引下げ": 1}


def test_a_comparison_is_narrowed_to_a_ministry_and_an_item(client):
    make_ministry("総務省")
    item = ItemSpec("甲", kpis=(spec(416),))
    other = ItemSpec("乙", segments=(), kpis=(spec(100, name="総合窓口"),))
    publish_years([item, other], [replace(item, kpis=(spec(370),)), replace(other, kpis=(spec(90, name="総合窓口"),))])
    assert counts(client.get(URL)) == {"目標の引下げ": 2}
    assert shown(client.get(URL, {"ministry": "総務省"})) == [("窓口業務の委託団体数", True, True)]
    roots = {name: root for root, name in client.get(URL).context["form"].fields["item"].choices}
    assert shown(client.get(URL, {"item": roots["乙"]})) == [("総合窓口", True, True)]


def test_nothing_that_fits_is_said_with_advice(client):
    publish_two_years([spec(416)], [spec(370)])
    assert "当てはまる行はありません" in client.get(URL, {"kind": "kpi-moved"}).content.decode()


def test_a_heading_row_stands_without_cells(client):
    heading = KpiSpec("市町村数", heading=True, target="", actual="", grade="", targets=(), actuals=())
    publish_two_years([heading, spec()], [heading, spec()])
    assert [len(row.cells) for row in page_of(client.get(URL)).sections[0].kpis] == [0, 2]


def test_every_row_is_reached_page_by_page(client):
    old, new = publish_two_years([spec()], [spec()])
    publish_many_more([old.round.publications.get(), new.round.publications.get()], 60)
    pages = [client.get(URL, {"page": number}) for number in (1, 2, 3)]
    assert [link.label for link in page_of(pages[0]).page_links] == ["1", "2", "3"]
    titles = [title for response in pages for title, *_ in shown(response)]
    assert len(titles) == len(set(titles)) == 61


@pytest.mark.once
def test_the_number_of_queries_does_not_grow_with_the_kpis(count_queries):
    old, new = publish_two_years([spec(416)], [spec(370)])
    publications = [Publication.objects.get(round=built.round) for built in (old, new)]
    queries = (URL, f"{URL}?kind=target-lowered&page=2", f"{URL}?ministry=総務省")
    publish_many_more(publications, 39)
    at_forty = [count_queries(query) for query in queries]
    publish_many_more(publications, 360)
    assert KpiListing.objects.count() == 800
    assert [count_queries(query) for query in queries] == at_forty
