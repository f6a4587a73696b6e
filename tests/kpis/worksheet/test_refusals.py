"""What the worksheet refuses, and that nothing has changed then."""

from copy import deepcopy
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kpis.models import ListingResponsibility, Measurement
from reforms.models import SegmentResponsibility, User
from reforms.services.changes import Change
from reforms.services.submitting import send_back, submit
from tests.builders import make_ministry, make_user
from tests.kpis.worksheet.entered import item, opened, send
from tests.opened import confirm_all, hand_in, part_keys

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def built(rows_of_module):
    return rows_of_module(opened)


@pytest.fixture
def sheet(built):
    return deepcopy(built)


def states(sheet):
    """Everything that could have changed."""
    row, part = sheet.snapshot(), sheet.segment()
    readings = list(Measurement.objects.filter(round=sheet.round).values())
    return (row.version, row.actual_words, part.version, part.progress_words, part.process_progress.version, readings)


ACTS = {
    "a KPI row": lambda sheet: ("enter_kpi", sheet.snapshot().pk, {"version": 1, "actual": "320団体"}),
    "a part of a progress cell": lambda sheet: (
        "enter_progress",
        sheet.segment().pk,
        {"version": 1, "progress": "調査した。"},
    ),
    "undoing a KPI row": lambda sheet: ("undo_kpi", sheet.snapshot().pk, {"version": 1}),
    "undoing progress": lambda sheet: ("undo_progress", sheet.segment().pk, {"version": 1}),
    "correcting": lambda sheet: (
        "correct_reading",
        sheet.snapshot().pk,
        {"version": 1, "order": 1, "value": 1, "kind": "final", "reason": "誤り"},
    ),
}


def refused(client, sheet, act):
    """The status of the answer to the act, which changed nothing."""
    name, key, sent = act(sheet)
    before = states(sheet)
    status, _ = send(client, name, key, **sent)
    assert states(sheet) == before
    return status


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_row_of_another_ministry_is_not_there(client, sheet, act):
    client.force_login(make_user(User.Role.STAFF, make_ministry("財務省")))
    assert refused(client, sheet, act) == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("role", [User.Role.VIEWER, User.Role.REVIEWER, User.Role.ADMIN])
def test_who_does_not_write_for_the_ministry_enters_nothing(client, sheet, act, role):
    client.force_login(make_user(role))
    assert refused(client, sheet, act) == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("role", [User.Role.VIEWER, User.Role.REVIEWER, User.Role.ADMIN])
def test_only_staff_enter_for_their_ministry(client, sheet, role):
    client.force_login(make_user(role, sheet.ministry))
    assert refused(client, sheet, ACTS["a KPI row"]) == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_who_is_not_signed_in_is_told_to(client, sheet, act):
    assert refused(client, sheet, act) == HTTPStatus.UNAUTHORIZED


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_what_was_handed_in_is_not_written_to(client, sheet, act):
    hand_in(sheet.round, sheet.ministry, by=sheet.staff)
    client.force_login(sheet.staff)
    assert refused(client, sheet, act) == HTTPStatus.LOCKED


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_what_was_confirmed_is_not_written_to(client, sheet, act):
    hand_in(sheet.round, sheet.ministry, by=sheet.staff)
    confirm_all(sheet.round, sheet.ministry, by=make_user(User.Role.REVIEWER))
    client.force_login(sheet.staff)
    assert refused(client, sheet, act) == HTTPStatus.LOCKED


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_closed_round_is_not_written_to(client, sheet, act):
    sheet.round.closed_at = timezone.now()
    sheet.round.save()
    client.force_login(sheet.staff)
    assert refused(client, sheet, act) == HTTPStatus.LOCKED


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_round_that_was_never_opened_is_not_written_to(client, sheet, act):
    sheet.round.opened_at = None
    sheet.round.save()
    client.force_login(sheet.staff)
    assert refused(client, sheet, act) == HTTPStatus.LOCKED


def test_what_was_returned_is_written_to_again(client, sheet):
    keys = hand_in(sheet.round, sheet.ministry, by=sheet.staff)
    send_back(sheet.round, dict.fromkeys(keys, 1), change=Change(make_user(User.Role.REVIEWER), "時点を確かめること"))
    client.force_login(sheet.staff)

    assert send(client, "enter_kpi", sheet.snapshot().pk, version=1, actual="320団体")[0] == HTTPStatus.OK


