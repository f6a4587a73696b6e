"""The demo's accounts let nobody in but on the demo's own machine."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from reforms.accounts.demo import PASSWORD
from reforms.models import User
from tests.builders import make_ministry
from tests.reforms.accounts.signing import is_signed_in, make_person, sign_in

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "127.0.0.1", "10.0.0.7"


@pytest.fixture
def demo(settings):
    settings.DEBUG = True
    make_ministry("総務省")
    call_command("load_demo_accounts")


def test_one_of_each_role_is_made_and_printed(demo, capsys):
    call_command("load_demo_accounts")

    told = capsys.readouterr().out
    assert {user.role for user in User.objects.all()} == set(User.Role.values)
    assert all(user.username in told for user in User.objects.all())
    assert PASSWORD in told


@pytest.mark.parametrize("username", ["tantou", "kakunin", "kanri", "etsuran"])
def test_the_demos_people_sign_in_on_its_own_machine(demo, client, username):
    sign_in(client, username, PASSWORD, REMOTE_ADDR=HERE)

    assert is_signed_in(client)


def test_nobody_signs_in_from_another_machine(demo, client):
    sign_in(client, "kanri", PASSWORD, REMOTE_ADDR=ELSEWHERE)

    assert not is_signed_in(client)


def test_nobody_signs_in_nor_stays_where_debug_is_off(demo, client, settings):
    sign_in(client, "kanri", PASSWORD)
    stayed = is_signed_in(client)
    settings.DEBUG = False
    stays = is_signed_in(client)
    sign_in(client, "kanri", PASSWORD)

    assert (stayed, stays, is_signed_in(client)) == (True, False, False)


def test_a_real_person_of_the_same_name_keeps_their_own_password(client, settings):
    settings.DEBUG = True
    make_person("kanri")

    sign_in(client, "kanri", PASSWORD)

    assert not is_signed_in(client)


def test_no_demo_account_is_made_where_debug_is_off():
    with pytest.raises(CommandError, match="DEBUG=1"):
        call_command("load_demo_accounts")


def test_no_demo_account_comes_among_real_people(settings, capsys):
    settings.DEBUG = True
    make_person()

    call_command("load_demo_accounts")

    assert User.objects.count() == 1
    assert "作りません" in capsys.readouterr().out
