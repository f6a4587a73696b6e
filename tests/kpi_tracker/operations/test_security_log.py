"""Signing in and what is taken out leave lines of their own, without a name or what was typed."""

import json
import logging

import pytest
from django.urls import reverse

from kpi_tracker.operations.logs import JsonLines
from reforms.models import User
from tests.builders import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "kaki-no-ki-2027"


@pytest.fixture
def told(caplog):
    """The lines of the logger of security since it was asked last."""
    caplog.set_level(logging.INFO, "kpi_tracker.security")

    def lines():
        found = [json.loads(JsonLines().format(one)) for one in caplog.records if one.name == "kpi_tracker.security"]
        caplog.clear()
        return [(line["message"], line["user"], line.get("view")) for line in found]

    return lines


@pytest.fixture
def person():
    user = make_user(User.Role.ADMIN, last_name="山田")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, person, password):
    client.post(reverse("account_login"), {"login": person.username, "password": password})


def test_coming_going_and_being_kept_out_are_told(client, person, told):
    sign_in(client, person, "hanako-no-himitsu")
    assert told() == [("sign-in failed", None, None)]
    sign_in(client, person, PASSWORD)
    assert told() == [("signed in", person.pk, None)]
    client.post(reverse("account_logout"))
    assert told() == [("signed out", person.pk, None)]


def test_a_file_that_somebody_takes_out_is_told(client, person, told):
    client.force_login(person)
    told()
    client.get(reverse("reforms:people_download"))
    client.get(reverse("reforms:notices"))
    assert told() == [("export", person.pk, "reforms:people_download")]
