"""What the staff of a ministry do on the worksheet: by keyboard, two at once, where network and session fail them."""

import datetime
import re
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from kpis.models import ProgressSnapshot
from kpis.services.lineage import join_certain_kpis
from reforms.drafts import SegmentDraft
from reforms.models import ProgressSegment, User
from reforms.services.lineage import link_to_edition_before
from tests.builders import (
    BY_NOBODY,
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

LONGEST_WAIT = 31_000  # milliseconds: more than between two tries to send
LAST_YEAR = "278団体（2016年４月速報値）"
THIS_YEAR = "301団体（2017年４月速報値）"
DONE = SegmentDraft("【総務省】", ("総務省",), "【総務省】要綱を定めた。（順調）", "【総務省】続ける。", "順調")
EMPTY = SegmentDraft("【総務省】", ("総務省",), "", "", "")


def year_of(rows, segment, actual):
    """An item with a part of a progress cell and as many KPI rows."""
    kpis = tuple(
        KpiSpec(f"窓口業務の指標{n}", actual=actual, grade="", note="", actuals=()) for n in range(1, rows + 1)
    )
    return [ItemSpec("窓口業務の改革", "①", segments=(segment,), kpis=kpis)]


def opened_round(rows):
    """A round that 総務省 enters, empty, with the year before published."""
    ministry, programme = make_ministry("総務省"), make_programme()
    publish(build_round(make_round(2016, programme), year_of(rows, DONE, LAST_YEAR)))
    built = build_round(make_round(2017, programme), year_of(rows, EMPTY, ""))
    link_to_edition_before(built.round.edition, change=BY_NOBODY)
    join_certain_kpis(built.round.edition, change=BY_NOBODY)
    return open_for_entry(built, ministry, due_on=timezone.localdate() + datetime.timedelta(days=5))


@pytest.fixture
def ministry_round(transactional_db):
    return opened_round(rows=3)


@pytest.fixture
def official(ministry_round):
    return make_user(User.Role.STAFF, *ministry_of(ministry_round), last_name="鈴木", first_name="一郎")


def ministry_of(round):
    """Those who answer for the rows of the round."""
    return {one.ministry for listing in round.edition.listings.all() for one in listing.responsibilities.all()}


def sign_in(page, site, person):
    """Give the browser of the page a session of the person."""
    client = Client()
    client.force_login(person)
    client.get("/entry/")  # the first request of a process takes its time: not the browser's
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])


@pytest.fixture
def page(browser, live_server, official):
    """A page of a signed-in official that fails its test on faults."""
    with watched_page(browser, live_server.url) as page:
        sign_in(page, live_server.url, official)
        yield page


@contextmanager
def worn_browser(browser, site, person):
    """A context whose pages may fail to reach the server: that is what they are there for."""
    with browser.new_context(base_url=site, locale="ja-JP", timezone_id="Asia/Tokyo") as context:
        context.set_default_timeout(TIMEOUT)
        sign_in(context.new_page(), site, person)
        yield context


def open_sheet(page, round):
    """The worksheet, once its scripts are at work."""
    page.goto(f"/entry/{round.pk}/")
    page.locator("[data-is-live]").wait_for()


def row_of(page, number):
    """The KPI row of that number."""
    return page.locator("article", has=page.get_by_role("heading", name=f"窓口業務の指標{number}", exact=True))


def actual_of(page, number):
    return row_of(page, number).get_by_label("実績値（時点）", exact=True)


def note_of(page, number):
    return row_of(page, number).get_by_label("次回の把握時期と今後の方針", exact=True)


def expect_state(page, number, words):
    expect(row_of(page, number).locator("[data-state]")).to_contain_text(words)


def stored(number):
    return ProgressSnapshot.objects.get(round__fiscal_year=2017, listing__name=f"窓口業務の指標{number}")


