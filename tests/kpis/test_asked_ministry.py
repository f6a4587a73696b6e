"""?ministry=: from the list into the page of an item."""

import pytest
from django.urls import reverse

from reforms.drafts import SegmentDraft
from reforms.models import PublishedItem
from tests.builders import ItemSpec, build_round, make_ministry, make_round, publish

pytestmark = pytest.mark.django_db
SEGMENTS = (
    SegmentDraft("【総務省】", ("総務省",), "【総務省】要綱を定めた。（順調）", "【総務省】続ける。", "順調"),
    SegmentDraft("【番号室】", ("番号室",), "【番号室】検討した。", "", ""),
)


def published(*items):
    publish(build_round(make_round(), items))
    return PublishedItem.objects.earliest("order").item


def test_the_asked_ministry_is_carried_into_the_page_of_each_item(client):
    make_ministry("総務省")
    item = published(ItemSpec("項目"))
    url = reverse("kpis:items")
    (row,) = client.get(url, {"ministry": "総務省", "q": "窓口"}).context["page"].items
    assert row.url.endswith("/?ministry=%E7%B7%8F%E5%8B%99%E7%9C%81")
    assert row.matches[0].url.startswith(f"{row.url}#kpi-")
    (row,) = client.get(url).context["page"].items
    assert row.url == reverse("kpis:item", args=(item.pk,))


def test_what_is_of_the_asked_ministry_is_marked_and_counted(client):
    parent = make_ministry("内閣官房")
    make_ministry("番号室", parent=parent)
    make_ministry("総務省")
    item = published(ItemSpec("項目", segments=SEGMENTS), ItemSpec("次の項目"))
    response = client.get(item.get_absolute_url(), {"ministry": "内閣官房"})
    page, html = response.context["page"], response.content.decode()
    assert [segment.is_asked for segment in page.process_groups[0].segments] == [False, True]
    assert (page.own.segments, page.own.kpis, page.own.first) == (1, 0, f"#{page.process_groups[0].anchor}")
    assert html.count("選択した府省庁") == 2
    assert all("?ministry=%E5%86%85" in link.url for link in (*page.rounds, *page.neighbours))


@pytest.mark.parametrize(
    ("ministry", "told"),
    [
        pytest.param("財務省", "この改革項目に、財務省の名で分けた記載はありません。", id="not in the item"),
        pytest.param("無い省", None, id="no such ministry"),
        pytest.param("", None, id="none asked for"),
    ],
)
def test_a_ministry_that_has_no_part_in_the_item_marks_nothing(client, ministry, told):
    make_ministry("財務省")
    item = published(ItemSpec("項目", segments=SEGMENTS))
    response = client.get(item.get_absolute_url(), {"ministry": ministry})
    assert (response.context["page"].own is not None) == (told is not None)
    assert "選択した府省庁" not in response.content.decode()
    assert told is None or told in response.content.decode()
