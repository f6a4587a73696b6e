"""How many notices wait for the person, for the head of every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from reforms.models import Notice


def unread_notices(request: HttpRequest) -> dict[str, Any]:
    """A context processor. unread_notices: counted where a page shows it; 0 of who is not signed in."""
    return {"unread_notices": SimpleLazyObject(lambda: _count(request))}


def _count(request: HttpRequest) -> int:
    if not request.user.is_authenticated:
        return 0
    return Notice.objects.filter(person=request.user, read_at=None).count()
