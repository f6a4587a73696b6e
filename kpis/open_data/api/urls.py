"""The addresses of the API, each open to everybody, counted, and answered with 304 where nothing has changed."""

from __future__ import annotations

from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import conditional_page

from kpis.open_data.api.routes import api
from kpis.open_data.api.views import description, openapi
from kpis.open_data.limits import View, limited
from kpis.open_data.making.context import address

NOT_THERE = "このアドレスはありません。使えるアドレスは {described} にあります。"
ONLY_READ = "このAPIは読み取り専用です（GETだけ）。"


def _opened(view: View) -> View:
    counted = limited("api", settings.API_A_MINUTE)(conditional_page(view))

    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            refused = JsonResponse({"message": ONLY_READ}, status=HTTPStatus.METHOD_NOT_ALLOWED)
            refused["Allow"] = "GET, HEAD"
            return refused
        request.method = "GET"  # the server leaves the body of an answer to HEAD out
        response = counted(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"  # pages elsewhere may read it: it is the same for everybody
        return response

    return answer


@login_not_required
def not_there(request: HttpRequest, unknown: str) -> HttpResponseBase:
    """An address that the API does not have, told as the API tells."""
    return JsonResponse(
        {"message": NOT_THERE.format(described=address(reverse("kpis:api")))}, status=HTTPStatus.NOT_FOUND
    )


def _tables() -> list[URLPattern]:
    """The addresses that ninja makes, without the one that only names their beginning."""
    made = (one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root")
    return [path(f"v1/{one.pattern}", _opened(one.callback), name=one.name) for one in made]


urlpatterns = [
    path("", description, name="api"),
    path("openapi.json", openapi, name="openapi"),
    *_tables(),
    path("<path:unknown>", not_there, name="api_not_there"),
]
