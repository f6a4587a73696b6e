"""A visitor who has a page is told so for one query, and sees what is published or decided at once."""

from __future__ import annotations

import re
from http import HTTPStatus

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kpi_tracker.operations import kept_pages
from kpi_tracker.operations.public_pages import MARKS
from kpis.models import Contradiction, ContradictionDecision, KpiProposal
from reforms.models import User
from reforms.services.changes import Change
from reforms.services.recording import update_rows
from tests.address_samples import make_published_site
from tests.builders import make_user, publish
from tests.rights_table import ALWAYS, GET, YES

pytestmark = pytest.mark.django_db
PAGE = "/sources/"
NOT_MODIFIED, REFUSED = HTTPStatus.NOT_MODIFIED, HTTPStatus.BAD_REQUEST
PAGES = [
    row.address
    for row in ALWAYS
    if row.way == GET and set(row.cells.values()) == {YES} and re.match("(kpis|reforms):[^:]+$", row.address)
]
# Frozen with a publication, or repeats of what is: written in its transaction.
PUBLISHED = re.compile("(reforms|kpis)_published|kpis_kpistanding")
BESIDE = {
    "kpis_contradiction_ministries",  # written with its contradiction
    "reforms_sourceissue",  # with its document
    "reforms_user",  # with an AccountEvent
    "django_cache",  # who asks too often; not shown
}


@pytest.fixture(autouse=True)
def served(settings):
    settings.CONDITIONAL_PAGES = True


@pytest.fixture
def kept(settings, tmp_path):
    """Pages are kept, as gunicorn has it."""
    folder = {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(tmp_path)}
    settings.CACHES = {**settings.CACHES, "pages": folder}


@pytest.fixture
def again(client):
    """Asks for the page as a browser that has it already; the status."""

    def ask(tag):
        return client.get(PAGE, headers={"If-None-Match": tag}).status_code

    return ask


@pytest.fixture
def tag(client):
    return client.get(PAGE).headers["ETag"]


def test_a_page_that_a_visitor_has_costs_one_query(again, tag, queries_of):
    assert queries_of(lambda: again(tag)) == 1
    assert again(tag) == NOT_MODIFIED


def test_the_answer_may_be_kept_but_is_asked_for_again(client, tag):
    for answer in (client.get(PAGE), client.get(PAGE, headers={"If-None-Match": tag})):
        assert answer.headers["Cache-Control"] == "no-cache"
        assert "Cookie" in answer.headers["Vary"]
        assert answer.headers["ETag"] == tag


def test_a_page_made_for_frames_stays_so_when_it_is_asked_for_again(client):
    page = reverse("kpis:dashboard_embedded")
    first = client.get(page)
    again = client.get(page, headers={"If-None-Match": first.headers["ETag"]})
    assert "frame-ancestors 'self'" in first.headers["Content-Security-Policy"]
    assert again.status_code == NOT_MODIFIED
    assert not {"Content-Security-Policy", "X-Frame-Options"} & again.headers.keys()


def rename_item(site):
    site.item.name = "新しい名称"
    update_rows([site.item], ["name"], change=Change(make_user(User.Role.ADMIN), "組織改正"))


def decide(site):
    by = make_user(User.Role.REVIEWER)
    ContradictionDecision.objects.create(contradiction=site.contradiction, decision="same", reason="同じ", by=by)


CHANGES = {
    "errata": lambda site: publish(site.built, reason="誤記"),
    "an edit of the frame": rename_item,
    "a decision": decide,
    "a run of the checks": lambda site: Contradiction.objects.update(last_found_at=timezone.now()),
    "a decided proposal": lambda site: KpiProposal.objects.update(decided_at=timezone.now()),
}


def test_what_changed_is_seen_at_once(client, again):
    site, unseen = make_published_site(2), []
    for name, change in CHANGES.items():
        tag = client.get(PAGE).headers["ETag"]
        change(site)
        unseen += [name] if again(tag) == NOT_MODIFIED else []
    assert unseen == []


