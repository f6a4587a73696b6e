"""How often one address may ask: everybody shares the server."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from ninja.throttling import SimpleRateThrottle

View = Callable[..., HttpResponseBase]
TOO_OFTEN = "続けての取得が多すぎます。{seconds}秒ほど待ってからやり直してください（1分に{limit}回まで）。"


class _PerAddress(SimpleRateThrottle):
    """Counted in the cache, where every process of the server sees it."""

    def get_cache_key(self, request: HttpRequest) -> str:
        """One count an address and kind of asking."""
        return f"{self.scope}:{self.get_ident(request)}"


def limited(kind: str, a_minute: int) -> Callable[[View], View]:
    """A view that answers each address so many times a minute; 429 with Retry-After from then on. kind: what is counted
    together."""

    def limiting(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            throttle = _PerAddress(f"{a_minute}/min")
            throttle.scope = kind
            if throttle.allow_request(request):
                return view(request, *args, **kwargs)
            seconds = math.ceil(throttle.wait() or 60)
            message = TOO_OFTEN.format(seconds=seconds, limit=a_minute)
            legible = {"ensure_ascii": False}  # a person who followed a link reads it, too
            refused = JsonResponse({"message": message}, status=HTTPStatus.TOO_MANY_REQUESTS, json_dumps_params=legible)
            refused["Retry-After"] = str(seconds)
            return refused

        return answer

    return limiting
