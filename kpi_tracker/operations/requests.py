"""Every request has an id, leaves a line in the log and is counted."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from kpi_tracker.operations.metrics import count_request
from kpi_tracker.operations.request_ids import HEADER, REQUEST_ID, id_of
from kpi_tracker.operations.security_log import tell_export

LOG = logging.getLogger(__name__)


class Watched:
    """Stands outside all others: what they refuse is told, too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = REQUEST_ID.set(id_of(request.headers.get(HEADER, "")))
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers[HEADER] = REQUEST_ID.get()
            _tell(request, response, time.perf_counter() - began)
            tell_export(request, response)
        finally:
            REQUEST_ID.reset(token)
        return response


def _tell(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    """By the name of the address: neither numbers nor words of it, nor anything that was typed."""
    match = request.resolver_match
    view = match.view_name if match else "-"
    count_request(view, response.status_code, seconds)
    told = {"method": request.method, "view": view, "status": response.status_code, "ms": round(seconds * 1000)}
    LOG.info("request", extra={"told": told})
