"""The worksheet of an open round, and the list of open rounds."""

import datetime
from copy import deepcopy
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from kpi_tracker.lib.records import replace
from reforms.models import Submission, User
from reforms.services.changes import Change
from reforms.services.submitting import confirm, send_back
from tests.builders import NOT_YET, make_ministry, make_user
from tests.kpis.worksheet.entered import MOST_QUERIES_OF_A_SAVE, item, opened, send
from tests.opened import hand_in, part_keys

pytestmark = pytest.mark.django_db


def page_of(client, sheet, query=""):
    return client.get(reverse("kpis:worksheet", args=(sheet.round.pk,)) + query).context["page"]


def rows_of(page):
    return [row for one in page.items for row in (*one.segments, *one.kpis)]


@pytest.fixture(scope="module")
def built(rows_of_module):
    return rows_of_module(lambda: opened([item(1), item(2)]))


@pytest.fixture
def sheet(client, built):
    sheet = deepcopy(built)
    client.force_login(sheet.staff)
    return sheet


def test_last_years_words_stand_beside_the_fields(client, sheet):
    page = page_of(client, sheet)

    (segment,), (kpi,) = page.items[0].segments, page.items[0].kpis
    assert page.year == "2017年度"
    assert [field.previous for field in segment.fields] == ["調査を実施した。", "引き続き実施。", "順調"]
    assert [field.previous for field in kpi.fields] == ["301団体（2017年４月速報値）", ""]
    assert kpi.grade.code == "B"
    assert kpi.target_words == "2020年度までに416団体"


def test_without_a_year_before_there_is_nothing_beside(client):
    sheet = opened(with_last_year=False)
    client.force_login(sheet.staff)

    page = page_of(client, sheet)

    assert page.year == ""
    assert [field.previous for row in rows_of(page) for field in row.fields] == [""] * 5


def test_a_row_says_how_its_words_are_read_and_judged(client, sheet):
    send(client, "enter_kpi", sheet.snapshot().pk, version=1, actual="330団体（2018年４月）")

    reading = page_of(client, sheet).items[0].kpis[0].reading

    (value,) = reading.values
    assert (value.value, value.unit, value.as_of, value.kind_words) == ("330", "団体", "2018年4月", "確報・実績")
    assert (value.plain_value, value.plain_as_of) == ("330", "2018-04")
    assert reading.grade.rating.code == "B"
    assert reading.grade.explanation


def test_what_is_left_is_counted_and_can_be_shown_alone(client, sheet):
    send(client, "enter_kpi", sheet.snapshot().pk, version=1, actual="330団体（2018年４月）")

    page = page_of(client, sheet, "?show=todo")

    assert (page.total, page.entered, page.left) == (4, 1, 3)
    assert [(tab.label, tab.count) for tab in page.tabs] == [("すべて", 4), ("未入力", 3), ("差戻し", 0)]
    assert f"kpi-{sheet.snapshot().pk}" not in [row.key for row in rows_of(page)]


def test_what_was_returned_is_told_with_its_reason(client, sheet):
    first, _ = hand_in(sheet.round, sheet.ministry, by=sheet.staff)
    send_back(sheet.round, {first: 1}, change=Change(make_user(User.Role.REVIEWER), "時点を確かめること"))

    page = page_of(client, sheet, "?show=returned")

    (only,) = page.items
    (part,) = only.parts
    assert (part.state_words, part.returned_reason, part.may_submit) == ("差戻し", "時点を確かめること", True)
    assert all(row.may_edit for row in rows_of(page))


def test_one_item_can_be_shown_alone(client, sheet):
    second = sheet.round.edition.items.get(row_id="i2")

    page = page_of(client, sheet, f"?item={second.pk}")

    assert [one.pk for one in page.items] == [second.pk]
    assert page.tabs[0].count == 2


@pytest.mark.parametrize("query", ["?item=x", "?item=²", f"?item={10**30}", "?show=x", "?item=", "?item=-1"])
def test_what_the_address_cannot_mean_is_passed_over(client, sheet, query):
    assert len(page_of(client, sheet, query).items) == 2


def test_the_secretariat_sees_every_row_and_enters_none(client, sheet):
    client.force_login(make_user(User.Role.REVIEWER))

    rows = rows_of(page_of(client, sheet))

    assert len(rows) == 4
    assert not any(row.may_edit for row in rows)


def test_only_the_last_own_save_can_be_taken_back(client, sheet):
    send(client, "enter_kpi", sheet.snapshot().pk, version=1, actual="330団体")
    assert [row.may_undo for row in rows_of(page_of(client, sheet))] == [False, True, False, False]

    client.force_login(make_user(User.Role.STAFF, sheet.ministry))
    assert not any(row.may_undo for row in rows_of(page_of(client, sheet)))


def test_a_heading_stands_once_before_its_rows(client):
    sheet = opened([item(1, replace(NOT_YET, name="内訳一"), replace(NOT_YET, name="内訳二"))])
    client.force_login(sheet.staff)
    first, second = sheet.built.listings.values()
    first.is_heading, first.kpi = True, None
    first.save()
    second.heading = first
    second.save()

    (heading, row) = page_of(client, sheet).items[0].kpis

    assert (heading.is_heading, heading.title, row.title) == (True, "内訳一", "内訳二")
    assert not heading.may_edit


def test_handing_in_tells_what_is_missing_and_does_nothing(client, sheet):
    key = part_keys(sheet.round, sheet.ministry)[0]

    response = client.post(
        reverse("kpis:submit_part", args=(sheet.round.pk,)), {"item": key.item, "ministry": key.ministry}
    )

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    rows = response.context["missing"]["rows"]
    assert [row.url for row in rows] == [f"#segment-{sheet.segment().pk}", f"#kpi-{sheet.snapshot().pk}"]
    assert not Submission.objects.exists()


