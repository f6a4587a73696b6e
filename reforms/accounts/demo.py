"""The accounts of the demo. They have no password of their own: only a server for development, reached from its own
machine, lets them in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
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
    role: User.Role
    ministries: tuple[str, ...] = ()


PEOPLE = (
    DemoPerson("tantou", "担当（総務省）", User.Role.STAFF, ("総務省",)),
    DemoPerson("kakunin", "確認", User.Role.REVIEWER),
    DemoPerson("kanri", "管理", User.Role.ADMIN),
    DemoPerson("etsuran", "閲覧", User.Role.VIEWER),
)


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
        person = self._active().filter(username=username).first()
        return None if person is None or person.has_usable_password() else person

    def get_user(self, user_id: int) -> User | None:
        """Who signed in this way before, unless the account was closed since or this is no demo any more."""
        return self._active().filter(pk=user_id).first() if settings.DEBUG else None

    def _active(self) -> Any:
        return User.objects.filter(is_active=True)
