"""Signing in: by name or address, second step, lock-out; guessing, forged forms, planted sessions and led-away
visitors are refused."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.reforms.accounts.signing import PASSWORD, code_of, is_signed_in, make_person, sign_in, use_app

pytestmark = pytest.mark.django_db
GUESSES = 5
LOCKED_MINUTES = 15


@pytest.mark.parametrize("login", ["yamada", "yamada@example.go.jp", "YAMADA@example.go.jp"])
def test_the_user_name_and_the_address_sign_in(client, login):
    make_person()

    response = sign_in(client, login)

    assert response.url == reverse("kpis:items")
    assert is_signed_in(client)


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client):
    make_person()

    answers = [sign_in(client, login, "wrong").context["form"].non_field_errors() for login in ("yamada", "nobody")]

    assert answers[0]
    assert answers[0] == answers[1]
    assert not is_signed_in(client)


def test_after_five_wrong_guesses_the_right_password_is_refused_from_anywhere(client):
    make_person()
    for number in range(GUESSES):
        sign_in(client, password=f"guess-{number}", REMOTE_ADDR=f"10.0.0.{number}")

    refused = sign_in(client, REMOTE_ADDR="10.0.1.1")

    assert "止めています" in refused.content.decode()
    assert not is_signed_in(client)


def test_the_lock_ends_by_itself(client, monkeypatch):
    make_person()
    for number in range(GUESSES):
        sign_in(client, password=f"guess-{number}")
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + LOCKED_MINUTES * 60 + 1)

    sign_in(client)

    assert is_signed_in(client)


def test_guesses_at_one_person_lock_no_other_out(client):
    make_person()
    make_person("suzuki")
    for number in range(GUESSES):
        sign_in(client, password=f"guess-{number}")

    sign_in(client, "suzuki")

    assert is_signed_in(client)


def test_one_address_cannot_try_many_names(client):
    make_person()

    statuses = {sign_in(client, f"name-{number}", "wrong").status_code for number in range(21)}
    sign_in(client)

    assert statuses == {200}
    assert not is_signed_in(client)


def test_a_forged_form_is_refused():
    make_person()
    client = Client(enforce_csrf_checks=True)

    assert sign_in(client).status_code == 403
    assert not is_signed_in(client)


def test_a_planted_session_is_another_one_after_signing_in(client):
    make_person()
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key

    sign_in(client)

    assert client.session.session_key != planted
    assert not client.session.exists(planted)


@pytest.mark.parametrize(
    "away",
    ["https://outside.example/", "//outside.example/", "javascript:alert(1)", "http:///outside.example", "\\\\outside"],
)
def test_nobody_is_led_away_by_signing_in_or_out(client, away):
    make_person()

    assert sign_in(client, next_page=away).url == reverse("kpis:items")
    assert client.post(reverse("account_logout"), {"next": away}).url == reverse("kpis:items")


@pytest.mark.parametrize(("role", "first"), [("staff", "kpis:worksheets"), ("reviewer", "kpis:items")])
def test_who_enters_rows_is_led_to_them(client, role, first):
    make_person(role=role)

    assert sign_in(client).url == reverse(first)


def test_who_asked_for_a_page_comes_back_to_it(client):
    make_person()
    asked = client.get("/imports/?state=done").url

    response = client.post(asked, {"login": "yamada", "password": PASSWORD, "next": "/imports/?state=done"})

    assert asked == "/accounts/login/?next=/imports/%3Fstate%3Ddone"
    assert response.url == "/imports/?state=done"


@pytest.mark.parametrize("address", ["/accounts/signup/", "/accounts/email/", "/accounts/3rdparty/signup/"])
def test_nobody_registers_or_changes_their_own_address(client, address):
    assert client.get(address).status_code == 404


def test_the_app_is_asked_for_after_the_password(client):
    secret = use_app(make_person())

    assert sign_in(client).url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert is_signed_in(client)


def test_a_code_is_not_taken_twice(client):
    secret = use_app(make_person())
    code = code_of(secret)
    for _ in range(2):
        client.logout()
        sign_in(client)
        client.post(reverse("mfa_authenticate"), {"code": code})

    assert not is_signed_in(client)


def test_codes_cannot_be_guessed(client):
    secret = use_app(make_person())
    sign_in(client)
    for number in range(GUESSES):
        client.post(reverse("mfa_authenticate"), {"code": f"{number:06}"})

    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert not is_signed_in(client)


def test_a_recovery_code_works_once(client):
    user = make_person()
    use_app(user)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    signed_in = []
    for _ in range(2):
        client.logout()
        sign_in(client)
        client.post(reverse("mfa_authenticate"), {"code": code})
        signed_in.append(is_signed_in(client))

    assert signed_in == [True, False]


def test_the_app_is_set_up_only_after_the_password_again(client):
    make_person()
    sign_in(client)

    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))


def test_a_forgotten_password_is_set_anew_once(client, settings):
    settings.HAS_MAIL = True
    make_person()
    client.post(reverse("account_reset_password"), {"email": "yamada@example.go.jp"})
    link = next(line for line in mail.outbox[0].body.splitlines() if line.startswith("http"))
    form = client.get(link).url
    for password in ("kaki-no-ki-2027", "mikan-no-ki-2028"):
        client.post(form, {"password1": password, "password2": password})

    assert "決め直す" in mail.outbox[0].body
    sign_in(client, password="mikan-no-ki-2028")
    assert not is_signed_in(client)
    sign_in(client, password="kaki-no-ki-2027")
    assert is_signed_in(client)


def test_an_unknown_address_gets_no_mail_and_the_same_answer(client, settings):
    settings.HAS_MAIL = True
    make_person()

    answers = [
        client.post(reverse("account_reset_password"), {"email": f"{name}@example.go.jp"}).url
        for name in ("yamada", "nobody")
    ]

    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox] == [["yamada@example.go.jp"]]


@pytest.mark.parametrize(
    "password",
    ["short", "123456789012345", "password1234", "yamada@example.g", "kaki-no-ki-" * 12],
    ids=["short", "digits", "common", "address", "long"],
)
def test_a_weak_password_is_refused(client, password):
    make_person()
    sign_in(client)

    sent = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    response = client.post(reverse("account_change_password"), sent)

    assert response.context["form"].errors
