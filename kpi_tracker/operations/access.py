"""Who may read the figures for Prometheus."""

from __future__ import annotations

from ipaddress import ip_address

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare


def may_read_metrics(request: HttpRequest) -> bool:
    """Whether the request comes from one of METRICS_ADDRESSES, or carries METRICS_TOKEN as its bearer token."""
    token = settings.METRICS_TOKEN
    if token and constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}"):
        return True
    if not settings.METRICS_ADDRESSES:
        return False
    came_from = ip_address(get_adapter().get_client_ip(request))
    return any(came_from in network for network in settings.METRICS_ADDRESSES)
