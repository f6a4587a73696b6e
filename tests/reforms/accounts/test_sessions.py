"""Sessions end: unused, after half a day, and at once where the account is closed."""

from __future__ import annotations

import time

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reforms.models import User
from tests.reforms.accounts.signing import is_signed_in, make_person, sign_in

pytestmark = pytest.mark.django_db
HOUR = 60 * 60


@pytest.fixture
def later(monkeypatch):
    """Sets the clock forward by seconds."""
    now = time.time

    def set_forward(seconds: float) -> None:
        monkeypatch.setattr("kpi_tracker.sessions.time.time", lambda: now() + seconds)

    return set_forward


def test_a_session_that_nobody_used_for_an_hour_has_ended(client, later):
    make_person()
    sign_in(client)
    later(HOUR + 1)

    assert not is_signed_in(client)


def test_a_session_in_use_ends_after_half_a_day(client, later):
    make_person()
    sign_in(client)
    shown = []
    for half_hours in range(1, 25):
        later(half_hours * HOUR / 2)
        shown.append(is_signed_in(client))

    assert shown == [True] * 23 + [False]


def test_a_page_more_within_the_minute_does_not_write_the_session(client):
    make_person()
    sign_in(client)

    with CaptureQueriesContext(connection) as queries:
        assert is_signed_in(client)

    assert not [query for query in queries if query["sql"].startswith(("UPDATE", "INSERT"))]


def test_a_closed_account_is_out_at_the_next_page(client):
    make_person()
    sign_in(client)
    User.objects.update(is_active=False)

    assert not is_signed_in(client)


def test_a_closed_account_does_not_sign_in(client):
    make_person(is_active=False)

    assert sign_in(client).url == reverse("account_inactive")
    assert not is_signed_in(client)


def test_a_script_is_told_that_the_session_ended(client):
    response = client.post(reverse("importers:receive"), headers={"Accept": "application/json"})

    assert response.status_code == 401
    assert response.json() == {
        "message": "サインインし直してください。入力した内容はこのブラウザに残っています。",
        "login": reverse("account_login"),
    }


@pytest.mark.parametrize(
    ("came_from", "page"),
    [
        ("http://testserver/imports/?state=done", "/imports/%3Fstate%3Ddone"),
        ("https://outside.example/imports/", "/items/"),
        ("", "/items/"),
    ],
    ids=["a page of ours", "a page from outside", "nothing told"],
)
def test_a_form_sent_too_late_leads_back_to_its_page(client, came_from, page):
    response = client.post(reverse("importers:receive"), headers={"Referer": came_from})

    assert response.url == f"/accounts/login/?next={page}"


def test_cookies_cannot_be_read_by_scripts_nor_sent_from_elsewhere(client):
    make_person()
    cookie = sign_in(client).cookies[settings.SESSION_COOKIE_NAME]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
