"""Requests of somebody who is signed in, each undone; and what is wrong with their answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse_lazy

from reforms.models import User
from scripts.fuzz.findings import Findings

SAYS_503 = reverse_lazy("operations:readyz")  # where no worker runs
OF_A_SCRIPT = {"Accept": "application/json"}


@contextmanager
def tried_out() -> Iterator[None]:
    """While inside, this process answers the test client, writes no mail and uses static files as they are."""
    storages = {**settings.STORAGES, "uploads": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    with override_settings(
        ALLOWED_HOSTS=["testserver"],
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES=storages,
    ):
        yield


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Visitor:
    """name: their role; session: the key that their browser keeps, "" for who has not signed in."""

    name: str
    session: str = ""

    def ask(self, method: str, address: str, sent: Any = None, **more: Any) -> Any:
        """The answer. Each request is of a browser of its own: signing out in one takes nobody else's session."""
        client = Client(raise_request_exception=False)
        if self.session:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.session
        return client.generic(method, address, **more) if sent is None else client.post(address, sent, **more)


def visitor_of(user: User) -> Visitor:
    """Somebody who has just signed in."""
    client = Client()
    client.force_login(user)
    return Visitor(user.role, client.cookies[settings.SESSION_COOKIE_NAME].value)


def note_fault(findings: Findings, response: Any, again: str) -> None:
    """Keeps what is wrong with an answer: an exception that nobody caught, or 500 and above."""
    if response.exc_info:
        findings.add_raised(response.exc_info[1], again)
    elif response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR and response.request["PATH_INFO"] != SAYS_503:
        findings.add(f"{response.status_code} {response.request['PATH_INFO']}", f"{again}\n{response.status_code}")


def told_of(visitor: Visitor, method: str, address: str, sent: Mapping[str, Any] | None) -> str:
    """A request in one line, to be repeated by hand."""
    return f"{method} {address[:2_000]} as {visitor.name}: {str(sent)[:2_000]}"
