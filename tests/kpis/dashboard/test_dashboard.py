"""The dashboard: its numbers, the rows behind each of them, and what it says where it cannot compare."""

import datetime
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import fields, is_dataclass
from decimal import Decimal
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser

from kpi_tracker.lib.readings import ActualReading, PromiseReading
from kpis.dashboard.forms import DashboardForm, RowForm
from kpis.dashboard.selectors.by_item import HeatCell
from kpis.dashboard.selectors.counted import CountLine, GradeCell
from kpis.dashboard.selectors.offer import offer
from kpis.dashboard.selectors.page import Section, dashboard_page
from kpis.dashboard.selectors.rows import row_list_page
from kpis.dashboard.selectors.transitions import Move, Transitions
from kpis.models import KpiStanding
from reforms.drafts import SegmentDraft
from reforms.models import User
from tests.builders import (
    ItemSpec,
    KpiSpec,
    build_round,
    make_ministry,
    make_programme,
    make_round,
    make_user,
    open_for_entry,
    publish,
)
from tests.kpis.dashboard.years import join, make_year, publish_year

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2018, 6, 1)
PROMISE = PromiseReading("実績の把握", datetime.date(2018, 3, 1), datetime.date(2018, 3, 31), "2018年3月", (0, 7))


def kpi(name, grade, **more):
    return KpiSpec(name, grade=grade, **more)


def part(*ministries):
    return tuple(SegmentDraft(f"【{name}】", (name,), "実施。", "", "") for name in ministries)


def shown(user=None, **asked):
    """The dashboard's page for an address."""
    offered = offer(asked.get("programme", ""), asked.get("year", ""))
    filters = DashboardForm(asked, offered).filters()
    return dashboard_page(offered, filters, asked.get("page", ""), user=user or AnonymousUser(), today=TODAY)


def listed(query):
    """The list's page for a query string."""
    asked = dict(parse_qsl(query))
    offered = offer(asked.get("programme", ""), asked.get("year", ""))
    return row_list_page(offered, RowForm(asked, offered).filters(), asked.get("page", ""), today=TODAY)


def counts(cells):
    return {cell.rating.code if cell.rating else None: (cell.count, cell.change) for cell in cells}


def publish_two_years():
    """Two years on one scale. Of 2017: 一 moved N→A, 二 stayed B, 三 is new, and stands twice; 四 ended in 2016."""
    for name in ("甲省", "乙省"):
        make_ministry(name)
    first, _ = publish_year(
        2016,
        [
            ItemSpec("項目壱", "①", kpis=(kpi("一", "N"), kpi("二", "B", tier=2)), segments=part("甲省")),
            ItemSpec("項目弐", "②", kpis=(kpi("四", "A"),), segments=part("乙省")),
        ],
    )
    second = build_round(
        make_year(2017, first.round),
        [
            ItemSpec("項目壱", "①", kpis=(kpi("一", "A"), kpi("二", "B", tier=2)), segments=part("甲省")),
            ItemSpec("項目弐", "②", kpis=(kpi("三", "N", promises=(PROMISE,), actuals=()),), segments=part("乙省")),
            ItemSpec("項目参", "③", kpis=(kpi("三", "N", relisted=True, actuals=()),), segments=part("甲省", "乙省")),
        ],
    )
    for row_id in ("s1-k1", "s1-k2"):
        join(second.listings[row_id], first.listings[row_id])
    join(second.listings["s3-k1"], second.listings["s2-k1"])
    for name in ("項目壱", "項目弐"):
        before = first.round.edition.items.get(name=name)
        second.round.edition.items.filter(name=name).update(continues=before, continuation="confirmed")
    publish(second)
    return second


@pytest.fixture(scope="module")
def two_years_once(rows_of_module):
    return rows_of_module(publish_two_years)


@pytest.fixture
def two_years(two_years_once):
    return deepcopy(two_years_once)


def test_every_grade_is_counted_beside_the_year_before_and_a_relisted_kpi_once(two_years):
    page = shown()
    assert page.head.year == "2017年度（平成29年度）"
    assert page.counts.total == 3
    assert counts(page.counts.cells) == {"A": (1, 0), "B": (1, 0), "N": (1, 0)}