def test_tomorrow_the_page_is_asked_for_anew(again, tag, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: timezone.now().date().replace(year=2040))
    assert again(tag) == HTTPStatus.OK


def test_whoever_is_signed_in_is_never_shown_what_a_visitor_was(client, again, tag):
    client.force_login(make_user(User.Role.STAFF))
    assert again(tag) == HTTPStatus.OK
    answer = client.get(PAGE)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer.headers


def test_a_page_that_another_visitor_was_shown_costs_one_query_until_it_changes(client, kept, queries_of):
    site, page = make_published_site(2), reverse("kpis:dashboard_embedded")
    first, second = client.get(page), Client().get(page)
    assert queries_of(lambda: Client().get(page)) == 1
    assert second.content == first.content
    assert headers_of(second) == headers_of(first)
    rename_item(site)
    assert queries_of(lambda: client.get(page)) > 1


def test_what_is_kept_for_visitors_is_shown_to_nobody_who_is_signed_in(client, kept):
    client.get(PAGE)
    person = make_user(User.Role.STAFF)
    client.force_login(person)
    assert person.username in client.get(PAGE).content.decode()
    client.logout()
    assert person.username not in client.get(PAGE).content.decode()


def test_a_table_is_kept_once_it_was_sent_whole(client, kept, queries_of):
    make_published_site(2)
    address = reverse("kpis:open_data_table", args=("kpis",))
    next(iter(client.get(address)))  # who asked went away after the first part
    first = client.get(address)
    assert first.streaming
    words = b"".join(first)
    second = Client().get(address)
    assert queries_of(lambda: client.get(address)) == 1
    assert second.content == words
    assert headers_of(second) == headers_of(first)


def test_a_long_table_is_worked_out_each_time(client, kept, queries_of, monkeypatch):
    monkeypatch.setattr(kept_pages, "LONGEST", 10)
    address = reverse("kpis:open_data_table", args=("kpis",))
    list(client.get(address))
    assert queries_of(lambda: list(client.get(address))) > 1


def headers_of(answer):
    return {name: value for name, value in answer.headers.items() if name not in ("X-Request-ID", "Content-Length")}


def test_what_is_told_to_a_visitor_once_is_not_kept(client, again, tag):
    client.cookies["messages"] = "x"
    assert again(tag) == HTTPStatus.OK


@pytest.mark.once
def test_every_table_of_a_public_page_is_watched(client, settings):
    settings.CONDITIONAL_PAGES, site = False, make_published_site(2)
    watched = {kept_by(model) for _, model, _ in MARKS} | BESIDE
    unwatched = {}
    for page in PAGES:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(page, args=site.sample(page).args))
        read = {table for one in queries for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', one["sql"])}
        unwatched |= {table: page for table in read - watched if not PUBLISHED.match(table)}
    assert unwatched == {}


@pytest.fixture
def read_only():
    """From when it is called, nothing can be written: as in a replica."""

    def begin():
        connection.check_constraints()  # PostgreSQL locks rows to check them: not any more later
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON" if on_sqlite else "SET TRANSACTION READ ONLY")

    on_sqlite = connection.vendor == "sqlite"
    yield begin
    if on_sqlite:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF")


@pytest.mark.once
def test_a_replica_that_can_only_be_read_shows_every_public_page(client, read_only):
    site = make_published_site(2)
    read_only()
    with pytest.raises(DatabaseError), transaction.atomic():
        User.objects.create(username="written")
    answers = {page: client.get(reverse(page, args=site.sample(page).args)) for page in PAGES}
    assert all(list(answer) for answer in answers.values() if answer.status_code == HTTPStatus.OK)
    assert {page: answer.status_code for page, answer in answers.items() if answer.status_code >= REFUSED} == {}


def kept_by(model):
    """The table whose states the model keeps, else its own."""
    tables = {one.history.model: one._meta.db_table for one in apps.get_models() if hasattr(one, "history")}
    return tables.get(model, model._meta.db_table)