def test_a_whole_part_is_handed_in(client, sheet):
    send(client, "enter_kpi", sheet.snapshot().pk, version=1, note="実績は2019年３月頃に公表。")
    send(client, "enter_progress", sheet.segment().pk, version=1, progress="調査した。", mark="順調")
    key = part_keys(sheet.round, sheet.ministry)[0]

    response = client.post(
        reverse("kpis:submit_part", args=(sheet.round.pk,)), {"item": key.item, "ministry": key.ministry}
    )

    assert response.url == f"/entry/{sheet.round.pk}/#item-{key.item}"
    submission = Submission.objects.get()
    assert (submission.item_id, submission.state, submission.by) == (key.item, "submitted", sheet.staff)


@pytest.mark.parametrize("changed", [{"ministry": 10**9}, {"item": 10**9}, {"item": "x"}, {"item": ""}])
def test_a_part_that_is_not_theirs_is_not_there(client, sheet, changed):
    key = part_keys(sheet.round, sheet.ministry)[0]
    sent = {"item": key.item, "ministry": key.ministry} | changed

    response = client.post(reverse("kpis:submit_part", args=(sheet.round.pk,)), sent)

    assert response.status_code == HTTPStatus.NOT_FOUND
    assert not Submission.objects.exists()


def test_one_open_round_is_opened_at_once(client, sheet):
    assert client.get(reverse("kpis:worksheets")).url == f"/entry/{sheet.round.pk}/"


def test_several_open_rounds_are_listed_with_what_is_left_in_each(client, sheet):
    sheet.round.due_on = timezone.localdate() - datetime.timedelta(days=2)
    sheet.round.save()
    other = opened([item(9)], with_last_year=False, ministry=sheet.ministry)
    hand_in(other.round, sheet.ministry, by=sheet.staff)

    overdue, second = client.get(reverse("kpis:worksheets")).context["rounds"]

    assert (overdue.pk, overdue.days_left, overdue.left, overdue.total) == (sheet.round.pk, -2, 4, 4)
    assert (second.pk, second.days_left, second.submitted, second.parts) == (other.round.pk, None, 1, 1)


def test_who_enters_nothing_sees_an_empty_list(client, sheet):
    client.force_login(make_user(User.Role.STAFF, make_ministry("財務省")))
    assert client.get(reverse("kpis:worksheets")).context["rounds"] == []


def test_what_was_handed_in_is_no_longer_left(client, sheet):
    hand_in(sheet.round, sheet.ministry, by=sheet.staff)

    page = page_of(client, sheet)

    assert (page.total, page.entered, page.left) == (4, 4, 0)
    assert [tab.count for tab in page.tabs] == [4, 0, 0]
    assert [(one.heading, one.left, one.parts[0].may_withdraw) for one in page.standings] == [
        ("項目1", 0, True),
        ("項目2", 0, True),
    ]


def test_what_was_handed_in_is_taken_back_while_nobody_has_confirmed_it(client, sheet):
    first, second = hand_in(sheet.round, sheet.ministry, by=sheet.staff)
    confirm(sheet.round, {second: 1}, change=Change(make_user(User.Role.REVIEWER)))

    for key in (first, second):
        sent = {"item": key.item, "ministry": key.ministry}
        response = client.post(reverse("kpis:withdraw_part", args=(sheet.round.pk,)), sent)
        assert response.url == f"/entry/{sheet.round.pk}/#item-{key.item}"

    assert list(Submission.objects.order_by("item").values_list("state", flat=True)) == ["entering", "confirmed"]
    told = [str(message) for message in client.get(response.url).context["messages"]]
    assert ["取り下げました" in one for one in told] == [True, False]


def test_a_row_of_a_cell_is_named_by_its_process_and_its_label(client, sheet):
    (row,) = page_of(client, sheet).items[0].segments

    assert (row.label, row.title) == ("【総務省】", "調査を実施")


def rows_in_items(number, start=1):
    """Items of one part of a progress cell and nine KPI rows each."""
    return [
        item(n, *(replace(NOT_YET, name=f"指標{n}の{order}") for order in range(1, 10)))
        for n in range(start, start + number // 10)
    ]


@pytest.fixture
def rounds(client):
    """By the number of their rows, rounds that the signed-in person enters into, the year before published."""
    ten = opened(rows_in_items(10))
    client.force_login(ten.staff)
    return {
        10: ten,
        40: opened(rows_in_items(40), ministry=ten.ministry),
        400: opened(rows_in_items(400), ministry=ten.ministry),
    }


@pytest.mark.once
def test_page_and_save_take_as_many_queries_at_four_hundred_rows_as_at_few(client, rounds, count_queries, queries_of):
    pages = {rows: count_queries(reverse("kpis:worksheet", args=(sheet.round.pk,))) for rows, sheet in rounds.items()}
    assert pages[40] == pages[400]

    saves = {}
    for rows, sheet in rounds.items():
        key = sheet.snapshot().pk
        for version, words in enumerate(["330団体（2018年４月）", "331団体（2018年４月）"], start=1):
            entered = {"version": version, "actual": words, "note": f"2019年{version}月頃に公表。"}
            saves[rows, version] = queries_of(
                lambda key=key, entered=entered: send(client, "enter_kpi", key, **entered)
            )
    assert [saves[10, version] for version in (1, 2)] == [saves[400, version] for version in (1, 2)]
    assert max(saves.values()) <= MOST_QUERIES_OF_A_SAVE
