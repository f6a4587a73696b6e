"""What was refused leaves a line where an operator looks: which address, who, and nothing that anybody typed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponseBase

LOG = logging.getLogger(__name__)
SAFE = ("GET", "HEAD", "OPTIONS")
REFUSED_ALWAYS = (HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)
REFUSED_WRITING = (HTTPStatus.UNAUTHORIZED, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.CONFLICT, HTTPStatus.LOCKED)


class LogRefusals:
    """Logs what rights, locks, versions and forged forms refused.

    「refused 423 POST kpis:enter_kpi pk=12 user=3」: the person by primary key, numbers of the address alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if is_refusal(request, response.status_code):
            LOG.warning("refused %s %s %s", response.status_code, request.method, _told(request))
        return response


def is_refusal(request: HttpRequest, status: int) -> bool:
    """Whether somebody was kept from something; a wrong address that a reader follows is no such thing."""
    if status in REFUSED_ALWAYS:
        return True
    if status == HTTPStatus.NOT_FOUND:
        return request.resolver_match is not None and (request.method not in SAFE or _key(request) is not None)
    return request.method not in SAFE and status in REFUSED_WRITING


def _told(request: HttpRequest) -> str:
    match = request.resolver_match
    numbers = {name: value for name, value in (match.kwargs if match else {}).items() if isinstance(value, int)}
    told: dict[str, Any] = numbers | {"user": _key(request) or "-"}
    return " ".join([match.view_name if match else "-", *(f"{name}={value}" for name, value in told.items())])


def _key(request: HttpRequest) -> int | None:
    user = getattr(request, "user", None)
    return user.pk if user is not None else None
