"""Flows: stories told in a real browser against a running server.

`site` serves the published years of fixtures/ to all flows that only read.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from reforms.models import User
from tests.flows import accessibility
from tests.flows.browser import launch_chromium, watched_page
from tests.reforms.accounts.signing import make_person

HERE = Path(__file__).parent
ON_BOTH = HERE / "test_a_year.py"
"""Runs through every service that writes. What the other stories write is asked of both databases without a browser."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the flows, so that `-m "not flow"` leaves the browser out; what a browser does no database can change.

    The mark django_db on those of `site` makes pytest-django set the test database up even where flows run alone.
    """
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.flow)
            if item.path != ON_BOTH:
                item.add_marker(pytest.mark.once)
        if "site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(autouse=True)
def axe_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a story told on both databases axe is asked on one alone."""
    if request.node.path == ON_BOTH and request.config.getoption("--once", None) == 0:
        monkeypatch.setattr(accessibility, "WIDTHS", ())


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """One Chromium for all flows, gone before the test database is."""
    with pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop in this thread; Django would take our database calls for asynchronous ones.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright, launch_chromium(playwright) as browser:
            yield browser
            # These connections belong to Playwright's event loop: Django's own clean-up does not find them later.
            connections.close_all()


@pytest.fixture(scope="session")
def site(browser: Browser, published_years: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of a server that shows the published years."""
    with django_db_blocker.unblock():
        call_command("run_checks", verbosity=0)
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page on `site` that fails its test on faults (`watch_for_faults`)."""
    with watched_page(browser, site) as page:
        yield page


@pytest.fixture
def admin_page(browser: Browser, live_server: LiveServer, client: Client, transactional_db: None) -> Iterator[Page]:
    """A page of an admin who is signed in, on a server of the test's own."""
    client.force_login(make_person("kanri", role=User.Role.ADMIN, last_name="管理"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    with watched_page(browser, live_server.url) as page:
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        yield page
