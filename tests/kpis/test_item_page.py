"""The page of a 改革項目."""

from copy import deepcopy
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.html import escape

from kpi_tracker.lib.readings import ActualReading
from kpi_tracker.lib.records import replace
from kpis.frozen import FrozenKpi
from kpis.models import KpiListing, PublishedKpi
from kpis.services.lineage import join_certain_kpis
from reforms.drafts import SegmentDraft
from reforms.frozen import FrozenCorrection, FrozenIssue
from reforms.models import Edition, PublishedItem, SourceDocument
from reforms.services.lineage import link_to_edition_before
from tests.builders import BY_NOBODY, ItemSpec, KpiSpec, build_round, make_ministry, make_programme, make_round, publish
from tests.copies import list_published_kpi_again
from tests.kpis.dashboard.years import publish_year

pytestmark = pytest.mark.django_db
TWO_MINISTRIES = (
    SegmentDraft("【総務省】", ("総務省",), "【総務省】要綱を定めた。（順調）", "【総務省】続ける。", "順調"),
    SegmentDraft("【番号室】", ("番号室",), "【番号室】検討した。", "", ""),
)


def two_years(items_before, items_after):
    programme = make_programme()
    publish(build_round(make_round(2016, programme, grades=False), items_before))
    after = build_round(make_round(2017, programme), items_after)
    link_to_edition_before(after.round.edition, change=BY_NOBODY)
    join_certain_kpis(after.round.edition, change=BY_NOBODY)
    publish(after)
    return PublishedItem.objects.filter(publication__round=after.round).order_by("order").first().item


@pytest.fixture(scope="module")
def item_once(rows_of_module):
    return rows_of_module(lambda: two_years([], [ItemSpec("項目")]))


@pytest.fixture
def item(item_once):
    """Of one year."""
    return deepcopy(item_once)


def get(client, item):
    response = client.get(item.get_absolute_url())
    assert response.status_code == 200
    return response.context["page"], response.content.decode()


def get_folded(client, item):
    response = client.get(reverse("kpis:item_details", args=(item.pk,)))
    assert response.status_code == 200
    return response.context["page"], response.content.decode()


def get_details(client, item):
    return get_folded(client, item)[1]


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
    row = page.tiers[0].rows[0]
    folded, details = get_folded(client, item)
    previous = folded.kpis[0].previous
    assert (page.has_previous, row.previous_year, previous.year) == (True, "2016年度", "2016年度")
    assert previous.actual_words == "278団体（2016年４月速報値）"
    assert [source.heading for source in previous.sources] == ["ＫＰＩ", "目標値", "実績値", "区分"]
    assert f'href="{reverse("kpis:item_details", args=(item.pk,))}#{row.anchor}-previous"' in html
    assert f'id="{row.anchor}-previous"' in details
    assert "278団体（2016年４月速報値）" not in html
    assert "278団体（2016年４月速報値）" in details


def test_last_years_words_stand_under_the_headings_of_their_own_edition(client):
    item = two_years([ItemSpec("項目")], [ItemSpec("項目")])
    edition = Edition.objects.get(fiscal_year=2016)
    edition.words = {"note": "進捗状況・今後の対応", "progress": "進捗状況"}
    edition.save()
    page, _ = get(client, item)
    html = get_details(client, item)
    previous = page.process_groups[0].processes[0].previous
    assert (previous.year, previous.headings.progress) == ("2016年度", "進捗状況")
    assert [source.heading for source in previous.sources] == ["改革工程", "進捗状況"]
    assert "<dt>進捗状況・今後の対応</dt>" in html
    assert "前年（）" not in html


def test_another_programmes_words_are_never_last_years(client):
    publish(build_round(make_round(2016, make_programme("別の計画")), [ItemSpec("項目")]))
    built = build_round(make_round(2017), [ItemSpec("項目")])
    KpiListing.objects.update(kpi=KpiListing.objects.earliest("pk").kpi)
    publish(built)
    page, html = get(client, built.round.edition.items.get())
    assert page.tiers[0].rows[0].previous_year == ""
    assert not page.has_previous
    assert "前年" not in html


def test_the_heading_leads_to_its_line_and_the_page_to_its_neighbours(client):
    item = two_years([], [ItemSpec("初めの項目"), ItemSpec("次の項目", number="②")])
    page, _ = get(client, item)
    assert [(source.place, source.words) for source in page.sources] == [("1行", "改革項目：初めの項目")]
    assert [link.label for link in page.neighbours] == ["次：②次の項目"]
    assert (page.process_count, page.kpi_count) == (1, 1)


def test_the_words_as_printed_stand_among_the_details(client):
    item = two_years([], [ItemSpec("項目", kpis=(KpiSpec(note="続ける"),))])
    page, html = get(client, item)
    assert [source.heading for source in page.process_groups[0].sources] == ["改革工程", "計画期間中の進捗"]
    assert html.count("2020年度までに416団体") == 1
    details = get_details(client, item)
    assert "<q>2020年度までに416団体</q>" in details
    assert "<q>進捗</q>" in details


