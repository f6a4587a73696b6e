"""Every address with every kind of visitor in every state, as docs/rights.md says; and with forty and four hundred
items."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from http import HTTPStatus

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.shortcuts import resolve_url
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from kpi_tracker.operations.beating import beat
from reforms.rights import ADMIN, CONFIRMED, ENTERING, RETURNED, REVIEWER, STAFF, SUBMITTED, VIEWER, Part, Person
from reforms.rights import rights_on as rights_of
from tests.address_samples import make_entry_site, make_published_site, make_visitors
from tests.rights_table import (
    ALWAYS,
    BY_STATE,
    GET,
    NOT_THERE,
    POST,
    REFUSED,
    SIGN_IN,
    STATES,
    VISITORS,
    YES,
    RightsRow,
    part_rights,
)

pytestmark = pytest.mark.django_db

ROWS = [*ALWAYS, *BY_STATE]
NAMES = list(dict.fromkeys(row.address for row in ROWS))
# What anybody may see without signing in, with forty items and with four hundred.
PAGES = [
    row.address
    for row in ALWAYS
    if row.way == GET and set(row.cells.values()) == {YES} and row.address.startswith(("kpis:", "reforms:"))
]
PAGES.remove("kpis:home")  # it only leads to the list
PAGES.remove("kpis:charts_figure")  # it does as well where no KPI is chosen (tests/kpis/dashboard/test_charts.py)
# Written by whoever visits, whatever they do.
OF_THE_SESSION = ('"django_session"', '"django_cache"', '"last_login"')
WRITING = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture(scope="module")
def published_once(rows_of_module):
    return rows_of_module(lambda: make_published_site(2))


@pytest.fixture
def published(published_once):
    beat("worker", timezone.now())  # it is at work, as /readyz/ wants to know, however long ago the rows were made
    return deepcopy(published_once)


@pytest.fixture(scope="module")
def visitors(rows_of_module):
    return rows_of_module(make_visitors)


def names(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"


def test_every_address_has_its_row():
    assert sorted(set(names(get_resolver().url_patterns))) == sorted(NAMES)


def answer(client, site, row):
    """What came back, and whether anything was written; what was written is undone."""
    sample = site.sample(row.address)
    address = reverse(row.address, args=sample.args)
    return asked(client.get, address) if row.way == GET else asked(client.post, address, sample.sent)


def asked(method, address, sent=None):
    """What came back, and whether anything was written; what was written is undone."""
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        response = method(address, sent)
        transaction.set_rollback(True)
    written = [one["sql"] for one in queries if one["sql"].startswith(WRITING)]
    return response, any(not any(mark in sql for mark in OF_THE_SESSION) for sql in written)


def outcome(response) -> str:
    """What came back, in the words of the table."""
    is_sent_on = response.status_code == HTTPStatus.FOUND and response.url.startswith(resolve_url(settings.LOGIN_URL))
    if is_sent_on or response.status_code == HTTPStatus.UNAUTHORIZED:
        return SIGN_IN
    return NOT_THERE if response.status_code == HTTPStatus.NOT_FOUND else str(response.status_code)


def faults(row: RightsRow, expected: str, got: str, has_written: bool, *, must_write: bool) -> Iterator[str]:
    """How an answer differs from what the table says."""
    if has_written and not (expected == YES and row.way == POST):
        yield "has written"
    if expected == YES and row.way == POST:
        if got in (SIGN_IN, NOT_THERE, "403"):
            yield f"is not let in: {got}"
        elif must_write and not has_written:
            yield f"has written nothing: {got}"
    elif expected == YES and got not in ("200", "302"):
        yield f"is not shown: {got}"
    elif expected not in (YES, REFUSED, got):
        yield f"{got} instead of {expected}"


def differences(client, site, visitor, rows, state, *, must_write):
    """Where the answers are not those of the table."""
    found = []
    for row in rows:
        expected = row.expected(visitor, state)
        response, has_written = answer(client, site, row)
        for fault in faults(row, expected, outcome(response), has_written, must_write=must_write):
            found.append(f"{row.address} {row.way} {visitor} {state} {expected}: {fault}")
    return found


@pytest.mark.once
@pytest.mark.parametrize("visitor", VISITORS)
def test_every_visitor_gets_what_the_table_says(client, published, visitors, visitor):
    if visitor in visitors:
        client.force_login(visitors[visitor])
    assert differences(client, published, visitor, ALWAYS, "", must_write=False) == []


@pytest.mark.once
@pytest.mark.parametrize("state", STATES)
def test_every_visitor_gets_what_the_table_says_in_every_state(client, visitors, state):
    site = make_entry_site(state, visitors)
    found = []
    for visitor in VISITORS:
        client.logout()
        if visitor in visitors:
            client.force_login(visitors[visitor])
        found += differences(client, site, visitor, BY_STATE, state, must_write=True)
    assert found == []


@pytest.mark.once
def test_what_the_table_does_not_name_writes_nothing(client, published, visitors):
    entered = make_entry_site("提出", visitors)
    ways = {(row.address, "get" if row.way == GET else "post") for row in ROWS}
    client.force_login(visitors["管理者"])
    found = []
    for name in NAMES:
        site = published if any(row.address == name for row in ALWAYS) else entered
        address = reverse(name, args=site.sample(name).args)
        for method in {"get", "post", "put", "patch", "delete"} - {way for row, way in ways if row == name}:
            _, has_written = asked(getattr(client, method), address)
            found += [f"{method} {name}"] if has_written else []
    assert found == []


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_public_pages_can_only_be_read(client, published, method):
    for name, address in addresses(published).items():
        assert getattr(client, method)(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED, name


PART_STATES = {"入力中": ENTERING, "提出": SUBMITTED, "差戻し": RETURNED, "確認": CONFIRMED, "締切": "", "公表": ""}
PART_ROLES = {
    "閲覧者": Person(1, VIEWER, frozenset({7})),
    "担当者": Person(2, STAFF, frozenset({7})),
    "他の担当者": Person(3, STAFF, frozenset({8})),
    "確認者": Person(4, REVIEWER),
    "管理者": Person(5, ADMIN),
}
PART_ACTS = {
    "入力": "may_edit",
    "提出": "may_submit",
    "取下げ": "may_withdraw",
    "差戻し": "may_return",
    "確認": "may_confirm",
    "区分": "may_grade",
    "公表": "may_publish",
}


@pytest.mark.parametrize(("state", "role"), part_rights(), ids=" ".join)
def test_the_rights_on_a_part_are_those_of_the_table(state, role):
    is_closed = state in ("締切", "公表")
    part = Part(7, PART_STATES[state] or CONFIRMED, round_is_open=not is_closed, round_is_closed=is_closed)
    rights = rights_of(PART_ROLES[role], part)
    assert {act for act, field in PART_ACTS.items() if getattr(rights, field)} == part_rights()[state, role]


@pytest.mark.parametrize("number", [10**9, 10**18 - 1, 2**63, 10**30], ids=["a billion", "longest", "2**63", "10**30"])
@pytest.mark.parametrize("folder", ["items", "kpis", "sources", "contradictions"])
def test_what_is_not_there_is_not_found(client, published, folder, number):
    assert client.get(f"/{folder}/{number}/").status_code == HTTPStatus.NOT_FOUND


def addresses(site):
    return {name: reverse(name, args=site.sample(name).args) for name in PAGES}


@pytest.mark.once
def test_every_page_takes_as_many_queries_at_four_hundred_items_as_at_forty(count_queries):
    few = addresses(make_published_site(40))
    at_forty = {name: count_queries(few[name]) for name in PAGES}
    many = addresses(make_published_site(400, 2018))
    assert {name: count_queries(many[name]) for name in PAGES} == at_forty


def test_every_page_forbids_what_it_does_not_bring_itself(client, published):
    for address in addresses(published).values():
        policy = client.get(address).headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy


def test_the_home_page_leads_to_the_list_and_keeps_what_is_asked(client):
    assert client.get("/?year=2016&grade=B").url == "/items/?year=2016&grade=B"
