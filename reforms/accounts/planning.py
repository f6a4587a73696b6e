"""A list of people beside the accounts that stand: what each line would do, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from kpi_tracker.lib.japanese_text import name_key
from kpi_tracker.lib.records import replace
from reforms.accounts.people_csv import CLOSE, NO_ACT, NO_MINISTRY, REOPEN, PersonLine, ministries_in, parted_name
from reforms.accounts.plan import CHANGE, FAULT, INVITE, UNCHANGED, PeoplePlan, PlannedLine
from reforms.models import Ministry, User
from reforms.services.accounts import LAST_ADMIN, AccountDraft, differences, draft_of
from reforms.services.ministries import ministries_by_name

ROLES = {role.label: role.value for role in User.Role}


@dataclass
class Standing:
    """The accounts and ministries as they are; four queries."""

    users: list[User] = field(default_factory=lambda: list(User.objects.prefetch_related("ministries")))
    ministries: Mapping[str, Ministry] = field(default_factory=ministries_by_name)

    def __post_init__(self) -> None:
        self.by_username = {user.username.lower(): user for user in self.users}
        self.by_email = {user.email.lower(): user for user in self.users if user.email}
        self.names = {ministry.pk: ministry.name for ministry in self.ministries.values()}

    def user_of(self, line: PersonLine) -> User | None:
        """Whose line it is: by the user name, without one by the address."""
        return self.by_username.get(line.username.lower()) if line.username else self.by_email.get(line.email.lower())


class _Fault(Exception):
    """What is wrong with a line."""


def plan_people(lines: Iterable[PersonLine]) -> PeoplePlan:
    """What the lines would do; nothing is written."""
    standing = Standing()
    planned = [_planned(line, standing) for line in lines]
    planned = _without_clashes(planned, standing)
    return PeoplePlan(tuple(planned), "" if _keeps_an_admin(planned, standing) else LAST_ADMIN)


def _planned(line: PersonLine, standing: Standing) -> PlannedLine:
    user = standing.user_of(line)
    told = PlannedLine(line.line, FAULT, line.name or (user.shown_name if user else ""), line.username or line.email)
    try:
        return _acted(replace(told, user=user), line, standing)
    except _Fault as fault:
        return replace(told, words=(str(fault),))


def _acted(told: PlannedLine, line: PersonLine, standing: Standing) -> PlannedLine:
    """The line with what it would do. Raises _Fault."""
    if line.act not in (NO_ACT, CLOSE, REOPEN):
        raise _Fault(f"操作は空欄、{CLOSE}、{REOPEN} のどれかにしてください（今の値：{line.act}）。")
    user = told.user
    if user is None:
        if line.act:
            raise _Fault(f"この利用者はいないので、{line.act}できません。利用者名を確かめてください。")
        draft = _new_draft(line, standing)
        return replace(told, kind=INVITE, draft=draft, words=_description(draft, standing))
    if line.act == CLOSE:
        return replace(told, kind=CLOSE if user.is_active else UNCHANGED)
    if not user.is_active and line.act != REOPEN:
        raise _Fault(f"閉じられている利用者です。使えるようにするときは、操作に「{REOPEN}」と書いてください。")
    before = draft_of(user)
    draft = _checked(_merged(line, before, standing), before)
    words = tuple(differences(before, draft, standing.names))
    kind = REOPEN if not user.is_active else CHANGE if words else UNCHANGED
    return replace(told, kind=kind, draft=draft, words=words)


def _new_draft(line: PersonLine, standing: Standing) -> AccountDraft:
    if not line.name or not line.role:
        raise _Fault("新しく招待する人には、氏名と役割が要ります。")
    empty = AccountDraft(line.username or line.email, line.email, "", "", "")
    return _checked(_merged(line, empty, standing), None)


def _merged(line: PersonLine, before: AccountDraft, standing: Standing) -> AccountDraft:
    """What stands, with what the line says instead; an empty cell says nothing."""
    family, given = parted_name(line.name) if line.name else (before.last_name, before.first_name)
    if line.role and line.role not in ROLES:
        raise _Fault(f"役割は {'、'.join(ROLES)} のどれかにしてください（今の値：{line.role}）。")
    return AccountDraft(
        username=before.username,
        email=line.email.lower() or before.email,
        last_name=family,
        first_name=given,
        role=ROLES[line.role] if line.role else before.role,
        ministries=_ministries(line.ministries, standing) if line.ministries else before.ministries,
    )


def _ministries(words: str, standing: Standing) -> frozenset[int]:
    if words == NO_MINISTRY:
        return frozenset()
    found = {name: standing.ministries.get(name_key(name)) for name in ministries_in(words)}
    unknown = [name for name, ministry in found.items() if ministry is None]
    if unknown:
        raise _Fault(f"知らない府省庁です：{'、'.join(unknown)}。二つ以上は「、」で区切ってください。")
    return frozenset(ministry.pk for ministry in found.values() if ministry)


def _checked(draft: AccountDraft, before: AccountDraft | None) -> AccountDraft:
    """The draft, where an account can be like it. What stands already is not held against a line."""
    if draft == before:
        return draft
    user = User(
        username=draft.username, email=draft.email, last_name=draft.last_name, first_name=draft.first_name, password="!"
    )
    try:
        user.clean_fields(exclude=["role"])
    except ValidationError as error:
        raise _Fault(" ".join(error.messages)) from error
    if draft.role == User.Role.STAFF and not draft.ministries:
        raise _Fault("担当者には府省庁が要ります。")
    return draft


def _description(draft: AccountDraft, standing: Standing) -> tuple[str, ...]:
    names = "、".join(standing.names[key] for key in draft.ministries)
    return tuple(word for word in (User.Role(draft.role).label, names, draft.email) if word)


def _without_clashes(planned: Sequence[PlannedLine], standing: Standing) -> list[PlannedLine]:
    """The lines, those that meet in one account or one address turned into faults."""
    touched = {line.user.pk for line in planned if line.user}
    drafts = [line.draft for line in planned if line.draft]
    usernames = Counter(draft.username.lower() for draft in drafts)
    emails = Counter(draft.email for draft in drafts if draft.email)
    emails.update(user.email.lower() for user in standing.users if user.email and user.pk not in touched)
    accounts = Counter(line.user.pk for line in planned if line.user)
    checked = []
    for line in planned:
        fault = ""
        if line.user and accounts[line.user.pk] > 1:
            fault = "同じ利用者の行が二つ以上あります。"
        elif line.draft and usernames[line.draft.username.lower()] > 1:
            fault = "同じ利用者名の行が二つ以上あります。"
        elif line.draft and emails[line.draft.email] > 1:
            fault = f"メールアドレス {line.draft.email} は、ほかの利用者が使っています。"
        checked.append(replace(line, kind=FAULT, words=(fault,)) if fault and line.kind != FAULT else line)
    return checked


def _keeps_an_admin(planned: Iterable[PlannedLine], standing: Standing) -> bool:
    roles = {user.pk: user.shown_role if user.is_active else "" for user in standing.users}
    had_one = User.Role.ADMIN in roles.values()
    for number, line in enumerate(planned):
        key = line.user.pk if line.user else -number - 1
        if line.kind == CLOSE:
            roles[key] = ""
        elif line.draft:
            roles[key] = line.draft.role
    return not had_one or User.Role.ADMIN in roles.values()
