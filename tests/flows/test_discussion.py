"""What two people say of one row, and what it rests on: by keyboard, in the browser."""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from reforms.models import User
from tests.builders import ItemSpec, build_round, make_ministry, make_round, make_user, open_for_entry
from tests.flows.accessibility import assert_accessible
from tests.flows.browser import watched_page

PDF = b"%PDF-1.7\n"


@pytest.fixture
def row(transactional_db):
    ministry = make_ministry("総務省")
    return open_for_entry(build_round(make_round(2018), [ItemSpec("窓口業務")]), ministry).snapshots.get()


@contextmanager
def page_of(person, browser, site):
    """A page of somebody who is signed in."""
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    with watched_page(browser, site) as page:
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
        yield page


def press(page, role, name):
    """Reach something by keyboard and press it."""
    page.get_by_role(role, name=name).press("Enter")


def ask(page, row):
    """Write a question about the row."""
    page.goto(f"/entry/kpis/{row.pk}/comments/")
    page.get_by_label("質問を書く").press_sequentially("時点はいつですか。")
    press(page, "button", "質問する")
    expect(page.get_by_role("heading", name="未解決の質疑 1件")).to_be_visible()


def answer(page):
    """Go from the notice to the question and answer it."""
    page.goto("/notices/")
    assert_accessible(page)
    press(page, "button", "開く")
    page.locator("summary", has_text="返答を書く").press("Enter")
    page.get_by_label("返答を書く").press_sequentially("調査票のとおりです。")
    assert_accessible(page)
    press(page, "button", "返答する")
    expect(page.get_by_text("調査票のとおりです。")).to_be_visible()


def attach(page):
    """Go on to the evidence of the row and attach a file."""
    press(page, "link", "この行の根拠資料")
    page.get_by_label("資料名").press_sequentially("調査票")
    page.get_by_label("ファイル").set_input_files({"name": "調査票.pdf", "mimeType": "text/html", "buffer": PDF})
    press(page, "button", "資料を付ける")


def test_a_question_is_told_answered_and_shown_to_rest_on_a_file(row, browser, live_server):
    official = make_user(User.Role.STAFF, row.listing.responsibilities.get().ministry)
    with page_of(make_user(User.Role.REVIEWER), browser, live_server.url) as page:
        ask(page, row)
    with page_of(official, browser, live_server.url) as page:
        answer(page)
        attach(page)
        with page.expect_download() as download:
            press(page, "link", "調査票.pdf")
        assert download.value.path().read_bytes() == PDF
        assert_accessible(page)
