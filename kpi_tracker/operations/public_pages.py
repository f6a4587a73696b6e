"""Public pages that a visitor has already: nothing is worked out again, and what changed is seen at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags

from kpi_tracker.operations.kept_pages import keep_page, kept_page
from kpi_tracker.version import code_version
from kpis.models import Contradiction, ContradictionDecision, Kpi, KpiListing, KpiProposal
from reforms.models import (
    AccountEvent,
    Edition,
    EditionScale,
    FormSheet,
    Ministry,
    Programme,
    Publication,
    Rating,
    RatingScale,
    ReformItem,
    ReformProcess,
    ReportingRound,
    SourceDocument,
)

WITH_HISTORY = (FormSheet, Kpi, KpiListing, Ministry, ReformItem, ReformProcess, ReportingRound)
"""Tables that public pages read as they are now; each change of a row leaves a state behind."""
MARKS: tuple[tuple[str, type[Model], str], ...] = (
    *(("max(history_id)", model.history.model, "") for model in WITH_HISTORY),
    ("max(id)", Publication, ""),  # what is published is frozen: with it comes all that repeats it
    ("max(id)", SourceDocument, ""),
    ("count(*)", Contradiction, "WHERE is_found"),
    ("max(last_found_at)", Contradiction, ""),
    ("max(id)", ContradictionDecision, ""),
    ("count(*)", KpiProposal, ""),
    ("max(id)", KpiProposal, ""),
    ("max(decided_at)", KpiProposal, ""),
    ("max(id)", AccountEvent, ""),
    *(("max(id)", model, "") for model in (Programme, Edition, EditionScale, Rating, RatingScale)),
)
"""What tells that a public page may look different from before: the newest of each table."""


def newest() -> str:
    """The marks of what public pages are made from, in one query."""
    marks = ", ".join(
        f"(SELECT {what} FROM {connection.ops.quote_name(model._meta.db_table)} {which})"
        for what, model, which in MARKS
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {marks}")
        return repr(cursor.fetchone())


def page_tag() -> str:
    """The ETag of every public page at this moment: newest change, today (what is overdue), the code."""
    told = f"{newest()} {timezone.localdate()} {code_version()}"
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


class PublicPages:
    """Answers 304 to a visitor who has the page, with the page where it was worked out for another; tells browsers and
    proxies what they may keep.

    Whoever brings a session or messages is shown what is theirs: such pages are kept nowhere.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        tag: str | None = getattr(request, "page_tag", None)
        if tag and response.status_code in (200, 304) and not response.has_header("ETag"):
            response.headers["ETag"] = tag
            patch_cache_control(response, no_cache=True)
            patch_vary_headers(response, ["Cookie"])
            keep_page(request, tag, response)
        elif settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """None where the view must answer."""
        if not settings.CONDITIONAL_PAGES or not _is_public(request, view):
            return None
        tag = page_tag()
        request.page_tag = tag  # type: ignore[attr-defined]  # found again on the way back
        has_it = tag in parse_etags(request.headers.get("If-None-Match", ""))
        return _not_modified() if has_it else kept_page(request, tag)


def _not_modified() -> HttpResponseBase:
    """Without policies of its own: a page keeps those that it came with, which may let others show it in a frame."""
    response = HttpResponseNotModified()
    response.xframe_options_exempt = True  # asked for by Django's middleware
    response._csp_exempt = True  # type: ignore[attr-defined]  # and by django-csp's
    return response


def _is_public(request: HttpRequest, view: Callable[..., Any]) -> bool:
    """Whether everybody without a session is shown the same at this address."""
    match = request.resolver_match
    return (
        request.method in ("GET", "HEAD")
        and not getattr(view, "login_required", True)
        and match is not None
        and match.namespaces in (["kpis"], ["reforms"])
        and not {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()
    )
