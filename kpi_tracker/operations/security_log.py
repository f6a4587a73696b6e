"""Who came in, who did not, and what was taken out: lines of a logger of their own, 「kpi_tracker.security」.

People are told by primary key: neither names nor addresses, nor what was typed into a form of signing in.
"""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest, HttpResponseBase

LOG = logging.getLogger("kpi_tracker.security")


def watch_signing_in() -> None:
    """From now on every way of signing in and out leaves its line."""
    user_logged_in.connect(_came_in, dispatch_uid="log_came_in")
    user_logged_out.connect(_went_out, dispatch_uid="log_went_out")
    user_login_failed.connect(_kept_out, dispatch_uid="log_kept_out")


def tell_export(request: HttpRequest, response: HttpResponseBase) -> None:
    """A line where somebody signed in was given a file."""
    is_file = response.headers.get("Content-Disposition", "").startswith("attachment")
    user = getattr(request, "user", None) if is_file else None
    if user is not None and user.is_authenticated:
        match = request.resolver_match
        _tell("export", user.pk, view=match.view_name if match else "-")


def _came_in(user: Any, **_: Any) -> None:
    _tell("signed in", user.pk)


def _went_out(user: Any, **_: Any) -> None:
    if user is not None:
        _tell("signed out", user.pk)


def _kept_out(**_: Any) -> None:
    _tell("sign-in failed", None)


def _tell(event: str, user: int | None, **further: str) -> None:
    LOG.info(event, extra={"told": {"user": user, **further}})
