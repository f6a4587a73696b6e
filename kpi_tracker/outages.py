"""What somebody is told whose request an outage ended, or who sent none that can be answered: never a bare error.

Said without the database: neither the session nor the person is asked for.
"""

from __future__ import annotations

import errno
import sys
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.template.loader import render_to_string
from django.views.defaults import server_error

MOST_TAKEN = 64 * 1024**2
_PIECE = 64 * 1024
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True)
class Told:
    """status: of the answer; heading, message: of its page; seconds: after which trying again is worth it, if ever."""

    status: HTTPStatus
    heading: str
    message: str
    seconds: int | None = None


DATABASE_AWAY = Told(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "いまは処理できません",
    "データベースが応答しないため、この操作を終えられませんでした。保存済みの内容は失われていません。"
    "少し待ってから、もう一度行ってください。",
    seconds=10,
)
DISK_FULL = Told(
    HTTPStatus.INSUFFICIENT_STORAGE,
    "ファイルを保存できません",
    "サーバーのディスクに空きがないため、ファイルを保存していません。保存済みの内容は失われていません。"
    "管理者に知らせ、空きができてから、もう一度行ってください。",
    seconds=300,
)
NO_REQUEST = Told(
    HTTPStatus.BAD_REQUEST,
    "受け付けられませんでした",
    "送られた内容が途中で切れたか、大きすぎるか、途中でサインアウトしたため、受け付けませんでした。"
    "保存済みの内容は失われていません。画面を開き直してから、もう一度行ってください。",
)


def outage_of(error: BaseException | None) -> Told | None:
    """What to tell of the outage behind an error; None of a fault of our own."""
    if isinstance(error, (OperationalError, InterfaceError)):
        return DATABASE_AWAY
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return DISK_FULL
    return None


def answer_error(request: HttpRequest) -> HttpResponse:
    """The answer to a request that an error ended (Django's handler500): 503 or 507 in an outage, else 500."""
    outage = outage_of(sys.exc_info()[1])
    return _answer(request, outage) if outage else server_error(request)


def answer_no_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to what is cut off, too large or meant for another host (Django's handler400)."""
    return _answer(request, NO_REQUEST)


def _answer(request: HttpRequest, told: Told) -> HttpResponse:
    _take_the_rest(request)
    headers = {"Cache-Control": "no-store"}
    if told.seconds is not None:
        headers["Retry-After"] = str(told.seconds)
    if not request.accepts("text/html"):
        return JsonResponse({"message": told.message}, status=told.status, headers=headers)
    return HttpResponse(render_to_string("outage.html", {"told": told}), status=told.status, headers=headers)


def _take_the_rest(request: HttpRequest) -> None:
    """Reads what is still being sent: who sends while the connection is closed sees that, and not the answer."""
    with suppress(UnreadablePostError):
        for _ in range(0, MOST_TAKEN, _PIECE):
            if not request.read(_PIECE):
                return