def test_corrections_are_told_and_settle_the_doubt_of_their_field(client, item):
    doubt = FrozenIssue("name", "warning", "読み違いとみられます。")
    other = FrozenIssue("target_raw", "note", "原本で確かめてください。")
    made = FrozenCorrection("KPI名", "窓ロ業務", "窓口業務", "「口」の読み違い", "担当者", "2017-12-25")
    confirmed = FrozenCorrection("階層", "1", "1", "原本のとおり", "担当者", "2017-12-25")
    row = PublishedKpi.objects.get()
    content = replace(FrozenKpi.from_json(row.content), issues=(doubt, other, other), corrections=(made, confirmed))
    row.content = content.as_json()
    row.save()
    page, html = get(client, item)
    assert [issue.message for issue in page.tiers[0].rows[0].issues] == ["原本で確かめてください。"]
    assert "原文と読取り（訂正 2件）" in html
    details = get_details(client, item)
    assert "<del>窓ロ業務</del> → <ins>窓口業務</ins>" in details
    assert "記載のとおりと確認" in details
    assert "訂正 2件" in client.get(row.listing.kpi.get_absolute_url()).content.decode()


def test_a_document_read_by_character_recognition_says_so(client, item):
    assert "文字認識" not in get(client, item)[1]
    SourceDocument.objects.update(layout="progress_2016")
    assert "文字認識" in get(client, item)[1]


def test_a_reworded_process_is_proposed_with_its_difference(client):
    item = two_years(
        [ItemSpec("項目", processes=("窓口業務の民間委託に関する調査を実施する",))],
        [ItemSpec("項目", processes=("窓口業務の民間委託に関する調査を毎年度実施する",))],
    )
    page, _ = get(client, item)
    html = get_details(client, item)
    previous = page.process_groups[0].processes[0].previous
    assert previous.state == "proposed"
    assert [part.words for part in previous.diff if part.kind == "insert"] == ["毎年度"]
    assert "<ins>毎年度</ins>" in html


def test_a_row_leads_to_document_and_lines_and_every_value_to_its_own(client, item):
    page, html = get(client, item)
    row = page.tiers[0].rows[0]
    assert [place.label for place in row.places] == ["1行", "10–13行"]
    assert "?line=10&amp;to=13#L10" in html
    folded, details = get_folded(client, item)
    target = next(source for source in folded.kpis[0].sources if source.heading == "目標値")
    assert (target.place, target.words) == ("10–11行", "2020年度までに416団体")
    assert "?line=10&amp;to=11#L10" in details
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
    assert [client.get(reverse(name, args=(item.pk,))).status_code for name in ("kpis:item", "kpis:item_details")] == [
        404,
        404,
    ]


@pytest.mark.once
@pytest.mark.parametrize("name", ["kpis:item", "kpis:item_details"])
def test_the_number_of_queries_does_not_grow_with_the_rows(client, django_assert_num_queries, count_queries, name):
    def year(rows):
        kpis = tuple(KpiSpec(f"指標{n}") for n in range(rows))
        return [ItemSpec("項目", processes=tuple(f"工程{n}を実施する" for n in range(rows)), kpis=kpis)]

    few = count_queries(reverse(name, args=(two_years(year(2), year(2)).pk,)))
    many = two_years(year(60), year(60))
    with django_assert_num_queries(few):
        client.get(reverse(name, args=(many.pk,)))


HEAVIEST_PAGE = 120_000
"""Bytes of HTML; the words of the documents themselves are a quarter of it."""
NOTE = "次回の把握時期は2022年12月。引き続き、先進的な取組を手引きにまとめて横展開し、未着手の団体に助言する。"


def of_ten_years(last_year):
    values = {year: Decimal(250 + year % 100) for year in range(last_year - 9, last_year + 1)}
    actuals = [ActualReading(value, "団体", as_of=f"{year}-04", kind="final") for year, value in values.items()]
    words = f"{values[last_year]}団体（{last_year}年４月）"
    return ItemSpec("項目", kpis=(KpiSpec(actual=words, note=NOTE, actuals=tuple(actuals)),))


@pytest.mark.once
def test_a_page_of_sixty_rows_with_ten_years_each_weighs_little(client):
    before, _ = publish_year(2020, [of_ten_years(2020)])
    last, publication = publish_year(2021, [of_ten_years(2021)], before)
    list_published_kpi_again(publication.kpis.get(), 59)
    page, html = get(client, last.round.edition.items.get())
    assert (page.kpi_count, page.tiers[0].rows[0].previous_year) == (60, "2020年度")
    assert html.count("<title>実績 261団体→271団体、目標 416団体</title>") == 60
    assert len(html.encode()) <= HEAVIEST_PAGE


def test_what_only_some_editions_print_beside_an_item_is_shown_under_its_heading(client):
    built = build_round(make_round(), [ItemSpec("施策甲")])
    built.round.edition.items.update(
        attributes={
            "pillar": "標準化の推進",
            "urls": ["http://example.go.jp/"],
            "effects": {"safety": True},
            "table": 3,
        }
    )
    publish(built)
    _, html = get(client, built.round.edition.items.get())
    for words in ("対応する柱", "標準化の推進", "http://example.go.jp/", "住民生活の安全・安心の確保"):
        assert words in html


def test_a_main_indicator_is_marked(client):
    built = build_round(make_round(), [ItemSpec("項目")])
    KpiListing.objects.update(is_main=True)
    publish(built)
    assert '<span class="tag">主要</span>' in get(client, built.round.edition.items.get())[1]


def test_the_important_issue_leads_to_its_own_line(client):
    item = two_years([], [ItemSpec("項目", number="②", important_issue="地方財政")])
    page, html = get(client, item)
    assert [(source.heading, source.place, source.words) for source in page.sources] == [
        ("改革項目", "1行", "改革項目：②項目"),
        ("重要課題", "2行", "地方財政"),
    ]
    assert all(escape(source.url) in html for source in page.sources)
