"""What a row of the frame was, and putting it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from kpis.frame.act import Past
from kpis.frame.sections import KINDS, kind_called
from reforms.access import for_secretariat, person
from reforms.reasoned_form import ReasonedForm, is_done
from reforms.row_history import RowState, row_states
from reforms.services.recording import Change


class PutBackForm(ReasonedForm):
    """past: which of the rows behind the row, by its place; state: key of its history."""

    past = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    state = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True)
class ShownPast:
    """The states of one of the rows behind a row of the frame, the latest first."""

    place: int
    heading: str
    version: int
    states: list[RowState]


def pasts_of(kind: str, row: Any) -> list[ShownPast]:
    """The states of every row behind the row; the number of queries does not depend on the number of changes."""
    found = [(place, past, past.of(row)) for place, past in enumerate(KINDS[kind].pasts)]
    return [
        ShownPast(place, past.heading, behind.version, row_states(behind, past.columns))
        for place, past, behind in found
        if behind is not None
    ]


@require_safe
@for_secretariat
def frame_history(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Every state of a row of the frame and of what it is made of."""
    row = get_object_or_404(kind_called(kind).rows(), pk=pk)
    return _show(request, kind, row, PutBackForm())


@require_POST
@for_secretariat
def frame_put_back(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Makes a row of the frame say again what it said in an older state."""
    rows = kind_called(kind).rows()
    row = get_object_or_404(rows, pk=pk)
    form = PutBackForm(request.POST)
    if is_done(form, lambda sent, change: _put_back(kind, row, sent.cleaned_data, change), person(request)):
        messages.success(request, "元の内容に戻しました。戻したことも履歴に残ります。")
        return redirect("kpis:frame_history", kind, pk)
    return _show(request, kind, rows.get(pk=pk), form, status=422)


def _put_back(kind: str, row: Any, asked: dict[str, Any], change: Change) -> None:
    past = _past(kind, asked["past"])
    behind = past.of(row)
    state = behind.history.filter(history_id=asked["state"]).first() if behind is not None else None
    if state is None:
        raise Http404("この内容は、この行の履歴にありません。")
    past.put_back(row, state, asked["version"], change)


def _past(kind: str, place: int) -> Past:
    pasts = KINDS[kind].pasts
    if place >= len(pasts):
        raise Http404("この内容は、この行の履歴にありません。")
    return pasts[place]


def _show(request: HttpRequest, kind: str, row: Any, form: PutBackForm, status: int = 200) -> HttpResponse:
    context = {
        "row": row,
        "kind": kind,
        "edition": row.edition,
        "word": kind_called(kind).word(row.edition.vocabulary),
        "pasts": pasts_of(kind, row),
        "form": form,
    }
    return render(request, "kpis/frame_history.html", context, status=status)
