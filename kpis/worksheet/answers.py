"""The server's answers to a script that sends a row; a browser without one is led back to the row."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from kpis.entry_reading.keys import segment_key, snapshot_key
from kpis.models import ProgressSnapshot
from kpis.services.correcting import NotCorrectable
from kpis.services.entering import EnteredKpis
from kpis.worksheet.left import is_left
from kpis.worksheet.refused import refused_row
from reforms.models import ProgressSegment, User
from reforms.services.entries import MovedOn, NothingToUndo, NotYours
from reforms.services.locks import Locked

MOVED_ON, UNPROCESSABLE, LOCKED = 409, 422, 423
Entry = ProgressSnapshot | ProgressSegment
View = Callable[..., HttpResponse]
FIELDS: dict[type, dict[str, str]] = {
    ProgressSnapshot: {"actual": "actual_words", "note": "note_words"},
    ProgressSegment: {"progress": "progress_words", "outlook": "outlook_words", "mark": "mark_words"},
}
"""By kind of row: the fields of the form → the fields that hold them."""


def answers_refusals(view: View) -> View:
    """The view of one row, whose refusals become answers: nothing was written then."""

    @wraps(view)
    def answering(request: HttpRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except NotYours as refusal:
            raise Http404 from refusal
        except MovedOn as refusal:
            return refused(request, MOVED_ON, str(refusal), theirs_of(refusal.row))
        except Locked as refusal:
            return refused(request, LOCKED, str(refusal))
        except (NothingToUndo, NotCorrectable) as refusal:
            return refused(request, UNPROCESSABLE, str(refusal), {"errors": {}})
        except ValidationError as refusal:
            return invalid(request, refusal)

    return answering


def values_of(row: Entry) -> dict[str, str]:
    """What a row holds, by the fields of its form."""
    return {name: getattr(row, field) for name, field in FIELDS[type(row)].items()}


def key_of(row: Entry) -> str:
    """How the worksheet names the row."""
    return snapshot_key(row.pk) if isinstance(row, ProgressSnapshot) else segment_key(row.pk)


def address_of(row: Entry) -> str:
    """The row on the worksheet."""
    round = row.round_id if isinstance(row, ProgressSnapshot) else row.process_progress.round_id
    return f"{reverse('kpis:worksheet', args=(round,))}#{key_of(row)}"


def saved_content(row: Entry) -> dict[str, Any]:
    """What a script is told of a row that is stored."""
    return {
        "version": row.version,
        "saved_at": clock(),
        "values": values_of(row),
        "is_todo": is_left(row),
        "warnings": [],
        "followers": [],
    }


def followers_content(entered: EnteredKpis) -> list[dict[str, Any]]:
    """The rows that took the words over."""
    return [{"key": key_of(row), "version": row.version, "values": values_of(row)} for row in entered.followers]


def saved(request: HttpRequest, row: Entry, content: dict[str, Any]) -> HttpResponse:
    """The row is stored."""
    if wants_json(request):
        return JsonResponse(content)
    messages.success(request, f"保存しました（{content['saved_at']}）。")
    return redirect(address_of(row))


def refused(request: HttpRequest, status: int, message: str, more: dict[str, Any] | None = None) -> HttpResponse:
    """Nothing was written, and why; a browser without scripts is shown what was typed, to send it again."""
    if wants_json(request):
        return JsonResponse({"message": message, **(more or {})}, status=status)
    context = {"row": refused_row(request.POST, message, more or {}), "back": _page_before(request)}
    return render(request, "kpis/entry_refused.html", context, status=status)


def invalid(request: HttpRequest, refusal: ValidationError) -> HttpResponse:
    """What was sent cannot be stored, told by field."""
    message = " ".join(dict.fromkeys(refusal.messages))
    errors = refusal.message_dict if hasattr(refusal, "error_dict") else {}
    return refused(request, UNPROCESSABLE, message, {"errors": errors})


def theirs_of(row: Any) -> dict[str, Any]:
    """What somebody else saved, who and when."""
    state = row.history.select_related("history_user").order_by("-history_id").first()
    person: User | None = state.history_user if state else None
    at = state.history_date if state else timezone.now()
    return {
        "version": row.version,
        "by": person.shown_name if person else "取込み",
        "at": f"{timezone.localtime(at):%H:%M}",
        "theirs": values_of(row),
    }


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks."""
    return not request.accepts("text/html")


def _page_before(request: HttpRequest) -> str:
    """The page of this site that sent the request, else the list of rounds."""
    came = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came, {request.get_host()}, require_https=request.is_secure())
    # A row that is refused twice was sent from the page of its first refusal.
    return came if is_ours and not came.endswith(request.path) else reverse("kpis:worksheets")


def clock() -> str:
    """「12:04」."""
    return f"{timezone.localtime():%H:%M}"
