"""What somebody is told whose request an outage ended, and when to try again: never a bare error."""

from __future__ import annotations

import errno
import sys
from dataclasses import dataclass
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True)
class Outage:
    """status: of the answer; heading and message: of its page; seconds: after which trying again is worth it."""

    status: HTTPStatus
    heading: str
    message: str
    seconds: int


DATABASE_AWAY = Outage(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "いまは処理できません",
    "データベースが応答しないため、この操作を終えられませんでした。保存済みの内容は失われていません。"
    "少し待ってから、もう一度行ってください。",
    seconds=10,
)
DISK_FULL = Outage(
    HTTPStatus.INSUFFICIENT_STORAGE,
    "ファイルを保存できません",
    "サーバーのディスクに空きがないため、ファイルを保存していません。保存済みの内容は失われていません。"
    "管理者に知らせ、空きができてから、もう一度行ってください。",
    seconds=300,
)


def outage_of(error: BaseException | None) -> Outage | None:
    """The outage that an error tells of; None of a fault of our own."""
    if isinstance(error, (OperationalError, InterfaceError)):
        return DATABASE_AWAY
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return DISK_FULL
    return None


def answer_error(request: HttpRequest) -> HttpResponse:
    """The answer to a request that an error ended (Django's handler500): 503 or 507 in an outage, else 500.

    Made without the database: neither the session nor the person is asked for.
    """
    outage = outage_of(sys.exc_info()[1])
    if outage is None:
        return server_error(request)
    headers = {"Retry-After": str(outage.seconds), "Cache-Control": "no-store"}
    if not request.accepts("text/html"):
        return JsonResponse({"message": outage.message}, status=outage.status, headers=headers)
    page = render_to_string("outage.html", {"outage": outage})
    return HttpResponse(page, status=outage.status, headers=headers)