@pytest.mark.once
def test_every_number_opens_exactly_its_rows(two_years):
    page = shown()
    numbers = {*numbers_of(page), *numbers_of(shown(ministry="甲省"))}
    assert len(numbers) > 50
    assert [
        (url, count) for count, url in numbers if listed(urlsplit(url).query).page_obj.paginator.count != count
    ] == []


def test_a_row_without_a_grade_is_counted_as_such_in_the_shown_year(client):
    publish_year(2016, [ItemSpec("甲", kpis=(kpi("乙", ""), kpi("丙", "A")))])
    assert client.get("/dashboard/").content.decode().count("<b>記載なし 1</b>") == 1


def numbers_of(part) -> Iterator[tuple[int, str]]:
    """Every number on the page with the address it leads to."""
    if isinstance(part, GradeCell | Move | Section):
        yield part.count, part.url
    if isinstance(part, CountLine):
        yield part.total, part.url
    if isinstance(part, HeatCell) and part.is_listed:
        yield sum(cell.count for cell in part.cells), part.url
    if isinstance(part, Transitions) and part.year_before:
        yield from ((part.moved, part.moved_url), (part.added, part.added_url), (part.ended, part.ended_url))
    if is_dataclass(part) and not (isinstance(part, HeatCell) and not part.is_current):  # those lead on as a whole
        for one in fields(part):
            yield from numbers_of(getattr(part, one.name))
    if isinstance(part, list | tuple):
        for one in part:
            yield from numbers_of(one)


def test_moves_are_a_table_of_last_years_grade_by_this_years(two_years):
    moves = shown().counts.transitions
    assert moves.note == ""
    table = {
        (line.rating.code, to.code): move.count
        for line in moves.lines
        for to, move in zip(moves.to, line.moves, strict=True)
        if move.count
    }
    assert table == {("N", "A"): 1, ("B", "B"): 1}
    assert (moves.moved, moves.stayed, moves.added, moves.ended) == (1, 2, 1, 1)


def test_tiers_and_ministries_count_each_kpi_once(two_years):
    page = shown()
    assert [(line.label, line.total, counts(line.cells)["N"]) for line in page.counts.tiers.lines] == [
        ("第一階層", 2, (1, 0)),
        ("第二階層", 1, (0, 0)),
    ]
    lines = {line.label: line for line in page.ministries.lines}
    assert {label: line.total for label, line in lines.items()} == {"甲省": 3, "乙省": 1}
    assert [label for label, line in lines.items() if line.cells[2].is_most] == ["甲省", "乙省"]


def test_items_count_their_rows_year_by_year_with_those_printed_again(two_years):
    rows = {row.name: row for row in shown().items.rows}
    assert [cell.year for cell in rows["項目壱"].years] == [2016, 2017]
    assert [counts(cell.cells) for cell in rows["項目壱"].years] == [
        {"B": (1, None), "N": (1, None)},
        {"A": (1, None), "B": (1, None)},
    ]
    assert rows["項目壱"].changes == ["A ＋1", "N －1"]
    assert counts(rows["項目参"].years[1].cells) == {"N": (1, None)}
    assert not rows["項目参"].years[0].is_listed


def test_an_item_of_another_year_is_found_in_the_shown_one(two_years):
    before = two_years.round.edition.items.get(name="項目壱").continues
    page = shown(item=str(before.pk))
    assert [row.name for row in page.items.rows] == ["項目壱"]
    assert page.counts.total == 2


def test_what_is_asked_wrongly_is_told_and_passed_over(client, two_years):
    answer = client.get("/dashboard/", {"ministry": "無い省", "tier": "9", "item": "²", "page": "x", "year": "1"})
    assert "「府省庁」の指定を読み取れず、外しました。" in answer.content.decode()
    assert answer.context["page"].counts.total == 3
    assert client.get("/dashboard/", {"item": "9" * 5_000}).status_code == 200  # more digits than int() reads
    rows = client.get("/dashboard/rows/", {"sort": "desc", "state": "lost", "grade": "Z", "before": "Z"})
    assert rows.context["page"].page_obj.paginator.count == 3


