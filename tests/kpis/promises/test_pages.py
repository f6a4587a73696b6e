"""約束: the list, the months, the ministries and the calendar."""

import datetime
import uuid
from decimal import Decimal
from http import HTTPStatus

import pytest
import vobject

from kpi_tracker.lib.promises import read_promises
from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.models import Kpi, KpiMove, KpiStanding, PublishedPromise
from kpis.services.identity import join_listings
from kpis.services.standings import rebuild_standings
from reforms.services.frame import retire_rows
from tests.builders import BY_NOBODY, ItemSpec, KpiSpec, build_round, make_ministry, make_programme, make_round, publish

pytestmark = pytest.mark.django_db
URL, CALENDAR, SLIPPAGE, FEED = "/promises/", "/promises/calendar/", "/promises/slippage/", "/promises.ics"
UNSET = TargetReading("undetermined", None, None, None, raw="検討中")


def kpi(name, note="", year=2017, **given):
    return KpiSpec(name, note=note, promises=read_promises(note, year), **{"actuals": (), **given})


def measured(value, as_of, kind="final"):
    return (ActualReading(Decimal(value), "団体", as_of=as_of, kind=kind, raw=f"{value}団体", span=(0, 5)),)


def publish_two_years():
    """Two KPIs of 総務省: one whose 確報 came a year late, one whose value came in time; and one without a target."""
    make_ministry("総務省")
    programme = make_programme()
    final = "2016年４月確報値は、2017年３月頃に公表。"
    value = "2016年度実績については、2017年10月把握。"
    years = (
        (
            2016,
            kpi("窓口の委託", final, 2016, actuals=measured(278, "2016-04", "preliminary")),
            kpi("圏域の数", value, 2016, actuals=measured(17, "2015-03")),
        ),
        (
            2017,
            kpi("窓口の委託", actuals=measured(301, "2017-04", "preliminary")),
            kpi("圏域の数", "2017年度実績については、2018年10月把握。", actuals=measured(23, "2017-03")),
            kpi("未設定のもの", target="検討中", targets=(UNSET,), actuals=()),
        ),
        (2018, kpi("窓口の委託", actuals=measured(299, "2017-04"))),
    )
    listings = {}
    for year, *kpis in years:
        built = build_round(make_round(year, programme), [ItemSpec("委託の加速", "⑪", kpis=tuple(kpis))])
        publish(built)
        for listing in built.listings.values():
            listings.setdefault(listing.name, []).append(listing)
    for same in listings.values():
        join_listings(same[1:], to=same[0].kpi, grounds=KpiMove.Grounds.PERSON, change=BY_NOBODY)
    return programme


@pytest.fixture(scope="module")
def two_years(rows_of_module):
    return rows_of_module(publish_two_years)


def states(client, **query):
    """(KPI, what, state) of each row."""
    rows = client.get(URL, query).context["page"].rows
    return [(row.kpi.label, row.what, row.badge.label) for row in rows]


LATE = ("窓口の委託", "確報値の公表")
IN_TIME = ("圏域の数", "実績の把握")


TOLD = {
    "2016-12-20": [],
    "2017-01-15": [(*LATE, "これから"), (*IN_TIME, "これから")],
    "2017-03-15": [(*LATE, "期間中"), (*IN_TIME, "これから")],
    "2017-11-01": [(*LATE, "期限超過"), (*IN_TIME, "期限超過")],
    "2018-01-15": [
        (*LATE, "期限超過"),
        (*IN_TIME, "これから"),
        ("窓口の委託", "2017年4月の確報", "時期の記載なし"),
        ("未設定のもの", "目標の設定", "時期の記載なし"),
        (*IN_TIME, "公表で確認"),
    ],
    "2026-04-01": [
        (*IN_TIME, "後の公表なし"),
        ("未設定のもの", "目標の設定", "時期の記載なし"),
        (*LATE, "公表で確認"),
        (*IN_TIME, "公表で確認"),
        ("窓口の委託", "2017年4月の確報", "公表で確認"),
    ],
}
"""As of days before the first publication, before and within the first window, after both without and with a newer
publication, and years after the last: what to look at first stands before the rest."""


def test_the_states_are_told_as_of_a_day(client, two_years):
    assert {on: states(client, on=on) for on in TOLD} == TOLD


