"""Users as the rights know them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth.backends import BaseBackend

from reforms.models import Ministry, User
from reforms.rights import ADMIN, PERMISSIONS, VIEWER, Person


def person_of(user: Any) -> Person:
    """The signed-in user with their ministries and the offices beneath these; at most two queries. Nobody signed in or
    an account that is closed: a viewer without ministries."""
    if not user.is_authenticated or not user.is_active:
        return Person(0, VIEWER)
    role = ADMIN if user.is_superuser else user.role
    return Person(user.pk, role, with_offices(user.ministries.values_list("pk", flat=True)))


def with_offices(ministries: Any) -> frozenset[int]:
    """The ministries, by primary key, and every office beneath them: a right on a parent covers its offices."""
    found = frozenset(ministries)
    if not found:
        return found
    beneath: dict[int, list[int]] = {}
    for office, parent in Ministry.objects.exclude(parent=None).values_list("pk", "parent_id"):
        beneath.setdefault(parent, []).append(office)
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
