"""Requests one after the other: the threads of a live server share the one connection of a database in memory."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from django.http import HttpRequest, HttpResponse

_turn = Lock()


def taking_turns(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that answers one request at a time."""

    def answer(request: HttpRequest) -> HttpResponse:
        with _turn:
            return get_response(request)

    return answer
