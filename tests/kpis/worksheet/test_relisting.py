"""A KPI that is listed again is entered once."""

from copy import deepcopy
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from kpi_tracker.lib.records import replace
from kpis.models import Contradiction, KpiListing, ListingResponsibility, Measurement
from kpis.run_checks import run_checks
from reforms.models import ReasonCode, User
from reforms.parts import PartKey
from reforms.services.changes import Change
from reforms.services.submitting import confirm, submit
from tests.builders import NOT_YET, make_ministry, make_user, publish
from tests.kpis.worksheet.entered import MOST_QUERIES_OF_A_SAVE, item, join_listings, opened, send

pytestmark = pytest.mark.django_db

LEADER, FOLLOWER = "s1-k1", "s2-k1"
APART = {"code": ReasonCode.DEFINITION, "reason": "圏域の範囲が違うため"}


def relisted():
    """Two items, the second of which lists the KPI of the first again."""
    kpi = replace(NOT_YET, name="委託団体数")
    sheet = opened([item(1, kpi), item(2, replace(kpi, relisted=True))])
    join_listings(sheet.built, LEADER, FOLLOWER)
    return sheet


@pytest.fixture(scope="module")
def built(rows_of_module):
    return rows_of_module(relisted)


@pytest.fixture
def sheet(client, built):
    sheet = deepcopy(built)
    client.force_login(sheet.staff)
    return sheet


def confirm_follower(sheet, clerk):
    """Brings the part with the row listed again to 確認."""
    reviewer = make_user(User.Role.REVIEWER)
    ministry = clerk.ministries.get()
    key = PartKey(sheet.round.edition.items.get(row_id="i2").pk, ministry.pk)
    submit(sheet.round, [key], missing=(), change=Change(clerk))
    confirm(sheet.round, {key: 1}, change=Change(reviewer))


def test_the_other_row_takes_the_words_over_and_their_reading(client, sheet):
    status, content = send(
        client, "enter_kpi", sheet.snapshot(LEADER).pk, version=1, actual="320団体（2018年４月）", note="来年度公表。"
    )

    follower = sheet.snapshot(FOLLOWER)
    assert status == HTTPStatus.OK
    assert content["followers"] == [
        {
            "key": f"kpi-{follower.pk}",
            "version": 2,
            "values": {"actual": "320団体（2018年４月）", "note": "来年度公表。"},
        }
    ]
    assert follower.actual_words == "320団体（2018年４月）"
    assert Measurement.objects.get(listing=follower.listing, round=sheet.round).value == 320


def test_the_page_says_which_row_is_entered_for_which(client, sheet):
    page = client.get(reverse("kpis:worksheet", args=(sheet.round.pk,))).context["page"]

    leader, follower = (page_item.kpis[0] for page_item in page.items)
    assert follower.follows.key == leader.key
    assert follower.follows.url == f"#{leader.key}"
    assert [row.key for row in leader.followers] == [follower.key]
    assert not follower.is_todo


def test_the_leader_of_another_ministry_is_named_without_a_way_to_it(client, sheet):
    ListingResponsibility.objects.filter(listing__row_id=LEADER).update(ministry=make_ministry("財務省"))

    page = client.get(reverse("kpis:worksheet", args=(sheet.round.pk,))).context["page"]

    (follower,) = [row for page_item in page.items for row in page_item.kpis]
    assert (follower.follows.title, follower.follows.url) == ("項目1の「委託団体数」", "")


def test_a_differing_value_needs_a_reason(client, sheet):
    send(client, "enter_kpi", sheet.snapshot(LEADER).pk, version=1, actual="320団体")
    row = sheet.snapshot(FOLLOWER)

    status, content = send(client, "enter_kpi", row.pk, version=2, actual="12団体")
    assert (status, list(content["errors"])) == (HTTPStatus.UNPROCESSABLE_ENTITY, ["reason"])
    assert sheet.snapshot(FOLLOWER).actual_words == "320団体"

    assert send(client, "enter_kpi", row.pk, version=2, actual="12団体", **APART)[0] == HTTPStatus.OK
    state = sheet.snapshot(FOLLOWER).history.latest()
    assert (state.reason_code, state.history_change_reason) == (ReasonCode.DEFINITION, "圏域の範囲が違うため")


