"""Who may read the figures for Prometheus."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare


def may_read_metrics(request: HttpRequest) -> bool:
    """Whether METRICS_TOKEN comes as bearer token, or one of METRICS_ADDRESSES asks by itself.

    A proxy has such an address too: what comes through one needs the token.
    """
    token = settings.METRICS_TOKEN
    if token and constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}"):
        return True
    if not settings.METRICS_ADDRESSES or "X-Forwarded-For" in request.headers:
        return False
    came_from = ip_address(request.META["REMOTE_ADDR"])
    return any(came_from in network for network in settings.METRICS_ADDRESSES)
