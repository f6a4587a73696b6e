"""Public pages that one process of the server worked out, kept for the visitors of all of them.

They lie under the ETag that they bear (public_pages.py): once what they show has changed nobody asks for them any more.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from http import HTTPStatus

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

HTML = "text/html"


def kept_page(request: HttpRequest, tag: str) -> HttpResponse | None:
    """The page as the view gave it, None where none is kept."""
    page: HttpResponse | None = caches["pages"].get(_key(request, tag))
    return page


def keep_page(request: HttpRequest, tag: str, response: HttpResponseBase) -> None:
    """Keeps the page for whoever asks next; nothing where it is no page that all are shown alike.

    Other files are not kept: who takes them out is noted each time.
    """
    is_for_all = not response.cookies and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
    is_page = isinstance(response, HttpResponse) and response.headers.get("Content-Type", "").startswith(HTML)
    if request.method == "GET" and response.status_code == HTTPStatus.OK and is_page and is_for_all:
        with suppress(OSError):  # a full disk: the page is worked out again
            caches["pages"].set(_key(request, tag), response)


def _key(request: HttpRequest, tag: str) -> str:
    return hashlib.sha256(f"{tag} {request.build_absolute_uri()}".encode()).hexdigest()