def test_what_became_of_a_promise_is_told_with_its_delay(client, two_years):
    rows = client.get(URL, {"on": "2019-01-15"}).context["page"].rows
    kept = {row.kpi.label: row.outcome for row in rows if row.badge.label == "公表で確認" and row.window}
    assert kept == {
        "窓口の委託": "2018年12月21日の公表に載りました（遅れは265～630日）。",
        "圏域の数": "2017年12月21日の公表に載りました（遅れは0～51日）。",
    }
    (overdue,) = client.get(URL, {"on": "2018-01-15", "state": "overdue"}).context["page"].rows
    assert overdue.outcome == "期限から290日。2017年12月21日の公表にも載っていません。"


NARROWED = {
    "all": ({}, 5, 3),
    "ministry": ({"ministry": "総務省"}, 5, 3),
    "kind": ({"kind": "target"}, 1, 0),
    "state": ({"state": "undated"}, 2, 0),
    "year in which it ends": ({"year": "2017"}, 1, 1),
    "without a date": ({"year": "none"}, 2, 0),
    "month": ({"month": "2017-03"}, 1, 1),
    "two at once": ({"kind": "final", "state": "overdue"}, 1, 1),
}
"""What is asked, how many promises there are of it, and how many of them have a date."""


def test_the_promises_are_narrowed_by_the_address_in_every_view(client, two_years):
    found = {}
    for name, (query, _, _) in NARROWED.items():
        asked = {"on": "2018-01-15", **query}
        months = client.get(CALENDAR, asked).context["page"].years
        ministries = client.get(SLIPPAGE, asked).context["rows"]
        found[name] = (
            len(states(client, **asked)),
            sum(row.slippage.promised for row in ministries),
            sum(int(month.total.label) for _, rows in months for month in rows),
            client.get(FEED, asked).content.count(b"BEGIN:VEVENT"),
        )
    assert found == {name: (count, count, dated, dated) for name, (_, count, dated) in NARROWED.items()}


BAD = (
    {"kind": "x"},
    {"year": "abc"},
    {"month": "2017-13"},
    {"month": "2018-12-20T25"},
    {"on": "昨日"},
    {"ministry": "ない省"},
)


def test_a_bad_filter_is_told_and_passed_over(client):
    asked = [(url, query) for query in BAD for url in (URL, CALENDAR, SLIPPAGE)]
    untold = [one for one in asked if "読み取れず、外しました" not in client.get(*one).content.decode()]
    assert untold == []
    assert [client.get(FEED, query).status_code for query in BAD] == [200] * len(BAD)


def test_as_of_the_first_day_of_all_nothing_was_promised(client, two_years):
    assert [client.get(url, {"on": "0001-01-01"}).status_code for url in (URL, CALENDAR, SLIPPAGE, FEED)] == [200] * 4


def test_before_anything_is_published_every_view_says_so(client):
    for url in (URL, CALENDAR, SLIPPAGE):
        assert "公表された約束はまだありません" in client.get(url).content.decode()
    assert b"VEVENT" not in client.get(FEED).content


def test_an_unpublished_round_promises_nothing(client):
    build_round(make_round(), [ItemSpec("甲", kpis=(kpi("乙", "2018年３月頃に公表。"),))])
    assert states(client) == []


def test_each_number_of_the_months_leads_to_as_many_promises(client, two_years):
    page = client.get(CALENDAR, {"on": "2018-01-15"}).context["page"]
    assert [label for label, _ in page.years] == [
        "2018年度（平成30年度）",
        "2017年度（平成29年度）",
        "2016年度（平成28年度）",
    ]
    for _, months in page.years:
        for month in months:
            for link in (month.total, *(cell for cell in month.counts if cell.url)):
                assert len(client.get(link.url).context["page"].rows) == int(link.label)
    assert len(client.get(page.undated.url).context["page"].rows) == int(page.undated.label)


def test_a_ministry_is_told_how_late_it_typically_is(client, two_years):
    (row,) = client.get(SLIPPAGE, {"on": "2019-01-15"}).context["rows"]
    assert (row.name, row.typical) == ("総務省", "遅れは0～51日")
    assert (row.slippage.promised, row.slippage.kept, row.slippage.kept_late) == (5, 3, 1)


def test_rows_that_name_no_ministry_are_counted_as_such(client):
    publish(build_round(make_round(), [ItemSpec("甲", segments=(), kpis=(kpi("乙", "2018年３月頃に公表。"),))]))
    (row,) = client.get(SLIPPAGE).context["rows"]
    assert (row.name, row.url, row.slippage.promised) == ("府省庁の記載なし", "", 1)