def test_a_row_that_says_something_else_no_longer_follows(client, sheet):
    send(client, "enter_kpi", sheet.snapshot(FOLLOWER).pk, version=1, actual="12団体", **APART)

    _, content = send(client, "enter_kpi", sheet.snapshot(LEADER).pk, version=1, actual="320団体（2018年４月）")

    assert content["followers"] == []
    assert sheet.snapshot(FOLLOWER).actual_words == "12団体"


def test_a_row_that_follows_is_never_left_to_be_entered(client, sheet):
    row = sheet.snapshot(FOLLOWER)

    _, content = send(client, "enter_kpi", row.pk, version=1, note="圏域ごとに集計する。", **APART)

    assert content["values"] == {"actual": "", "note": "圏域ごとに集計する。"}
    assert content["is_todo"] is False
    KpiListing.objects.filter(row_id=LEADER).update(is_relisted=True)  # nothing is left to follow
    _, content = send(client, "enter_kpi", row.pk, version=2, note="改めて集計する。", **APART)
    assert content["is_todo"] is True


def test_a_row_that_differs_is_shown_as_such(client, sheet):
    send(client, "enter_kpi", sheet.snapshot(LEADER).pk, version=1, actual="320団体")
    address = reverse("kpis:worksheet", args=(sheet.round.pk,))
    assert [one.kpis[0].is_apart for one in client.get(address).context["page"].items] == [False, False]

    send(client, "enter_kpi", sheet.snapshot(FOLLOWER).pk, version=2, actual="12団体", **APART)
    assert [one.kpis[0].is_apart for one in client.get(address).context["page"].items] == [False, True]


def test_a_row_that_differs_stands_under_the_contradictions_once_published(client, sheet):
    send(client, "enter_kpi", sheet.snapshot(LEADER).pk, version=1, actual="320団体（2018年４月）")
    send(client, "enter_kpi", sheet.snapshot(FOLLOWER).pk, version=2, actual="310団体（2018年４月）", **APART)

    publish(sheet.built)
    run_checks(timezone.localdate())

    (found,) = Contradiction.objects.filter(check_id="same_date_different_value")
    assert "委託団体数" in found.message


def test_a_save_that_another_row_follows_stays_within_the_limit(client, sheet, queries_of):
    key = sheet.snapshot(LEADER).pk
    entered = {"version": 1, "actual": "320団体（2018年４月）", "note": "2019年３月頃に公表。"}

    assert queries_of(lambda: send(client, "enter_kpi", key, **entered)) <= MOST_QUERIES_OF_A_SAVE
    assert sheet.snapshot(FOLLOWER).version == 2


def test_a_value_that_contradicts_the_other_row_is_told(client, sheet):
    send(client, "enter_kpi", sheet.snapshot(LEADER).pk, version=1, actual="320団体（2018年４月）")

    _, content = send(client, "read_words", sheet.snapshot(FOLLOWER).pk, actual="310団体（2018年４月）")

    assert any("320団体です（2018年4月）" in warning for warning in content["warnings"])


def test_a_confirmed_row_does_not_follow_and_that_is_told(client, sheet):
    other = make_ministry("財務省")
    ListingResponsibility.objects.filter(listing__row_id=FOLLOWER).update(ministry=other)
    clerk = make_user(User.Role.STAFF, other)
    confirm_follower(sheet, clerk)

    status, content = send(client, "enter_kpi", sheet.snapshot(LEADER).pk, version=1, actual="320団体")

    assert status == HTTPStatus.OK
    assert any("確認済み" in warning for warning in content["warnings"])
    assert sheet.snapshot(FOLLOWER).actual_words == ""


def test_a_correction_is_made_in_the_rows_that_follow(client, sheet):
    send(client, "enter_kpi", sheet.snapshot(LEADER).pk, version=1, actual="320団体（2018年４月）")

    send(
        client,
        "correct_reading",
        sheet.snapshot(LEADER).pk,
        version=2,
        order=1,
        value="320",
        unit="件",
        as_of="2018-04",
        kind="final",
        reason="件数",
    )

    assert [reading.unit for reading in Measurement.objects.filter(round=sheet.round)] == ["件", "件"]
