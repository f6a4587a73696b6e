"""Make the accounts of the demo, one of each role, and print how they sign in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.crypto import get_random_string

from kpi_tracker.migrated import require_migrated
from reforms.accounts.demo import PASSWORD, PEOPLE, DemoPerson, address_of
from reforms.models import Ministry, User
from reforms.services.accounts import AccountDraft, invite

ONLY_DEMO = "デモの利用者は、DEBUG=1 のデモのデータベースだけに作れます。"
REAL_PEOPLE = "ほかの利用者がいるデータベースなので、デモの利用者は作りません。"


class Command(BaseCommand):
    """Refuses where DEBUG is off, and to come among real people."""

    help = "デモの利用者（担当者、確認者、管理者、閲覧者）を作り、サインインのしかたを表示します。"

    def handle(self, *args: Any, **options: Any) -> None:
        """A second run makes none; it prints those who are there."""
        require_migrated()
        if not settings.DEBUG:
            raise CommandError(ONLY_DEMO)
        standing = User.objects.filter(email__in=[address_of(person.username) for person in PEOPLE])
        if not standing.exists():
            if User.objects.exists():
                self.stdout.write(REAL_PEOPLE)
                return
            make_demo_accounts()
        self._tell(set(standing.filter(is_active=True).values_list("username", flat=True)))

    def _tell(self, usernames: set[str]) -> None:
        self.stdout.write(f"デモの利用者（この機械からだけサインインできます。パスワードはどれも {PASSWORD}）：")
        for person in PEOPLE:
            if person.username in usernames:
                ministries = f"（{'、'.join(person.ministries)}）" if person.ministries else ""
                self.stdout.write(f"  {person.username:<10}{person.role.label}{ministries}")


def make_demo_accounts() -> list[User]:
    """The people of the demo, with real passwords that nobody knows."""
    users = invite([_draft(person) for person in PEOPLE], by=None)
    for user in users:
        user.set_password(get_random_string(50))
    User.objects.bulk_update(users, ["password"])
    return users


def _draft(person: DemoPerson) -> AccountDraft:
    ministries = Ministry.objects.filter(name__in=person.ministries).values_list("pk", flat=True)
    return AccountDraft(
        username=person.username,
        email=address_of(person.username),
        last_name=person.family_name,
        first_name=person.given_name,
        role=person.role.value,
        ministries=frozenset(ministries),
    )
