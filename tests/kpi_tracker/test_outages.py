"""What somebody is told while the database or the disk is away."""

import errno
from http import HTTPStatus

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client, RequestFactory
from django.urls import include, path

from kpi_tracker.outages import DATABASE_AWAY, DISK_FULL, NO_REQUEST, answer_no_request

ERRORS = {
    "database": OperationalError("server closed the connection: secret.example.go.jp"),
    "connection": InterfaceError("connection already closed"),
    "disk": OSError(errno.ENOSPC, "No space left on device"),
    "quota": OSError(errno.EDQUOT, "Disk quota exceeded"),
    "limit": OSError(errno.EFBIG, "File too large"),
    "fault": OSError(errno.EACCES, "Permission denied"),
}


@login_not_required
def failing(request, error):
    raise ERRORS[error]


urlpatterns = [path("failing/<error>/", failing), path("", include("kpi_tracker.urls"))]
handler500 = "kpi_tracker.outages.answer_error"


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("error", "outage"),
    [
        pytest.param("database", DATABASE_AWAY, id="the database is away"),
        pytest.param("connection", DATABASE_AWAY, id="its connection was cut"),
        pytest.param("disk", DISK_FULL, id="the disk is full"),
        pytest.param("quota", DISK_FULL, id="a quota is used up"),
        pytest.param("limit", DISK_FULL, id="a file may not grow"),
    ],
)
def test_an_outage_is_told_in_words_and_when_to_try_again(visitor, error, outage):
    page = visitor.get(f"/failing/{error}/")
    told = visitor.get(f"/failing/{error}/", headers={"accept": "application/json"})

    assert (page.status_code, told.status_code) == (outage.status, outage.status)
    assert page.headers["Retry-After"] == told.headers["Retry-After"] == str(outage.seconds)
    assert outage.message in page.text
    assert told.json() == {"message": outage.message}
    assert str(ERRORS[error].args[-1]) not in page.text


def test_what_is_still_being_sent_is_taken_before_the_answer(monkeypatch):
    monkeypatch.setattr("kpi_tracker.outages.MOST_TAKEN", 3 * 64 * 1024)
    left = []
    for size in (100_000, 300_000):
        sent = RequestFactory().post("/", bytes(size), content_type="application/octet-stream")
        answer_no_request(sent, BadRequest())
        left.append(len(sent.read()))
    assert left == [0, 300_000 - 3 * 64 * 1024]


@pytest.mark.urls(__name__)
def test_what_is_no_outage_stays_a_fault_of_ours(visitor):
    answer = visitor.get("/failing/fault/")
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "サーバーで問題が起きました" in answer.text


def test_what_is_no_request_is_refused_in_words(visitor):
    elsewhere = {"host": "elsewhere.example"}  # refused before anybody asks who sent it
    page = visitor.get("/items/", headers=elsewhere)
    told = visitor.get("/items/", headers=elsewhere | {"accept": "application/json"})
    assert (page.status_code, told.status_code) == (HTTPStatus.BAD_REQUEST, HTTPStatus.BAD_REQUEST)
    assert NO_REQUEST.message in page.text
    assert (told.json(), told.headers.get("Retry-After")) == ({"message": NO_REQUEST.message}, None)


def test_who_is_signed_in_is_answered_while_no_session_can_be_read(visitor, monkeypatch):
    def gone(*_):
        raise OperationalError("could not connect to server")

    visitor.cookies[settings.SESSION_COOKIE_NAME] = "a-session"
    monkeypatch.setattr(connection, "cursor", gone)
    answer = visitor.get("/items/")
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert DATABASE_AWAY.heading in answer.text
