"""Signing in as a person does, for tests."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.test import Client
from django.urls import reverse

from reforms.models import User

PASSWORD = "tonari-no-kaki-2026"


def make_person(username: str = "yamada", **named: Any) -> User:
    """Somebody with a password and an address."""
    user = User.objects.create_user(username, f"{username}@example.go.jp", PASSWORD, **named)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def sign_in(
    client: Client, login: str = "yamada", password: str = PASSWORD, next_page: str = "", **headers: Any
) -> Any:
    """What comes back when the form is sent."""
    sent = {"login": login, "password": password, "next": next_page}
    return client.post(reverse("account_login"), sent, **headers)


def is_signed_in(client: Client) -> bool:
    """Whether a page that asks for signing in is shown."""
    return client.get(reverse("mfa_index")).status_code == 200


def use_app(user: User) -> str:
    """Gives the person an authenticator app; its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code_of(secret: str) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(counters()))))
