"""Who may enter at all: everything but the public pages asks to sign in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url

SIGN_IN_AGAIN = "サインインし直してください。入力した内容はこのブラウザに残っています。"
View = Callable[..., HttpResponseBase]


class SignInRequired(LoginRequiredMiddleware):
    """Leads to signing in unless the view is `login_not_required`; a script that asks for JSON is told so with 401."""

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: tuple[Any, ...], view_kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """None where the view may go on."""
        refusal = super().process_view(request, view_func, view_args, view_kwargs)
        if refusal is None or request.accepts("text/html"):
            return refusal
        return JsonResponse({"message": SIGN_IN_AGAIN, "login": resolve_url(settings.LOGIN_URL)}, status=401)

    def handle_no_permission(self, request: HttpRequest, view_func: View) -> HttpResponseRedirect:
        """The way to signing in, and from there back to the page that was asked for or sent from."""
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        return redirect_to_login(_page_before(request))


def _page_before(request: HttpRequest) -> str:
    """The address of the page of this site that sent the request; of the first page where none tells."""
    came = urlsplit(request.headers.get("Referer", ""))
    is_ours = came.netloc == request.get_host()
    return urlunsplit(("", "", came.path, came.query, "")) if is_ours else resolve_url(settings.LOGIN_REDIRECT_URL)
