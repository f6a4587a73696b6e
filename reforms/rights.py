"""Who may do what. The one place that decides: pages, commands, imports and the admin ask here. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

VIEWER, STAFF, REVIEWER, ADMIN = "viewer", "staff", "reviewer", "admin"
ENTERING, SUBMITTED, RETURNED, CONFIRMED = "entering", "submitted", "returned", "confirmed"

PERMISSIONS = {
    VIEWER: frozenset[str](),
    STAFF: frozenset[str](),
    REVIEWER: frozenset({"kpis.decide_contradiction", "kpis.decide_proposal"}),
    ADMIN: frozenset({"kpis.decide_contradiction", "kpis.decide_proposal", "importers.import_files"}),
}
"""Django's permissions by role: what is granted for the whole application, not for an entry."""


@dataclass(frozen=True)
class Person:
    """Who asks. ministries: primary keys of those they write for, the offices beneath them among them."""

    key: int
    role: str
    ministries: frozenset[int] = frozenset()

    @property
    def sees_everything(self) -> bool:
        """Whether drafts of every ministry are shown to them."""
        return self.role in (REVIEWER, ADMIN)


@dataclass(frozen=True)
class Part:
    """A ministry's part of an item in a round, as the rights need to know it.

    state: of its Submission; writers: primary keys of those who entered or handed in something of it.
    """

    ministry: int
    state: str
    round_is_open: bool
    round_is_closed: bool = False
    writers: Collection[int] = ()


@dataclass(frozen=True)
class Rights:
    """What a person may do with a part now. may_publish is of the whole round."""

    may_edit: bool = False
    may_submit: bool = False
    may_withdraw: bool = False
    may_return: bool = False
    may_confirm: bool = False
    may_grade: bool = False
    may_publish: bool = False


def may_see(person: Person, ministries: Collection[int]) -> bool:
    """Whether drafts that these ministries answer for are shown to the person; else they are not there (404)."""
    return person.sees_everything or not person.ministries.isdisjoint(ministries)


def may_comment(person: Person, ministries: Collection[int]) -> bool:
    """Whether the person asks and answers about entries that these ministries answer for, in whatever state."""
    return person.role != VIEWER and may_see(person, ministries)


def may_settle(person: Person, asked_by: int) -> bool:
    """Whether the person says that a question is settled: who asked it, and the secretariat."""
    return person.sees_everything or person.key == asked_by


def may_run_rounds(person: Person) -> bool:
    """Whether the person opens, closes and publishes rounds, and says who answers for which row."""
    return person.sees_everything


def writes_for(person: Person, ministry: int) -> bool:
    """Whether the person enters what the ministry answers for, while its part is open."""
    return person.role == STAFF and ministry in person.ministries


def may_enter(person: Person, parts: Iterable[Part]) -> bool:
    """Whether the person writes into a row that belongs to all these parts: as long as one of them is open to them.

    A page of two items is mended where one of the two was returned.
    """
    return any(rights_on(person, part).may_edit for part in parts)


def may_manage_people(person: Person) -> bool:
    """Whether the person invites people, changes their roles and closes accounts."""
    return person.role == ADMIN


def rights_on(person: Person, part: Part) -> Rights:
    """What the person may do with the part. Source: the roles in docs/rights.md.

    >>> staff = Person(1, STAFF, frozenset({7}))
    >>> rights_on(staff, Part(7, RETURNED, round_is_open=True)).may_edit
    True
    >>> rights_on(staff, Part(8, RETURNED, round_is_open=True)) == Rights()
    True
    >>> rights_on(Person(2, REVIEWER), Part(7, SUBMITTED, round_is_open=True, writers={2})).may_confirm
    False
    """
    is_theirs = part.ministry in person.ministries
    writes = writes_for(person, part.ministry) and part.round_is_open
    enters = writes and part.state in (ENTERING, RETURNED)
    reviews = person.sees_everything and part.round_is_open and not is_theirs and person.key not in part.writers
    return Rights(
        may_edit=enters,
        may_submit=enters,
        may_withdraw=writes and part.state == SUBMITTED,
        may_return=reviews and part.state in (SUBMITTED, CONFIRMED),
        may_confirm=reviews and part.state == SUBMITTED,
        may_grade=reviews and part.state == SUBMITTED,
        may_publish=may_run_rounds(person) and part.round_is_closed,
    )
