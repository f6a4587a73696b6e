"""A year from the first row to its publication, by keyboard alone: an official of a ministry and the secretariat."""

import datetime
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from kpi_tracker.lib.records import replace
from kpis.models import ProgressSnapshot
from kpis.services.lineage import join_certain_kpis
from reforms.drafts import SegmentDraft
from reforms.models import Ministry, Publication, User
from reforms.services.lineage import link_to_edition_before
from tests.builders import (
    BY_NOBODY,
    NOT_YET,
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
from tests.flows.accessibility import assert_accessible
from tests.flows.browser import TIMEOUT, watched_page
from tests.flows.keyboard import follow, go_to, press, type_into

ITEMS = ("窓口業務の改革", "自治体クラウドの展開", "公共施設の集約", "公営企業の経営改革")
KPIS_OF_EACH = 9
ROWS = len(ITEMS) * (1 + KPIS_OF_EACH)
RETURNED = ITEMS[1:3]
LAST_YEAR = SegmentDraft("【総務省】", ("総務省",), "【総務省】要綱を定めた。（順調）", "【総務省】続ける。", "順調")
THIS_YEAR = SegmentDraft("【総務省】", ("総務省",))


def items_of(kpi, segment):
    return [
        ItemSpec(
            name, segments=(segment,), kpis=tuple(replace(kpi, name=f"{name}の指標{n}") for n in range(KPIS_OF_EACH))
        )
        for name in ITEMS
    ]


@pytest.fixture
def round(transactional_db):
    """Four items of ten rows each that 総務省 enters, empty, the year before published."""
    ministry, programme = make_ministry("総務省"), make_programme()
    publish(build_round(make_round(2017, programme), items_of(KpiSpec(), LAST_YEAR)))
    built = build_round(make_round(2018, programme), items_of(NOT_YET, THIS_YEAR))
    link_to_edition_before(built.round.edition, change=BY_NOBODY)
    join_certain_kpis(built.round.edition, change=BY_NOBODY)
    return open_for_entry(built, ministry, due_on=timezone.localdate() + datetime.timedelta(days=5))


@contextmanager
def page_of(person, browser, site):
    """A page of somebody who is signed in."""
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    with watched_page(browser, site) as page:
        page.context.set_default_timeout(3 * TIMEOUT)
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
        yield page


def expect_told(page, words):
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible(timeout=3 * TIMEOUT)


def hand_in(page, name):
    """From where the cursor is on to the end of the item, and its part handed in."""
    press(page, "総務省の分を提出する")
    expect_told(page, f"「{name}」の総務省の分を提出しました")
    page.locator("[data-is-live]").wait_for()


def enter_item(page):
    """The rows of the next item that is open: last year's progress and mark copied, a new value in each KPI."""
    go_to(page, "計画期間中の進捗")
    page.keyboard.press("Control+d")
    go_to(page, "印")
    page.keyboard.press("Control+d")
    for number in range(KPIS_OF_EACH):
        page.keyboard.press("Enter")
        page.keyboard.insert_text(f"{310 + number}団体（2018年４月）")


def enter_all(page):
    page.goto("/")
    follow(page, "入力")
    expect(page.locator("[data-left]")).to_have_text(str(ROWS))
    follow(page, ITEMS[0])
    assert_accessible(page)
    follow(page, "入力")
    page.locator("[data-is-live]").wait_for()
    for name in ITEMS:
        enter_item(page)
        hand_in(page, name)
    expect(page.locator("[data-left]")).to_have_text("0")


def return_two(page, round):
    page.goto(f"/secretariat/rounds/{round.pk}/")
    assert_accessible(page)
    for name in RETURNED:
        press(page, f"{name} 総務省を選ぶ", "Space")
    type_into(page, "差戻しの理由", "時点を確かめてください。")
    press(page, "選んだものを差し戻す")
    expect_told(page, "2件を差し戻しました")


def mend(page):
    page.goto("/entry/")
    follow(page, RETURNED[0])
    page.locator("[data-is-live]").wait_for()
    expect(page.get_by_text("時点を確かめてください。")).to_be_visible()
    assert_accessible(page)
    for number, name in enumerate(RETURNED):
        go_to(page, "実績値（時点）")
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(f"{330 + number}団体（2018年10月）")
        hand_in(page, name)


def confirm_all(page, round):
    page.goto(f"/secretariat/rounds/{round.pk}/")
    follow(page, f"{ITEMS[0]}（総務省の内容を見る）")
    for number, name in enumerate(ITEMS):
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        if number == 0:
            assert_accessible(page)
        press(page, "空の区分を試算どおりに選ぶ")
        follow(page, "確認済みにして次へ")
        expect_told(page, "確認済みにしました")


def publish_it(page, round):
    page.goto(f"/secretariat/rounds/{round.pk}/")
    press(page, "調査回を締め切る")
    follow(page, "締め切る")
    follow(page, "公表する")
    expect(page.get_by_role("heading", level=1)).to_contain_text("を公表する")
    assert_accessible(page)
    type_into(page, "理由", "公表日が決まっているため")
    press(page, "公表する")
    expect_told(page, "公表しました")


def test_forty_rows_are_entered_two_parts_returned_mended_confirmed_and_published(browser, live_server, round):
    official = make_user(User.Role.STAFF, Ministry.objects.get())
    with (
        page_of(official, browser, live_server.url) as desk,
        page_of(make_user(User.Role.REVIEWER), browser, live_server.url) as office,
    ):
        enter_all(desk)
        return_two(office, round)
        mend(desk)
        confirm_all(office, round)
        publish_it(office, round)

    rows = list(ProgressSnapshot.objects.filter(round=round).order_by("pk"))
    assert (len(rows), rows[0].actual_words) == (36, "310団体（2018年４月）")
    assert rows[KPIS_OF_EACH].actual_words == "330団体（2018年10月）"
    assert all(row.grade_words for row in rows)
    assert Publication.objects.filter(round=round, is_current=True).exists()
