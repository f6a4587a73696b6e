"""What the screens of 利用者 show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from reforms.accounts.invitations import is_waiting
from reforms.accounts.people_csv import CLOSE, NO_ACT, PersonLine
from reforms.models import AccountEvent, User
from reforms.paging import page_links
from reforms.selectors import Link

PEOPLE_A_PAGE = 50
ACTIVE, WAITING, CLOSED = "active", "waiting", "closed"
STATES = {ACTIVE: "使用中", WAITING: "パスワード未設定", CLOSED: "閉鎖"}
_UNUSABLE = "!"  # how Django marks a password that nobody can type


@dataclass(frozen=True)
class PeopleFilter:
    """Which people are asked for, "" for all. ministry: a primary key."""

    role: str = ""
    ministry: str = ""
    state: str = ""
    q: str = ""


@dataclass(frozen=True)
class ShownPerson:
    """A person as the list and their own page show them."""

    name: str
    url: str
    username: str
    email: str
    role: str
    ministries: list[str]
    state: str
    is_closed: bool
    has_second_factor: bool
    last_seen: str


@dataclass(frozen=True)
class PeoplePage:
    """Everything the list shows. page_links: empty where one page is enough."""

    rows: list[ShownPerson]
    total: int
    page_links: list[Link]
    is_filtered: bool


@dataclass(frozen=True)
class ShownEvent:
    """「2026年4月1日 10:00 変更 役割：閲覧者 → 担当者（管理 太郎）」."""

    at: str
    act: str
    words: str
    by: str


def people_page(asked: PeopleFilter, page_number: str) -> PeoplePage:
    """The people asked for, by name; five queries whatever their number."""
    kept = {name: value for name, value in vars(asked).items() if value}
    page = Paginator(found_people(asked), PEOPLE_A_PAGE).get_page(page_number)
    return PeoplePage(
        rows=[shown_person(user) for user in page.object_list],
        total=page.paginator.count,
        page_links=page_links(page, lambda number: f"?{urlencode(kept | {'page': number})}"),
        is_filtered=asked != PeopleFilter(),
    )


def found_people(asked: PeopleFilter) -> QuerySet[User]:
    """The people asked for, with what a line about them needs."""
    people = User.objects.prefetch_related("ministries").order_by("last_name", "first_name", "username")
    people = people.annotate(has_second_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"))))
    if asked.role:
        admins = Q(is_superuser=True) if asked.role == User.Role.ADMIN else Q(pk=None)
        others = Q(role=asked.role) & (Q() if asked.role == User.Role.ADMIN else Q(is_superuser=False))
        people = people.filter(admins | others)
    if asked.ministry:
        people = people.filter(ministries=int(asked.ministry))
    for word in asked.q.split():
        people = people.filter(
            Q(last_name__icontains=word)
            | Q(first_name__icontains=word)
            | Q(username__icontains=word)
            | Q(email__icontains=word)
        )
    return _in_state(people, asked.state)


def person_of_page(pk: int) -> User | None:
    """The account with what its page needs, None where there is none."""
    return found_people(PeopleFilter()).filter(pk=pk).first()


def events_of(user: User) -> list[ShownEvent]:
    """What was done to the account, the latest first."""
    events = AccountEvent.objects.filter(user=user).select_related("by")
    return [
        ShownEvent(_moment(event.at), event.get_act_display(), event.words, event.by.shown_name if event.by else "")
        for event in events
    ]


def waiting_people() -> list[User]:
    """Those who have yet to set a password."""
    return list(_in_state(User.objects.order_by("last_name", "first_name", "username"), WAITING))


def lines_of(asked: PeopleFilter) -> list[PersonLine]:
    """The people as the CSV has them; handing it in again changes nothing."""
    return [
        PersonLine(
            number,
            name=user.get_full_name(),
            email=user.email,
            username=user.username,
            role=user.shown_role.label,
            ministries="、".join(ministry.name for ministry in user.ministries.all()),
            act=NO_ACT if user.is_active else CLOSE,
        )
        for number, user in enumerate(found_people(asked), start=2)
    ]


def shown_person(user: User) -> ShownPerson:
    """A person of `found_people` in words."""
    state = WAITING if is_waiting(user) else ACTIVE if user.is_active else CLOSED
    return ShownPerson(
        name=user.shown_name,
        url=reverse("reforms:person", args=(user.pk,)),
        username=user.username,
        email=user.email,
        role=user.shown_role.label,
        ministries=[ministry.short_name for ministry in user.ministries.all()],
        state=STATES[state],
        is_closed=state == CLOSED,
        has_second_factor=getattr(user, "has_second_factor", False),
        last_seen=_moment(user.last_login) if user.last_login else "",
    )


def _in_state(people: QuerySet[User], state: str) -> QuerySet[User]:
    if state == CLOSED:
        return people.filter(is_active=False)
    if state == WAITING:
        return people.filter(is_active=True, password__startswith=_UNUSABLE)
    if state == ACTIVE:
        return people.filter(is_active=True).exclude(password__startswith=_UNUSABLE)
    return people


def _moment(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{local:%Y年}{local.month}月{local.day}日 {local:%H:%M}"
