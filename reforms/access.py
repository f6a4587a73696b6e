"""Who may enter the screens of the secretariat."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponseBase

from reforms.models import User
from reforms.people import person_of
from reforms.rights import may_run_rounds

View = Callable[..., HttpResponseBase]


def for_secretariat(view: View) -> View:
    """The view for those who run rounds and keep the frame; for everybody else there is no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_run_rounds(person_of(request.user)):
            raise Http404("このページは確認者と管理者のものです。")
        return view(request, *args, **kwargs)

    return guarded


def person(request: HttpRequest) -> User:
    """Who is signed in, behind `for_secretariat`."""
    return cast(User, request.user)
