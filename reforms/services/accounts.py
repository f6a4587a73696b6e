"""Accounts: invited, changed, closed and opened again, each act kept with who did it. Nobody is ever deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import Q

from reforms.models import AccountEvent, Ministry, User

Act = AccountEvent.Act
ADMINS = Q(is_active=True) & (Q(role=User.Role.ADMIN) | Q(is_superuser=True))
LAST_ADMIN = "管理者が一人もいなくなるため、できません。先に別の人を管理者にしてください。"
TAKEN = "「{username}」（{email}）は、いまほかの管理者が登録しました。何も変えていません。一覧を確かめてください。"
MOVED = "「{name}」は、画面を開いた後にほかの管理者が変更しました。いまの内容を確かめてから、もう一度変更してください。"


class LastAdmin(Exception):
    """Nobody would be left who may invite and close. The message is Japanese."""


class Taken(Exception):
    """Another admin gave the name or the address to somebody since it was looked up. The message is Japanese."""


class MovedAccount(Exception):
    """Another admin changed the account since it was shown. The message is Japanese."""


@dataclass(frozen=True)
class AccountDraft:
    """What an admin says of an account. ministries: primary keys of those the person writes for."""

    username: str
    email: str
    last_name: str
    first_name: str
    role: str
    ministries: frozenset[int] = frozenset()

    @property
    def fingerprint(self) -> str:
        """The same for accounts that say the same: by it a page knows what it has shown."""
        told = (self.username, self.email, self.last_name, self.first_name, self.role, sorted(self.ministries))
        return hashlib.sha256(repr(told).encode()).hexdigest()


@dataclass(frozen=True)
class AccountActs:
    """What is done at once, or not at all."""

    invited: Sequence[AccountDraft] = ()
    changed: Sequence[tuple[User, AccountDraft]] = ()
    closed: Sequence[User] = ()
    reopened: Sequence[tuple[User, AccountDraft]] = ()


@transaction.atomic
def carry_out(acts: AccountActs, *, by: User | None) -> list[User]:
    """The people newly invited. Raises LastAdmin where no admin would be left, and Taken; then nothing is done."""
    invited = invite(acts.invited, by=by)
    reopen([user for user, _ in acts.reopened], by=by)
    # Newcomers first: an admin may hand over to one of them in the same file.
    change_accounts([*acts.changed, *acts.reopened], by=by)
    close(acts.closed, by=by)
    return invited


@transaction.atomic
def invite(drafts: Iterable[AccountDraft], *, by: User | None) -> list[User]:
    """New accounts without a password: the person sets one through the link of the invitation. Raises Taken."""
    users = []
    for draft in drafts:
        user = User(username=draft.username)
        user.set_unusable_password()
        _write(user, draft)
        users.append(user)
    _record(users, Act.INVITED, by, [_described(draft) for draft in map(draft_of, users)])
    return users


@transaction.atomic
def change_accounts(changes: Iterable[tuple[User, AccountDraft]], *, by: User | None) -> None:
    """Writes what is different, and says so in the record. Raises LastAdmin, Taken."""
    wanted = {user.pk: draft for user, draft in changes}
    standing = [(user, draft_of(user)) for user in _locked(wanted)]
    moving = [(user, before) for user, before in standing if before != wanted[user.pk]]
    words = []
    _free_addresses([user for user, _ in moving])
    for user, before in moving:
        after = wanted[user.pk]
        _write(user, after)
        words.append("、".join(differences(before, after, ministry_names(before.ministries | after.ministries))))
    moved = [user for user, _ in moving]
    _record(moved, Act.CHANGED, by, words)
    _require_an_admin(moved)


@transaction.atomic
def change_account(user: User, draft: AccountDraft, *, seen: str, by: User | None) -> None:
    """Writes what is different. seen: fingerprint of the account as it was shown. Raises MovedAccount, LastAdmin,
    Taken."""
    (stored,) = _locked([user.pk])
    if draft_of(stored).fingerprint != seen:
        raise MovedAccount(MOVED.format(name=stored.shown_name))
    change_accounts([(stored, draft)], by=by)


@transaction.atomic
def close(users: Iterable[User], *, by: User | None) -> None:
    """Ends the accounts and with them, from the next page on, every session. Raises LastAdmin."""
    closing = [user for user in _locked(user.pk for user in users) if user.is_active]
    _set(closing, is_active=False)
    _record(closing, Act.CLOSED, by)
    _require_an_admin(closing)


@transaction.atomic
def reopen(users: Iterable[User], *, by: User | None) -> None:
    """Opens closed accounts again, as they were."""
    opening = [user for user in _locked(user.pk for user in users) if not user.is_active]
    _set(opening, is_active=True)
    _record(opening, Act.REOPENED, by)


@transaction.atomic
def ask_for_new_password(users: Iterable[User], *, by: User | None) -> None:
    """Makes the passwords void, which ends every session; a new link sets the next ones."""
    asked = _locked(user.pk for user in users)
    for user in asked:
        user.set_unusable_password()
    User.objects.bulk_update(asked, ["password"])
    _record(asked, Act.PASSWORD, by)


@transaction.atomic
def remove_second_factors(users: Iterable[User], *, by: User | None) -> None:
    """For whoever lost the telephone and the recovery codes: the password alone signs in until they set up anew."""
    freed = _locked(user.pk for user in users)
    Authenticator.objects.filter(user__in=freed).delete()
    _record(freed, Act.SECOND_FACTOR, by)


def draft_of(user: User) -> AccountDraft:
    """The account as it stands; one query, none where the ministries were fetched before."""
    ministries = frozenset(ministry.pk for ministry in user.ministries.all())
    return AccountDraft(user.username, user.email, user.last_name, user.first_name, user.shown_role.value, ministries)


def differences(before: AccountDraft, after: AccountDraft, names: dict[int, str]) -> list[str]:
    """「役割：閲覧者 → 担当者」 for each field that differs. names: of the ministries, by primary key."""
    rows = (
        ("氏名", f"{before.last_name} {before.first_name}".strip(), f"{after.last_name} {after.first_name}".strip()),
        ("メール", before.email, after.email),
        ("利用者名", before.username, after.username),
        ("役割", User.Role(before.role).label, User.Role(after.role).label),
        ("府省庁", _listed(before.ministries, names), _listed(after.ministries, names)),
    )
    return [f"{field}：{old or '（なし）'} → {new or '（なし）'}" for field, old, new in rows if old != new]


def ministry_names(keys: Collection[int]) -> dict[int, str]:
    """Names by primary key, in 建制順."""
    return dict(Ministry.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else {}


def _listed(keys: Collection[int], names: dict[int, str]) -> str:
    return "・".join(name for key, name in names.items() if key in keys)


def _described(draft: AccountDraft) -> str:
    """「担当者　総務省・財務省」."""
    ministries = _listed(draft.ministries, ministry_names(draft.ministries))
    return f"{User.Role(draft.role).label}　{ministries}".strip()


def _locked(keys: Iterable[int]) -> list[User]:
    """The accounts and every admin, locked: two admins must not close each other at once."""
    wanted = set(keys)
    rows = User.objects.select_for_update().filter(ADMINS | Q(pk__in=wanted)).order_by("pk")
    return [user for user in rows if user.pk in wanted]


def _write(user: User, draft: AccountDraft) -> None:
    """Writes an account as drafted. Being an admin is the role alone: what `createsuperuser` gave goes with it.

    Raises Taken: two admins may invite one person at once.
    """
    user.username, user.email, user.role = draft.username, draft.email.lower(), draft.role
    user.last_name, user.first_name = draft.last_name, draft.first_name
    if draft.role != User.Role.ADMIN:
        user.is_superuser = user.is_staff = False
    try:
        with transaction.atomic():
            user.save()
            # The admin vouches for the address: the ministries' own sign-in may let its owner in.
            if user.email:
                EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    except IntegrityError as clash:
        raise Taken(TAKEN.format(username=draft.username, email=draft.email or "メールなし")) from clash
    user.ministries.set(draft.ministries)


def _free_addresses(users: Collection[User]) -> None:
    """Two people may change addresses with each other in one file."""
    keys = [user.pk for user in users]
    User.objects.filter(pk__in=keys).update(email="")
    EmailAddress.objects.filter(user__in=keys).delete()


def _set(users: Iterable[User], *, is_active: bool) -> None:
    User.objects.filter(pk__in=[user.pk for user in users]).update(is_active=is_active)


def _record(users: Sequence[User], act: Act, by: User | None, words: Sequence[str] = ()) -> None:
    told = words or [""] * len(users)
    AccountEvent.objects.bulk_create(
        AccountEvent(user=user, act=act, words=what, by=by) for user, what in zip(users, told, strict=True)
    )


def _require_an_admin(touched: Collection[User]) -> None:
    if touched and not User.objects.filter(ADMINS).exists():
        raise LastAdmin(LAST_ADMIN)