def test_a_row_printed_under_two_items_is_open_while_one_of_them_is(client):
    sheet = opened([item(1), item(2)])
    sheet.segment().process_progress.sheet.items.add(sheet.round.edition.items.get(row_id="i2"))
    submit(sheet.round, part_keys(sheet.round, sheet.ministry)[:1], missing=(), change=Change(sheet.staff))
    client.force_login(sheet.staff)

    assert send(client, "enter_kpi", sheet.snapshot().pk, version=1, actual="320団体")[0] == HTTPStatus.OK


@pytest.mark.parametrize("version", [2, 99, 2**31 - 1], ids=["next", "later", "largest"])
def test_a_version_that_nobody_saw_is_refused(client, sheet, version):
    client.force_login(sheet.staff)
    before = states(sheet)

    status, content = send(client, "enter_kpi", sheet.snapshot().pk, version=version, actual="320団体")

    assert (status, content["version"]) == (HTTPStatus.CONFLICT, 1)
    assert states(sheet) == before


@pytest.mark.parametrize("name", ["enter_kpi", "enter_progress", "undo_kpi", "undo_progress", "read_words"])
@pytest.mark.parametrize("key", [0, 10**9, 10**18 - 1], ids=["0", "a billion", "longest"])
def test_a_row_that_is_nowhere_is_not_found(client, sheet, name, key):
    client.force_login(sheet.staff)
    assert send(client, name, key, version=1, actual="")[0] == HTTPStatus.NOT_FOUND


def test_a_row_that_is_no_longer_in_force_is_not_written_to(client, sheet):
    listing = sheet.snapshot().listing
    listing.retired_in = sheet.round
    listing.save()
    client.force_login(sheet.staff)

    assert refused(client, sheet, ACTS["a KPI row"]) == HTTPStatus.NOT_FOUND


def test_a_right_on_a_parent_covers_its_offices(client, sheet):
    sheet.ministry.parent = make_ministry("内閣官房")
    sheet.ministry.save()
    client.force_login(make_user(User.Role.STAFF, sheet.ministry.parent))

    assert send(client, "enter_kpi", sheet.snapshot().pk, version=1, actual="320団体")[0] == HTTPStatus.OK


def test_a_forged_request_without_the_token_is_refused(sheet):
    client = Client(enforce_csrf_checks=True)
    client.force_login(sheet.staff)
    assert refused(client, sheet, ACTS["a KPI row"]) == HTTPStatus.FORBIDDEN


SCRIPT = '<script>alert(1)</script><img src=x onerror="alert(1)">'


def test_whatever_is_typed_is_shown_as_text(client, sheet):
    client.force_login(sheet.staff)
    send(client, "enter_progress", sheet.segment().pk, version=1, progress=SCRIPT, outlook=SCRIPT)
    _, content = send(client, "enter_kpi", sheet.snapshot().pk, version=1, actual=f"{SCRIPT}320団体", note=SCRIPT)

    page = client.get(reverse("kpis:worksheet", args=(sheet.round.pk,))).content.decode()

    assert content["values"]["note"] == SCRIPT
    assert "<script>alert" not in page + content["reading"]
    assert "<img src=x" not in page + content["reading"]


def test_a_way_back_leads_nowhere_else(client, sheet):
    hand_in(sheet.round, sheet.ministry, by=sheet.staff)
    client.force_login(sheet.staff)

    response = client.post(
        reverse("kpis:enter_kpi", args=(sheet.snapshot().pk,)),
        {"version": 1, "actual": "320団体"},
        headers={"referer": "https://elsewhere.example/"},
    )

    assert response.status_code == HTTPStatus.LOCKED
    assert response.context["back"] == reverse("kpis:worksheets")


@pytest.fixture
def theirs(sheet):
    """Rows that another ministry answers for instead."""
    other = make_ministry("財務省")
    ListingResponsibility.objects.update(ministry=other)
    SegmentResponsibility.objects.update(ministry=other)
    return sheet


@pytest.mark.parametrize("name", ["worksheet", "presence", "submit_part"])
def test_a_round_without_a_row_of_theirs_is_not_there(client, theirs, name):
    client.force_login(theirs.staff)
    address = reverse(f"kpis:{name}", args=(theirs.round.pk,))
    key = f"kpi-{theirs.snapshot().pk}"

    response = client.get(address) if name == "worksheet" else client.post(address, {"row": key})

    assert response.status_code == HTTPStatus.NOT_FOUND
