"""Who may enter the screens of 利用者."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponseBase

from reforms.models import User
from reforms.people import person_of
from reforms.rights import may_manage_people

View = Callable[..., HttpResponseBase]


def for_admins(view: View) -> View:
    """The view for those who invite and close accounts; for everybody else there is no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_manage_people(person_of(request.user)):
            raise Http404("このページは管理者のものです。")
        return view(request, *args, **kwargs)

    return guarded


def admin(request: HttpRequest) -> User:
    """Who is signed in, behind `for_admins`."""
    return cast(User, request.user)
