"""What a stranger who runs the tracker can see of it: health, figures, the log, the page 運用状況."""

from __future__ import annotations

import datetime
import json
import logging
import sys
from http import HTTPStatus
from ipaddress import ip_network
from queue import SimpleQueue
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from importers.tasks import run
from kpi_tracker.operations.beating import LATE, beat, beating, last_beat
from kpi_tracker.operations.logs import JsonLines
from kpi_tracker.operations.models import BackupRecord, WorkerBeat
from kpi_tracker.operations.request_ids import REQUEST_ID
from kpi_tracker.operations.requests import Watched
from reforms.models import User
from tests.builders import make_user
from tests.importers.imports.batches import make_batch, make_importer

NOW = timezone.now()


def test_the_process_says_that_it_answers_without_asking_the_database(client):
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ago", "status", "has_worker"),
    [
        pytest.param(datetime.timedelta(0), HTTPStatus.OK, True, id="beats"),
        pytest.param(LATE * 2, HTTPStatus.SERVICE_UNAVAILABLE, False, id="beat long ago"),
        pytest.param(None, HTTPStatus.SERVICE_UNAVAILABLE, False, id="never beat"),
    ],
)
def test_readiness_hangs_on_the_worker(client, ago, status, has_worker):
    if ago is not None:
        beat("worker", timezone.now() - ago)
    answer = client.get("/readyz")
    assert answer.status_code == status
    assert {**answer.json(), "status": ""} == {"status": "", "database": True, "migrations": True, "worker": has_worker}
    assert answer.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")


@pytest.mark.django_db
def test_readiness_hangs_on_the_database(client, monkeypatch):
    def gone(*_):
        raise OperationalError("could not connect to server: secret.example.go.jp")

    monkeypatch.setattr(connection, "cursor", gone)
    answer = client.get("/readyz")
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.json() == {"status": "not ready", "database": False, "migrations": False, "worker": False}


def test_a_worker_beats_until_it_ends(transactional_db, monkeypatch):
    beats = SimpleQueue()

    def beat_and_tell(worker, at):
        beat(worker, at)
        beats.put(last_beat())  # read by the heart itself: SQLite in memory refuses a table that another thread writes

    monkeypatch.setattr("kpi_tracker.operations.beating.EVERY", 0.01)
    monkeypatch.setattr("kpi_tracker.operations.beating.beat", beat_and_tell)
    with beating("worker"):
        first, second = beats.get(timeout=10), beats.get(timeout=10)
    assert first < second
    assert last_beat() is None


@pytest.mark.django_db
def test_workers_that_died_are_forgotten_after_a_day():
    beat("dead", NOW - datetime.timedelta(days=2))
    beat("alive", NOW)
    assert list(WorkerBeat.objects.values_list("worker", flat=True)) == ["alive"]


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [("from-the-proxy-1", True), ("", False), ("two words", False), ("x" * 65, False), ("a\r\nSet-Cookie: b", False)],
    ids=["one", "none", "words", "too long", "a forged line"],
)
def test_a_request_keeps_the_id_that_a_proxy_gave_it(rf, given, is_taken):
    seen = []
    watched = Watched(lambda request: seen.append(REQUEST_ID.get()) or HttpResponse())
    request = rf.get("/healthz", headers={"X-Request-ID": given})
    request.resolver_match = SimpleNamespace(view_name="operations:healthz")
    assert [watched(request).headers["X-Request-ID"]] == seen
    assert (seen == [given]) == is_taken
    assert REQUEST_ID.get() == "-"


@pytest.mark.django_db
def test_a_request_leaves_one_line_without_what_was_typed(client, caplog):
    with caplog.at_level(logging.INFO, "kpi_tracker.operations.requests"):
        client.get("/search/?q=山田花子", headers={"X-Request-ID": "request-7"})
    (record,) = caplog.records
    token = REQUEST_ID.set("request-7")
    line = json.loads(JsonLines().format(record))
    REQUEST_ID.reset(token)
    assert (line["request"], line["view"], line["status"], line["method"]) == ("request-7", "kpis:search", 200, "GET")
    assert "山田" not in json.dumps(line, ensure_ascii=False)


def test_an_error_is_told_by_its_kind_and_place_alone():
    words = "Key (email)=(hanako" + "@example.go.jp) already exists"
    try:
        raise ValueError(words)
    except ValueError:
        told = ("django.request", logging.ERROR, "", 1, "Server Error: %s", ("/people/?q=花子",), sys.exc_info())
    line = JsonLines().format(logging.LogRecord(*told))
    assert json.loads(line)["error"] == "builtins.ValueError"
    assert "test_an_error_is_told" in line
    assert "hanako@" not in line
    assert "花子" not in line


@pytest.mark.parametrize(
    ("addresses", "token", "headers", "is_let_in"),
    [
        pytest.param([], "", {}, False, id="nobody by default"),
        pytest.param([], "", {"Authorization": "Bearer "}, False, id="no empty token"),
        pytest.param(["10.0.0.0/8"], "", {}, False, id="another address"),
        pytest.param(["127.0.0.0/8"], "", {}, True, id="the address"),
        pytest.param(["127.0.0.0/8"], "", {"X-Forwarded-For": "127.0.0.1"}, False, id="through a proxy"),
        pytest.param([], "secret", {"Authorization": "Bearer secret"}, True, id="the token"),
        pytest.param([], "secret", {"Authorization": "Bearer other"}, False, id="another token"),
    ],
)
@pytest.mark.django_db
def test_figures_are_for_whom_the_settings_name(client, settings, addresses, token, headers, is_let_in):
    settings.METRICS_ADDRESSES, settings.METRICS_TOKEN = [ip_network(one) for one in addresses], token
    assert client.get("/metrics", headers=headers).status_code == (HTTPStatus.OK if is_let_in else HTTPStatus.NOT_FOUND)


@pytest.fixture
def waiting_work():
    """The moment of a worker's beat and of a backup; an import waits for the worker."""
    now = timezone.now()
    batch = make_batch("waiting", by=make_importer())
    run.enqueue("prepare", str(batch.pk))
    backup = {"rows": 1234, "files": 5, "size": 2048, "sha256": "ab" * 32, "is_encrypted": True}
    BackupRecord.objects.create(made_at=now, **backup)
    beat("worker", now)
    return now


@pytest.mark.django_db
def test_the_figures_are_those_of_the_database(client, settings, waiting_work):
    settings.METRICS_TOKEN = "secret"
    client.get("/healthz")
    text = client.get("/metrics", headers={"Authorization": "Bearer secret"}).text
    values = {
        (sample.name, sample.labels.get("view")): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert values["kpi_tracker_backup_timestamp_seconds", None] == pytest.approx(waiting_work.timestamp())
    assert values["kpi_tracker_worker_beat_timestamp_seconds", None] == pytest.approx(waiting_work.timestamp())
    assert values["kpi_tracker_queue_waiting", None] == 1
    assert values["kpi_tracker_files_bytes", None] > 0
    assert values["kpi_tracker_requests_total", "operations:healthz"] >= 1


@pytest.mark.django_db
def test_the_page_shows_what_waits_and_the_last_backup(client, waiting_work):
    client.force_login(make_user(User.Role.ADMIN))
    page = client.get("/operations/").text
    assert "1,234" in page
    assert "abababababab" in page
    assert "作業係が動いていません" not in page


@pytest.mark.django_db
def test_the_page_tells_what_an_operator_must_do_first(client):
    client.force_login(make_user(User.Role.ADMIN))
    page = client.get("/operations/").text
    assert "作業係が動いていません" in page
    assert "控えがまだありません" in page
