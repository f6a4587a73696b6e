"""The page of a 改革項目."""

import pytest
from django.urls import reverse

from kpis.services.lineage import join_certain_kpis
from reforms.drafts import SegmentDraft
from reforms.models import PublishedItem
from reforms.services.lineage import link_to_edition_before
from tests.builders import ItemSpec, KpiSpec, build_round, make_ministry, make_programme, make_round, publish

pytestmark = pytest.mark.django_db
TWO_MINISTRIES = (
    SegmentDraft("【総務省】", ("総務省",), "【総務省】要綱を定めた。（順調）", "【総務省】続ける。", "順調"),
    SegmentDraft("【番号室】", ("番号室",), "【番号室】検討した。", "", ""),
)


def two_years(items_before, items_after):
    programme = make_programme()
    publish(build_round(make_round(2016, programme, grades=False), items_before))
    after = build_round(make_round(2017, programme), items_after)
    link_to_edition_before(after.round.edition)
    join_certain_kpis(after.round.edition)
    publish(after)
    return PublishedItem.objects.filter(publication__round=after.round).order_by("order").first().item


def get(client, item):
    response = client.get(item.get_absolute_url())
    assert response.status_code == 200
    return response.context["page"], response.content.decode()


def test_mark_and_ministry_stand_apart_from_the_words(client):
    make_ministry("総務省")
    make_ministry("番号室")
    item = two_years([], [ItemSpec("項目", segments=TWO_MINISTRIES)])
    page, html = get(client, item)
    first, second = page.process_groups[0].segments
    assert (first.ministries, first.rating.label) == (["総務省"], "順調")
    assert "（順調）" not in first.progress
    assert (second.ministries, second.rating) == (["番号室"], None)
    assert "要綱を定めた" in html


def test_last_years_words_stand_beside(client):
    item = two_years(
        [ItemSpec("項目", kpis=(KpiSpec(actual="278団体（2016年４月速報値）"),))], [ItemSpec("項目", kpis=(KpiSpec(),))]
    )
    page, html = get(client, item)
    assert page.previous_label == "2016年度"
    assert page.tiers[0].rows[0].previous.actual_words == "278団体（2016年４月速報値）"
    assert "278団体（2016年４月速報値）" in html


def test_a_reworded_process_is_proposed_with_its_difference(client):
    item = two_years(
        [ItemSpec("項目", processes=("窓口業務の民間委託に関する調査を実施する",))],
        [ItemSpec("項目", processes=("窓口業務の民間委託に関する調査を毎年度実施する",))],
    )
    page, html = get(client, item)
    previous = page.process_groups[0].processes[0].previous
    assert previous.state == "proposed"
    assert [part.words for part in previous.diff if part.kind == "insert"] == ["毎年度"]
    assert "<ins>毎年度</ins>" in html


def test_every_value_leads_to_document_and_line(client):
    item = two_years([], [ItemSpec("項目")])
    page, html = get(client, item)
    target = next(source for source in page.tiers[0].rows[0].sources if source.heading == "目標値")
    assert (target.place, target.words) == ("10–11行", "2020年度までに416団体")
    assert "?line=10&amp;to=11#L10" in html
    assert client.get(target.url.split("#")[0]).status_code == 200


def test_the_printed_grade_is_never_replaced_by_ours(client):
    item = two_years([], [ItemSpec("項目", kpis=(KpiSpec(grade="A", actual="500団体"),))])
    page, _ = get(client, item)
    row = page.tiers[0].rows[0]
    assert row.rating.code == "A"
    assert row.computed.explanation


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ page }}"])
def test_hostile_words_are_shown_as_words(client, words):
    kpi = KpiSpec(name=words, target=words, actual=words, note=words)
    item = two_years([], [ItemSpec(f"項目{words}", processes=(words,), kpis=(kpi,))])
    _, html = get(client, item)
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_an_item_that_is_not_published_is_not_found(client):
    built = build_round(make_round(), [ItemSpec("項目")])
    item = built.round.edition.items.get()
    assert client.get(reverse("kpis:item", args=(item.pk,))).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_rows(client, django_assert_num_queries, count_queries):
    def year(rows):
        kpis = tuple(KpiSpec(f"指標{n}") for n in range(rows))
        return [ItemSpec("項目", processes=tuple(f"工程{n}を実施する" for n in range(rows)), kpis=kpis)]

    few = count_queries(two_years(year(2), year(2)).get_absolute_url())
    many = two_years(year(60), year(60))
    with django_assert_num_queries(few):
        client.get(many.get_absolute_url())
