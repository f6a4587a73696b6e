"""Sessions end: after an hour without use, and half a day after signing in."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

BEGAN, USED = "session_began", "session_used"
NOTED_EVERY = 60  # seconds: a page more or less does not write the session again


class SessionEnds:
    """Signs out whoever was away for SESSION_IDLE_SECONDS, or signed in SESSION_COOKIE_AGE seconds ago."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            note_use(request, time.time())
        return self.get_response(request)


def begin_session(request: HttpRequest, **_: Any) -> None:
    """Notes when somebody signed in, whichever way (receives `user_logged_in`)."""
    request.session[BEGAN] = request.session[USED] = time.time()


def note_use(request: HttpRequest, now: float) -> None:
    """Ends a session whose time is over, else notes that it is in use."""
    began, used = request.session.get(BEGAN, 0), request.session.get(USED, 0)
    if now - began > settings.SESSION_COOKIE_AGE or now - used > settings.SESSION_IDLE_SECONDS:
        logout(request)
    elif now - used > NOTED_EVERY:
        request.session[USED] = now
