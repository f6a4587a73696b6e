"""Roles of which an operator demands a second factor: without one they set it up before anything else."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin

SET_UP = "あなたの役割では二要素認証が要ります。認証アプリかパスキーを設定すると、ほかの画面を使えます。"
ALLOWED = ("account_", "mfa_")
TRUSTED = "socialaccount"


class SecondFactorRequired(MiddlewareMixin):
    """Leads who has none to the page that sets one up. Who came through the ministries' own sign-in was asked there."""

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """None where the view may go on."""
        if not _is_held_up(request, view):
            return None
        if not request.accepts("text/html"):
            return JsonResponse({"message": SET_UP}, status=HTTPStatus.FORBIDDEN)
        messages.warning(request, SET_UP)
        return redirect("mfa_index")


def _is_held_up(request: HttpRequest, view: Any) -> bool:
    user: Any = request.user
    if not settings.SECOND_FACTOR_ROLES or not user.is_authenticated or not getattr(view, "login_required", True):
        return False
    name = request.resolver_match.url_name or "" if request.resolver_match else ""
    if user.shown_role not in settings.SECOND_FACTOR_ROLES or name.startswith(ALLOWED):
        return False
    ways = {one.get("method") for one in request.session.get("account_authentication_methods", ())}
    return TRUSTED not in ways and not is_mfa_enabled(user)