def test_a_promise_is_overdue_from_the_day_after_its_window(two_years):
    offered = offer("", "")
    filters = DashboardForm({}, offered).filters()

    def overdue(today):
        page = dashboard_page(offered, filters, "", user=AnonymousUser(), today=today)
        return [row.name for row in page.overdue.rows]

    assert overdue(datetime.date(2018, 3, 31)) == []
    assert overdue(datetime.date(2018, 4, 1)) == ["三"]


def test_a_promise_that_no_later_document_could_answer_is_no_overdue_one(two_years):
    offered = offer("", "")
    later = datetime.date(2026, 11, 21)
    page = dashboard_page(offered, DashboardForm({}, offered).filters(), "", user=AnonymousUser(), today=later)
    assert (page.overdue.count, page.unanswered.count) == (0, 1)
    row = row_list_page(offered, RowForm({"state": "unanswered"}, offered).filters(), "", today=later).rows[0]
    assert [(promise.window, promise.state, promise.is_late) for promise in row.promises] == [
        ("2018年3月", "後の公表なし", True)
    ]


def test_the_furthest_behind_comes_first_with_what_both_ratios_are():
    def at(value, as_of):
        return (ActualReading(Decimal(value), "団体", as_of=as_of, kind="final", raw=f"{value}団体", span=(0, 5)),)

    first, _ = publish_year(
        2016,
        [
            ItemSpec(
                "項目", kpis=(kpi("近", "B", actuals=at(278, "2016-04")), kpi("遠", "A", actuals=at(200, "2016-04")))
            )
        ],
    )
    publish_year(
        2017,
        [
            ItemSpec(
                "項目", kpis=(kpi("近", "B", actuals=at(301, "2017-04")), kpi("遠", "A", actuals=at(201, "2017-04")))
            )
        ],
        first,
    )
    page = shown()
    assert [(row.name, row.rating.code, row.computed.code) for row in page.behind.rows] == [
        ("遠", "A", "B"),
        ("近", "B", "B"),
    ]
    assert (page.behind.rows[1].behind, page.behind.rows[1].pace) == ("3.7ポイント", "進捗率 16.7％・経過率 20.3％")


@pytest.mark.parametrize(
    ("grades_before", "note"),
    [
        pytest.param(
            False, "2016年度の版は区分を記載していないため、2016年度との区分の比較はできません。", id="no grades"
        ),
        pytest.param(True, "2016年度の版は区分の体系が異なるため、区分を比べません。", id="another scale"),
    ],
)
def test_years_that_are_not_graded_alike_are_not_compared_and_it_is_said(grades_before, note):
    first = build_round(
        make_round(2016, grades=grades_before), [ItemSpec("項目", kpis=(kpi("一", "N" if grades_before else ""),))]
    )
    publish(first)
    second = build_round(make_round(2017, first.round.edition.programme), [ItemSpec("項目", kpis=(kpi("一", "A"),))])
    join(second.listings["s1-k1"], first.listings["s1-k1"])
    publish(second)
    page = shown()
    assert page.counts.transitions.note == note
    assert (page.counts.transitions.lines, page.counts.transitions.stayed) == ([], 1)
    assert {cell.change for cell in page.counts.cells} == {None}
    assert page.years.figure is None
    assert listed("state=moved").rows == listed("before=N").rows == []


def test_a_first_year_says_that_there_is_none_before_it():
    publish_year(2017, [ItemSpec("項目")])
    page = shown()
    assert page.counts.transitions.year_before is None
    assert page.counts.transitions.note == "この計画の前の年度の公表はないため、動きは示せません。"


def test_years_graded_alike_are_drawn_and_said(two_years):
    years = shown().years
    assert [trace["y"] for trace in years.figure["data"]] == [[1, 1], [1, 1], [1, 1]]
    assert years.sentence.startswith("2016年度は3件のうちA 1件、B 1件、N 1件。")


def test_nothing_published_is_said(client):
    charts = ("/charts/", "/charts/?kpi=1", "/charts/embedded/")
    for address in ("/dashboard/", "/dashboard/rows/", "/dashboard/embedded/", *charts):
        assert "まだ何も公表されていません" in client.get(address).content.decode()


