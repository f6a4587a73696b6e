"""What an analyst looks up: what was promised by when, and where a word stands."""

import pytest
from playwright.sync_api import Page, expect

from tests.flows.accessibility import assert_accessible

AFTER_2017 = "on=2018-01-15"


def open_promises(page: Page) -> None:
    """Open the promises as they stood after the publication of 2017."""
    page.goto(f"/promises/?{AFTER_2017}")


def open_months(page: Page) -> None:
    """Go on to the months."""
    open_promises(page)
    page.get_by_role("navigation", name="約束の見方").get_by_role("link", name="月別").click()


def open_delays(page: Page) -> None:
    """Go on to the delays by ministry."""
    open_promises(page)
    page.get_by_role("navigation", name="約束の見方").get_by_role("link", name="府省庁別の遅れ").click()


def search(page: Page, words: str) -> None:
    """Search from the head of the home page."""
    page.goto("/")
    box = page.get_by_role("searchbox", name="公表された内容を検索")
    box.fill(words)
    box.press("Enter")


def open_found(page: Page) -> None:
    """Find something in texts of many kinds."""
    search(page, "窓口")


def open_nothing_found(page: Page) -> None:
    """Find nothing."""
    search(page, "どこにもないことば")


@pytest.mark.parametrize(
    "open_page",
    [
        pytest.param(open_promises, id="promises"),
        pytest.param(open_months, id="promises by month"),
        pytest.param(open_delays, id="delays by ministry"),
        pytest.param(open_found, id="found"),
        pytest.param(open_nothing_found, id="nothing found"),
    ],
)
def test_every_page_is_accessible_at_a_desk_and_on_a_telephone(page, open_page):
    open_page(page)

    assert_accessible(page)


def test_from_an_overdue_promise_to_the_line_that_makes_it(page):
    open_promises(page)
    page.get_by_role("link", name="期限超過").click()
    page.get_by_role("row", name="窓口業務のアウトソーシング").get_by_role("link", name="2016年度").click()

    row = page.locator("tr:target")
    expect(row).to_contain_text("窓口業務のアウトソーシング")
    expect(row).to_contain_text("2017年3月頃に公表")


def test_a_word_in_another_spelling_is_found_and_marked_as_it_is_printed(page):
    search(page, "it化・bprに取組んだ")

    expect(page.get_by_role("heading", level=1)).to_have_text("検索")
    expect(page.locator("mark").first).to_have_text("ＩＴ化・ＢＰＲに取り組んだ")
    page.locator(".passage a").first.click()
    expect(page.locator("tr:target")).to_contain_text("取り組んだ自治体数")
