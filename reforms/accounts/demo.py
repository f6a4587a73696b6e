"""The accounts of the demo. Nobody knows their real passwords: only a server for development, reached from its own
machine, lets them in with the one that `make run` prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.db.models import QuerySet
from django.http import HttpRequest

from reforms.models import User

PASSWORD = "kaikaku-demo"
"""Known to everyone, good for nothing outside the demo."""
THIS_MACHINE = ("127.0.0.1", "::1")


@dataclass(frozen=True)
class DemoPerson:
    """One account of the demo; ministries by name."""

    username: str
    family_name: str
    given_name: str
    role: User.Role
    ministries: tuple[str, ...] = ()


PEOPLE = (
    DemoPerson("tantou", "担当", "花子", User.Role.STAFF, ("総務省",)),
    DemoPerson("kakunin", "確認", "太郎", User.Role.REVIEWER),
    DemoPerson("kanri", "管理", "恵", User.Role.ADMIN),
    DemoPerson("etsuran", "閲覧", "健", User.Role.VIEWER),
)


def address_of(username: str) -> str:
    """An address that can belong to nobody, by which an account of the demo is known."""
    return f"{username}@demo.invalid"


class DemoBackend(BaseBackend):
    """Lets the people of the demo in with the password that `make run` prints."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> User | None:
        """The person of the demo, None for everyone else and wherever this is not a demo on its own machine."""
        if not settings.DEBUG or request is None or request.META.get("REMOTE_ADDR") not in THIS_MACHINE:
            return None
        if username not in {person.username for person in PEOPLE} or password != PASSWORD:
            return None
        return self._active().filter(username=username, email=address_of(username or "")).first()

    def get_user(self, user_id: int) -> User | None:
        """Who signed in this way before, unless the account was closed since or this is no demo any more."""
        return self._active().filter(pk=user_id).first() if settings.DEBUG else None

    def _active(self) -> QuerySet[User]:
        return User.objects.filter(is_active=True)
