"""Whatever is refused leaves a line for the operator: address, person, and nothing that was typed."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kpis.models import ProgressSnapshot
from tests.address_samples import make_entry_site, make_published_site, make_visitors
from tests.rights_table import ALWAYS, BY_STATE, GET, NOT_THERE, POST

pytestmark = pytest.mark.django_db
TYPED = "だれにも見せない文"


@pytest.fixture
def visitors():
    return make_visitors()


@pytest.fixture
def site(visitors):
    return make_entry_site("入力中", visitors)


@pytest.fixture
def told(caplog):
    """The lines since it was asked last."""

    def lines():
        found = [one.getMessage() for one in caplog.records if one.name == "kpi_tracker.refusals"]
        caplog.clear()
        return found

    return lines


@pytest.mark.parametrize("visitor", ["閲覧者", "他の担当者", "確認者"])
def test_every_write_that_is_not_theirs_is_told_once(client, site, visitors, told, visitor):
    person = visitors[visitor]
    client.force_login(person)
    refused = [row for row in BY_STATE if row.way == POST and row.cells[visitor] == NOT_THERE]

    for row in refused:
        sample = site.sample(row.address)
        client.post(reverse(row.address, args=sample.args), sample.sent)
        (line,) = told()
        assert line.startswith(f"refused 404 POST {row.address} ")
        assert line.endswith(f" user={person.pk}")
    assert refused


def enter(client, site, key=None, **sent):
    address = reverse("kpis:enter_kpi", args=(key or site.kpi_row,))
    return client.post(address, {"version": 2, "actual": TYPED, **sent}, headers={"Accept": "application/json"})


@pytest.mark.parametrize(
    ("state", "change", "status"),
    [
        ("入力中", {"version": 99}, 409),
        ("入力中", {"key": 10**9}, 404),
        ("提出", {}, 423),
        ("締切", {}, 423),
        ("公表", {}, 423),
    ],
    ids=["a changed version", "a changed id", "handed in", "closed", "published"],
)
def test_what_is_sent_past_the_pages_is_refused_changes_nothing_and_is_told(
    client, visitors, told, state, change, status
):
    site = make_entry_site(state, visitors)
    client.force_login(visitors["担当者"])
    before = list(ProgressSnapshot.objects.values())

    response = enter(client, site, **change)

    assert response.status_code == status
    assert list(ProgressSnapshot.objects.values()) == before
    key = change.get("key", site.kpi_row)
    assert told() == [f"refused {status} POST kpis:enter_kpi pk={key} user={visitors['担当者'].pk}"]


def test_a_forged_form_is_told(site, visitors, told):
    client = Client(enforce_csrf_checks=True)
    client.force_login(visitors["担当者"])

    assert enter(client, site).status_code == 403
    assert told() == [f"refused 403 POST kpis:enter_kpi pk={site.kpi_row} user={visitors['担当者'].pk}"]


def test_no_address_takes_a_forged_form(visitors, site):
    client = Client(enforce_csrf_checks=True)
    client.force_login(visitors["管理者"])
    published, taken = make_published_site(2), []
    for row in [row for row in (*ALWAYS, *BY_STATE) if row.way != GET]:
        sample = (site if row in BY_STATE else published).sample(row.address)
        response = client.post(reverse(row.address, args=sample.args), sample.sent)
        taken += [] if response.status_code == 403 else [row.address]

    assert taken == []


def test_rows_of_others_that_somebody_signed_in_looks_for_are_told(client, site, visitors, told):
    client.force_login(visitors["他の担当者"])

    client.get(reverse("kpis:worksheet", args=(site.round.pk,)))

    assert told() == [f"refused 404 GET kpis:worksheet pk={site.round.pk} user={visitors['他の担当者'].pk}"]


@pytest.mark.parametrize("address", ["/items/999999/", "/nowhere/", "/items/"])
def test_a_reader_who_goes_astray_is_not_told(client, site, told, address):
    client.get(address)

    assert told() == []


def test_a_secret_of_an_address_is_not_told(client, told):
    client.put(reverse("account_reset_password_from_key", args=("1", "set-secret")))

    assert not any("secret" in line for line in told())


def test_what_is_allowed_is_not_told(client, site, visitors, told):
    client.force_login(visitors["担当者"])

    assert enter(client, site).status_code == 200
    assert told() == []
