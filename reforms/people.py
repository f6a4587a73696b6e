"""Users as the rights know them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import Exists, OuterRef

from reforms.models import Ministry, User
from reforms.rights import ADMIN, PERMISSIONS, VIEWER, Person


def person_of(user: Any) -> Person:
    """The signed-in user with their ministries and the offices beneath these; one query. Nobody signed in or an
    account that is closed: a viewer without ministries."""
    if not user.is_authenticated or not user.is_active:
        return Person(0, VIEWER)
    role = ADMIN if user.is_superuser else user.role
    return Person(user.pk, role, _ministries(user))


def _ministries(user: User) -> frozenset[int]:
    """Those the user writes for, by primary key, and every office beneath them: a right on a parent covers its offices.
    One query."""
    own = User.ministries.through.objects.filter(user=user.pk, ministry=OuterRef("pk"))
    found: frozenset[int] = frozenset()
    beneath: dict[int, list[int]] = {}
    for key, parent, is_own in Ministry.objects.order_by().values_list("pk", "parent_id", Exists(own)):
        found |= {key} if is_own else set()
        if parent is not None:
            beneath.setdefault(parent, []).append(key)
    waiting = list(found)
    while waiting:
        offices = set(beneath.get(waiting.pop(), ())) - found
        found |= offices
        waiting += offices
    return found


def staff_of(ministries: Collection[int]) -> list[User]:
    """The active 担当者 who write for one of the ministries, by primary key, or for a parent of one; two queries."""
    parents = dict(Ministry.objects.values_list("pk", "parent_id"))
    above = set(ministries)
    waiting = list(above)
    while waiting:
        parent = parents.get(waiting.pop())
        if parent is not None and parent not in above:
            above.add(parent)
            waiting.append(parent)
    staff = User.objects.filter(role=User.Role.STAFF, is_active=True)
    return list(staff.filter(ministries__in=above).distinct().order_by("pk"))


class RoleBackend(BaseBackend):
    """Grants each role what `reforms.rights` says it may do in the whole application."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Whether the role of an active user has the permission."""
        return isinstance(user_obj, User) and user_obj.is_active and perm in PERMISSIONS[user_obj.role]