def test_what_was_published_before_standings_were_kept_is_told(client, two_years):
    KpiStanding.objects.all().delete()
    assert "まだ数えられていません" in client.get("/dashboard/").content.decode()


def test_the_parts_of_the_next_round_are_for_those_who_may_see_them(client, two_years):
    mine, other = make_ministry("入力省"), make_ministry("よその省")
    opened = build_round(make_year(2018, two_years.round), [ItemSpec("項目壱", segments=part("入力省"))])
    open_for_entry(opened, mine)
    programme = {"programme": two_years.round.edition.programme.slug}
    people = {
        "staff": make_user(User.Role.STAFF, mine),
        "elsewhere": make_user(User.Role.STAFF, other),
        "viewer": make_user(User.Role.VIEWER),
        "reviewer": make_user(User.Role.REVIEWER),
    }
    seen = {name: shown(user, **programme).rounds for name, user in people.items()}
    assert {name: [round.parts for round in rounds] for name, rounds in seen.items()} == {
        "staff": [1],
        "elsewhere": [],
        "viewer": [],
        "reviewer": [1],
    }
    assert seen["staff"][0].link.url == f"/entry/{opened.round.pk}/"
    assert shown(**programme).rounds == []
    client.force_login(people["staff"])
    assert "公表前" in client.get("/dashboard/", programme).content.decode()


def test_only_the_embedded_page_may_stand_in_a_frame_and_it_shows_everybody_the_same(client, two_years):
    embedded, whole = client.get("/dashboard/embedded/"), client.get("/dashboard/")
    assert "frame-ancestors 'self'" in embedded.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in embedded.headers
    assert "frame-ancestors 'none'" in whole.headers["Content-Security-Policy"]
    assert whole.headers["X-Frame-Options"] == "DENY"
    words = embedded.content.decode()
    assert "site-header" not in words
    client.force_login(make_user(User.Role.REVIEWER))
    assert client.get("/dashboard/embedded/").content.decode() == words


def test_names_from_documents_are_shown_as_text(client):
    publish_year(2017, [ItemSpec("<b>項目</b>", kpis=(kpi("</script><script>alert(1)</script>", "N"),))])
    for address in ("/dashboard/", "/dashboard/rows/"):
        words = client.get(address).content.decode()
        assert "<script>alert" not in words
        assert "<b>項目" not in words


def test_many_items_are_paged_and_the_page_keeps_what_is_asked(client):
    publish_year(2017, [ItemSpec(f"項目{n}", kpis=(kpi(f"指標{n}", "A"),)) for n in range(51)])
    page = shown(tier="1", page="3").items
    assert [row.name for row in page.rows] == [f"項目{n}" for n in range(40, 51)]
    assert "tier=1" in page.page_links[0].url
    assert len(listed("sort=printed").rows) == 50
    assert [link.label for link in listed("sort=printed").page_links] == ["1", "2"]


@pytest.mark.once
def test_every_page_takes_as_many_queries_at_four_hundred_kpis_as_at_forty(count_queries):
    few, many = (make_programme() for _ in range(2))
    for programme, number in ((few, 40), (many, 400)):
        first = build_round(make_round(2016, programme), [ItemSpec("項目", kpis=(kpi("指標0", "N"),))])
        publish(first)
        kpis = tuple(kpi(f"指標{n}", "ABN"[n % 3], promises=(PROMISE,)) for n in range(number))
        second = build_round(make_year(2017, first.round), [ItemSpec("項目", kpis=kpis)])
        join(second.listings["s1-k1"], first.listings["s1-k1"])
        publish(second)
    for address in (
        "/dashboard/",
        "/dashboard/rows/",
        "/dashboard/rows/?state=overdue",
        "/dashboard/embedded/",
        "/charts/",
        "/charts/?show=table",
        "/charts/embedded/",
        "/charts/values.csv",
    ):
        at = "&" if "?" in address else "?"
        taken = {count_queries(f"{address}{at}programme={one.slug}") for one in (few, many)}
        assert len(taken) == 1, (address, taken)
