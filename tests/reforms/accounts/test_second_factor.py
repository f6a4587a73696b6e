"""Roles of which the operator demands a second factor get no further without one."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reforms.models import User
from tests.reforms.accounts.signing import make_person, use_app

pytestmark = pytest.mark.django_db
DEMANDED = ("reviewer", "admin")
LED = reverse("mfa_index")


@pytest.fixture(autouse=True)
def demanded(settings):
    settings.SECOND_FACTOR_ROLES = list(DEMANDED)


@pytest.mark.parametrize(("role", "led"), [("staff", False), ("viewer", False), ("reviewer", True), ("admin", True)])
def test_the_roles_are_led_to_setting_it_up(client, role, led):
    client.force_login(make_person(role=role))

    response = client.get(reverse("reforms:notices"))

    assert (getattr(response, "url", "") == LED) == led


def test_a_superuser_is_an_admin(client):
    client.force_login(User.objects.create_superuser("root", "", "x"))

    assert client.get(reverse("reforms:notices")).url == LED


def test_nothing_is_written_before(client):
    user = make_person(role="admin")
    client.force_login(user)

    assert client.post(reverse("reforms:close_person", args=(user.pk,))).url == LED
    assert client.post(reverse("reforms:read_notices"), headers={"Accept": "application/json"}).status_code == 403
    assert User.objects.get().is_active


@pytest.mark.parametrize("name", ["kpis:items", "mfa_index", "account_change_password", "account_logout"])
def test_public_pages_and_those_of_signing_in_stay(client, name):
    client.force_login(make_person(role="admin"))

    assert LED not in getattr(client.get(reverse(name)), "url", "")


def test_who_has_one_goes_on(client):
    user = make_person(role="admin")
    use_app(user)
    client.force_login(user)

    assert client.get(reverse("reforms:notices")).status_code == 200


def test_who_came_through_the_ministries_own_sign_in_goes_on(client):
    client.force_login(make_person(role="admin"))
    session = client.session
    session["account_authentication_methods"] = [{"method": "socialaccount", "provider": "ministry"}]
    session.save()

    assert client.get(reverse("reforms:notices")).status_code == 200


def test_nobody_is_asked_where_nothing_is_demanded(client, settings):
    settings.SECOND_FACTOR_ROLES = []
    client.force_login(make_person(role="admin"))

    assert client.get(reverse("reforms:notices")).status_code == 200
