"""Public pages that one process of the server worked out, kept for the visitors of all of them; tables as CSV, too.

They lie under the ETag that they bear (public_pages.py): once what they show has changed nobody asks for them any more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from http import HTTPStatus

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

KEPT_TYPES = ("text/html", "text/csv")
LONGEST = 256 * 1024
"""Bytes of a table; a page is always shorter."""


def kept_page(request: HttpRequest, tag: str) -> HttpResponse | None:
    """The page as the view gave it, None where none is kept."""
    page: HttpResponse | None = caches["pages"].get(_key(request, tag))
    return page


def keep_page(request: HttpRequest, tag: str, response: HttpResponseBase) -> None:
    """Keeps the page for whoever asks next; nothing where it is no page that all are shown alike."""
    is_for_all = not response.cookies and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
    is_page = response.status_code == HTTPStatus.OK and response.headers.get("Content-Type", "").startswith(KEPT_TYPES)
    if request.method != "GET" or not is_page or not is_for_all:
        return
    key = _key(request, tag)
    if isinstance(response, HttpResponse):
        _keep(key, response)
    elif isinstance(response, StreamingHttpResponse):
        response.streaming_content = _kept_at_its_end(key, iter(response), dict(response.headers))


def _kept_at_its_end(key: str, sent: Iterator[bytes], headers: dict[str, str]) -> Iterator[bytes]:
    """The parts as they are sent; what was sent whole and is not too long is kept."""
    parts: list[bytes] = []
    size = 0
    for part in sent:
        yield part
        size += len(part)
        if size <= LONGEST:
            parts.append(part)
        else:
            parts.clear()
    if size <= LONGEST:
        _keep(key, HttpResponse(b"".join(parts), headers=headers))


def _keep(key: str, response: HttpResponse) -> None:
    with suppress(OSError):  # a full disk: the page is worked out again
        caches["pages"].set(key, response)


def _key(request: HttpRequest, tag: str) -> str:
    return hashlib.sha256(f"{tag} {request.build_absolute_uri()}".encode()).hexdigest()
