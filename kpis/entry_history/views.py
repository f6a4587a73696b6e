"""変更履歴 of an entry: for those to whom the entry is shown; putting back for those who may edit it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kpis.entries import KPIS, seen_entry
from kpis.entry_history.forms import PutBackForm
from kpis.entry_history.selectors import history_page
from kpis.services.putting_back import NoSuchState, put_kpi_back, put_progress_back
from reforms.models import ReasonCode, User
from reforms.people import person_of
from reforms.services.entries import MovedOn, NotYours
from reforms.services.locks import Locked
from reforms.services.recording import Change


@require_safe
def history(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Every state of the entry."""
    entry = seen_entry(person_of(request.user), kind, pk)
    context = {"page": history_page(entry, person_of(request.user)), "form": PutBackForm(), "kind": kind, "pk": pk}
    return render(request, "kpis/entry_history.html", context)


@require_POST
def put_back(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Puts the words of an older state back, as a new change."""
    entry = seen_entry(person_of(request.user), kind, pk)
    form = PutBackForm(request.POST)
    if not form.is_valid():
        refusal = " ".join(str(error) for errors in form.errors.values() for error in errors)
        messages.error(request, f"{refusal} 何も変更していません。")
    elif refusal := _refusal(kind, entry, form.cleaned_data, cast(User, request.user)):
        messages.error(request, refusal)
    else:
        messages.success(request, "元の内容に戻しました。戻したことも履歴に残ります。")
    return redirect("kpis:entry_history", kind, pk)


def _refusal(kind: str, entry: Any, asked: dict[str, Any], by: User) -> str:
    """Why nothing was put back, "" where it was. Who may not edit the row has no such page."""
    act = put_kpi_back if kind == KPIS.name else put_progress_back
    change = Change(by, asked["reason"], code=ReasonCode(asked["code"]))
    try:
        act(entry, asked["state"], version=asked["version"], change=change)
    except NotYours as refusal:
        raise Http404("この行を書き換える担当ではありません。") from refusal
    except (MovedOn, NoSuchState, Locked) as refusal:
        return str(refusal)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""