def test_a_promise_leads_to_its_kpi_and_to_the_row_that_prints_it(client, two_years):
    row = client.get(URL).context["page"].rows[0]
    assert client.get(row.kpi.url).status_code == 200
    address, anchor = row.row_url.split("#")
    assert f'id="{anchor}"' in client.get(address).content.decode()


def events(client, **query):
    calendar = vobject.readOne(client.get(FEED, query).content.decode())
    return list(calendar.contents.get("vevent", ()))


def test_the_calendar_is_read_by_another_parser_with_whole_day_windows(client, two_years):
    event = next(one for one in events(client) if "確報" in one.summary.value)
    assert (event.dtstart.value, event.dtend.value) == (datetime.date(2017, 3, 1), datetime.date(2017, 4, 1))
    assert event.summary.value == "確報値の公表：窓口の委託"
    assert "記載：2017年３月頃に公表" in event.description.value
    assert event.url.value == f"http://testserver/kpis/{Kpi.objects.get(name='窓口の委託', merged_into=None).pk}/"


def test_the_calendar_opens_with_the_type_that_programs_ask_for(client):
    assert client.get(FEED).headers["Content-Type"] == "text/calendar; charset=utf-8"


def test_a_calendar_that_has_not_changed_is_not_sent_again(client, settings, two_years):
    settings.CONDITIONAL_PAGES = True
    first = client.get(FEED)
    again = client.get(FEED, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (HTTPStatus.NOT_MODIFIED, b"")
    assert again.headers["Cache-Control"] == "no-cache"
    other = client.get(FEED, {"year": "2017"}, headers={"If-None-Match": 'W/"of yesterday"'})
    assert other.status_code == HTTPStatus.OK


def test_an_event_keeps_its_identifier_through_errata_and_rebuilding(client):
    programme = make_programme()
    built = build_round(make_round(2017, programme), [ItemSpec("甲", kpis=(kpi("乙", "2018年３月頃に公表。"),))])
    publish(built)
    (before,) = events(client)
    publish(built, reason="正誤")
    PublishedPromise.objects.all().delete()
    assert rebuild_standings() == 1
    (after,) = events(client)
    assert (after.uid.value, after.dtstart.value) == (before.uid.value, before.dtstart.value)


def test_a_row_that_errata_leave_out_takes_its_promises_along(client):
    spec = ItemSpec("甲", kpis=(kpi("乙", "2018年３月頃に公表。"), kpi("丙", "2018年６月頃に公表。")))
    built = build_round(make_round(2017), [spec])
    publish(built)
    retire_rows([built.listings["s1-k2"]], round=built.round, change=BY_NOBODY)
    publish(built, reason="正誤")
    assert [one.standing.name for one in PublishedPromise.objects.all()] == ["乙"]
    assert [event.summary.value for event in events(client)] == ["公表：乙"]


def test_promises_made_again_are_those_made_with_the_publications(two_years):
    assert rebuild_standings() == 0
    uids = list(PublishedPromise.objects.values_list("uid", flat=True))
    assert len(uids) == len(set(uids)) == 5


@pytest.mark.once
def test_the_number_of_queries_does_not_grow_with_the_promises(client, count_queries):
    make_ministry("総務省")
    publish(build_round(make_round(), [ItemSpec("甲", kpis=tuple(kpi(f"指標{n}") for n in range(10)))]))
    queries = (URL, f"{URL}?page=2&kind=value", CALENDAR, f"{SLIPPAGE}?ministry=総務省", f"{FEED}?year=2017")
    promise_more(40)
    at_forty = [count_queries(query) for query in queries]
    promise_more(360)
    assert [count_queries(query) for query in queries] == at_forty


def promise_more(count):
    """So many promises more, spread over the published rows."""
    rows = list(KpiStanding.objects.order_by("pk"))
    first = PublishedPromise.objects.count()
    PublishedPromise.objects.bulk_create(
        PublishedPromise(
            standing=rows[number % len(rows)],
            publication_id=rows[0].publication_id,
            number=number,
            uid=uuid.uuid4(),
            kind="value",
            what="実績の把握",
            ends_on=datetime.date(2018, 3, 1) + datetime.timedelta(days=number % 30),
        )
        for number in range(first, first + count)
    )