def test_keys_go_from_row_to_row_as_in_a_spreadsheet(page, ministry_round):
    open_sheet(page, ministry_round)
    page.get_by_role("button", name="次の未入力へ").press("Enter")
    page.keyboard.press("Control+d")
    page.keyboard.press("Alt+Enter")
    page.keyboard.insert_text("公表した。")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("引き続き実施する。")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(THIS_YEAR)
    page.keyboard.press("ArrowDown")
    page.keyboard.insert_text("302団体")
    page.keyboard.press("ArrowUp")
    expect(actual_of(page, 2)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(actual_of(page, 1)).to_be_focused()
    expect(page.locator("[data-left]")).to_have_text("1")
    entered = ProgressSegment.objects.get(process_progress__round=ministry_round)
    assert (entered.progress_words, entered.outlook_words, entered.mark_words) == (
        "要綱を定めた。\n公表した。",
        "引き続き実施する。",
        "順調",
    )


def test_what_is_typed_is_read_at_once_and_nothing_moves_under_the_hand(page, ministry_round):
    open_sheet(page, ministry_round)
    field = actual_of(page, 2)
    field.click()
    before = field.bounding_box()
    field.press_sequentially(THIS_YEAR)
    reading = row_of(page, 2).locator("[data-reading]")
    expect(reading).to_contain_text("2017年4月")
    expect(reading).to_contain_text("速報")
    expect_state(page, 2, "保存済み")
    expect(reading).to_contain_text("試算")

    after = field.bounding_box()
    assert (after["x"], after["y"]) == (before["x"], before["y"])


def test_what_is_typed_without_network_is_sent_when_it_is_back_and_survives_the_tab(
    browser, live_server, ministry_round, official
):
    with worn_browser(browser, live_server.url, official) as context:
        page = context.pages[0]
        page.clock.install()
        open_sheet(page, ministry_round)
        context.set_offline(True)
        actual_of(page, 2).press_sequentially("302団体")
        expect_state(page, 2, "通信できません・この端末に保管しています")
        for words in ("（2017年", "４月）"):
            page.clock.fast_forward(LONGEST_WAIT)
            actual_of(page, 2).press_sequentially(words)
            expect(page.locator("[data-whole]")).to_have_text("通信できません（1行を保管）")
        context.set_offline(False)
        expect_state(page, 2, "保存済み")

        context.set_offline(True)
        actual_of(page, 1).press_sequentially(THIS_YEAR)
        expect_state(page, 1, "通信できません")
        note_of(page, 3).press_sequentially("2018年６月に把握")
        page.close()

        context.set_offline(False)
        page = context.new_page()
        open_sheet(page, ministry_round)
        expect_state(page, 1, "保存済み")
        expect_state(page, 3, "保存済み")
    assert [stored(number).actual_words for number in (1, 2)] == [THIS_YEAR, "302団体（2017年４月）"]
    assert stored(3).note_words == "2018年６月に把握"


def test_a_server_that_is_away_for_a_moment_is_asked_again(browser, live_server, ministry_round, official):
    with worn_browser(browser, live_server.url, official) as context:
        page = context.pages[0]
        page.clock.install()
        open_sheet(page, ministry_round)
        page.route("**/entry/kpis/**", lambda route: route.fulfill(status=503, body="<h1>503</h1>"), times=1)
        actual_of(page, 1).press_sequentially(THIS_YEAR)
        page.clock.fast_forward(LONGEST_WAIT)
        expect_state(page, 1, "サーバーが一時的に応答できません・この端末に保管しています")
        page.clock.fast_forward(LONGEST_WAIT)
        expect_state(page, 1, "保存済み")
    assert stored(1).actual_words == THIS_YEAR


def test_a_session_that_ends_loses_nothing(browser, live_server, ministry_round, official):
    with worn_browser(browser, live_server.url, official) as context:
        page = context.pages[0]
        open_sheet(page, ministry_round)
        context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        actual_of(page, 1).press_sequentially(THIS_YEAR)
        expect_state(page, 1, "サインインが切れました・この端末に保管しています")
        row_of(page, 1).get_by_role("link", name="サインインし直す").click()
        expect(page.get_by_role("heading", name="サインイン", exact=True)).to_be_visible()

        sign_in(page, live_server.url, official)
        open_sheet(page, ministry_round)
        expect_state(page, 1, "保存済み")
    assert stored(1).actual_words == THIS_YEAR


def test_two_people_on_one_row_see_both_texts_and_lose_none(browser, live_server, ministry_round, official):
    colleague = make_user(User.Role.STAFF, *official.ministries.all(), last_name="山田", first_name="花子")
    with (
        worn_browser(browser, live_server.url, colleague) as first,
        worn_browser(browser, live_server.url, official) as second,
    ):
        theirs, mine = first.pages[0], second.pages[0]
        for page in (theirs, mine):
            open_sheet(page, ministry_round)
        actual_of(theirs, 1).fill("305団体（2017年４月確報値）")
        expect_state(theirs, 1, "保存済み")

        actual_of(mine, 1).fill(THIS_YEAR)
        panel = row_of(mine, 1).get_by_role("group", name="ほかの人の保存と合わせる")
        expect(panel).to_contain_text("山田 花子さん")
        expect(panel.locator("[data-text=theirs]")).to_have_text("305団体（2017年４月確報値）")
        expect(panel.locator("[data-text=mine]")).to_have_text(THIS_YEAR)
        assert_accessible(mine)
        actual_of(mine, 1).press("Escape")
        expect_state(mine, 1, "未保存・ほかの人の文とまだ合わせていません")
        mine.reload()
        expect(actual_of(mine, 1)).to_have_value(THIS_YEAR)

        panel.get_by_role("button", name="両方をつなげる").press("Enter")
        panel.get_by_role("button", name="この内容で保存する").press("Enter")
        expect_state(mine, 1, "保存済み")
    assert stored(1).actual_words == f"305団体（2017年４月確報値）\n{THIS_YEAR}"


def test_two_people_on_two_fields_of_a_row_need_not_choose(browser, live_server, ministry_round, official):
    colleague = make_user(User.Role.STAFF, *official.ministries.all())
    with (
        worn_browser(browser, live_server.url, colleague) as first,
        worn_browser(browser, live_server.url, official) as second,
    ):
        theirs, mine = first.pages[0], second.pages[0]
        for page in (theirs, mine):
            open_sheet(page, ministry_round)
        note_of(theirs, 1).fill("2018年６月に把握")
        expect_state(theirs, 1, "保存済み")
        actual_of(mine, 1).fill(THIS_YEAR)
        expect_state(mine, 1, "保存済み")
        expect(note_of(mine, 1)).to_have_value("2018年６月に把握")
    assert (stored(1).actual_words, stored(1).note_words) == (THIS_YEAR, "2018年６月に把握")


def test_cells_of_a_spreadsheet_fill_the_rows_and_can_be_taken_back(page, ministry_round):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_sheet(page, ministry_round)
    cells = f'{THIS_YEAR}\t"次回：2018年４月\n継続する"\r\n\t空のまま\r\n302団体\t\r\n'
    page.evaluate("text => navigator.clipboard.writeText(text)", cells)
    actual_of(page, 1).focus()
    page.keyboard.press("Control+v")

    expect(page.get_by_text("3行に4セルを貼り付けました")).to_be_visible()
    expect(note_of(page, 1)).to_have_value("次回：2018年４月\n継続する")
    expect(actual_of(page, 2)).to_have_value("")
    expect(note_of(page, 2)).to_have_value("空のまま")
    expect(actual_of(page, 3)).to_have_value("302団体")
    for number in (1, 2, 3):
        expect_state(page, number, "保存済み")
    assert_accessible(page)

    page.get_by_role("button", name="貼り付けを取り消す").press("Enter")
    expect(actual_of(page, 3)).to_have_value("")
    expect(page.locator("[data-whole]")).to_have_text("すべて保存済み")
    assert {stored(number).actual_words for number in (1, 2, 3)} == {""}


def test_ones_own_last_save_is_taken_back(page, ministry_round):
    open_sheet(page, ministry_round)
    actual_of(page, 1).fill(THIS_YEAR)
    expect_state(page, 1, "保存済み")
    actual_of(page, 1).fill("103団体")
    expect_state(page, 1, "未保存")
    row_of(page, 1).get_by_role("button", name="元に戻す").press("Enter")
    expect(actual_of(page, 1)).to_have_value(THIS_YEAR)
    assert stored(1).actual_words == THIS_YEAR


def test_a_part_that_lacks_something_is_not_handed_in_and_says_what(browser, live_server, ministry_round, official):
    with worn_browser(browser, live_server.url, official) as context:  # the browser counts the refusal as a fault
        page = context.pages[0]
        open_sheet(page, ministry_round)
        for number in (1, 2):
            actual_of(page, number).fill(THIS_YEAR)
        page.get_by_role("button", name="総務省の分を提出する").press("Enter")
        alert = page.get_by_role("alert").filter(has_text="まだ提出していません")
        expect(alert.get_by_role("link", name=re.compile("窓口業務の指標3"))).to_be_visible()
        assert_accessible(page)
    assert stored(2).actual_words == THIS_YEAR


def test_without_scripts_a_row_is_saved_and_two_texts_are_still_offered(browser, live_server, ministry_round, official):
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        first, second = context.new_page(), context.new_page()
        sign_in(first, live_server.url, official)
        for page in (first, second):
            page.goto(f"/entry/{ministry_round.pk}/")
        actual_of(first, 2).fill("305団体（2017年４月確報値）")
        row_of(first, 2).get_by_role("button", name="保存する").click()
        expect(actual_of(first, 2)).to_have_value("305団体（2017年４月確報値）")

        actual_of(second, 2).fill(THIS_YEAR)
        row_of(second, 2).get_by_role("button", name="保存する").click()
        expect(second.get_by_text("305団体（2017年４月確報値）")).to_be_visible()
        expect(second.get_by_label("あなたの入力：実績値")).to_have_value(THIS_YEAR)
        second.get_by_role("button", name="この内容で保存する").click()
        expect(actual_of(second, 2)).to_have_value(THIS_YEAR)
    assert stored(2).actual_words == THIS_YEAR
