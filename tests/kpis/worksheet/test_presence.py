"""Who else has a row open."""

import datetime
from copy import deepcopy

import pytest
from django.utils import timezone

from kpis.models import ListingResponsibility, OpenRow
from reforms.models import User
from tests.builders import make_ministry, make_user
from tests.kpis.worksheet.entered import opened, send

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def built(rows_of_module):
    return rows_of_module(opened)


@pytest.fixture
def sheet(client, built):
    """A round whose only KPI row 山田 花子 has open."""
    sheet = deepcopy(built)
    client.force_login(sheet.staff)
    send(client, "presence", sheet.round.pk, row=f"kpi-{sheet.snapshot().pk}")
    return sheet


def others(client, sheet, user, row=""):
    client.force_login(user)
    return send(client, "presence", sheet.round.pk, row=row)[1]["others"]


def test_a_colleague_sees_who_has_the_row_open(client, sheet):
    colleague = make_user(User.Role.STAFF, sheet.ministry)

    assert others(client, sheet, colleague) == [{"key": f"kpi-{sheet.snapshot().pk}", "name": "山田 花子"}]
    assert others(client, sheet, sheet.staff) == []


def test_who_moves_on_to_another_row_is_seen_there(client, sheet):
    send(client, "presence", sheet.round.pk, row=f"segment-{sheet.segment().pk}")

    found = others(client, sheet, make_user(User.Role.STAFF, sheet.ministry))

    assert [other["key"] for other in found] == [f"segment-{sheet.segment().pk}"]


def test_who_was_not_heard_of_for_a_minute_is_forgotten(client, sheet):
    OpenRow.objects.update(seen_at=timezone.now() - datetime.timedelta(seconds=61))

    assert others(client, sheet, make_user(User.Role.STAFF, sheet.ministry)) == []
    assert not OpenRow.objects.exists()


def test_another_ministry_does_not_learn_who_works_on_what(client, sheet):
    other = make_ministry("財務省")
    ListingResponsibility.objects.create(listing=sheet.built.listings["s1-k1"], ministry=make_ministry("厚生労働省"))

    assert others(client, sheet, make_user(User.Role.STAFF, other)) == []


@pytest.mark.parametrize("row", ["kpi-0", "kpi-999999999", "segment-x", "kpi-1; DROP", "k" * 500])
def test_a_row_that_is_not_theirs_is_not_kept(client, sheet, row):
    assert send(client, "presence", sheet.round.pk, row=row)[0] == 404
    assert OpenRow.objects.get().row == f"kpi-{sheet.snapshot().pk}"
