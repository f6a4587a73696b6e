"""担当: who answers for which row of a round, set for many at once."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kpis.secretariat.responsibilities.forms import ResponsibilityFilterForm, ResponsibilityForm
from kpis.secretariat.responsibilities.selectors import (
    AnsweredRow,
    answered_rows,
    offered_ministries,
    responsibility_page,
)
from kpis.services.responsibilities import set_listing_responsibilities
from reforms.access import for_secretariat, person
from reforms.models import ReportingRound
from reforms.services.recording import Change
from reforms.services.responsibilities import set_segment_responsibilities

ROUNDS = ReportingRound.objects.select_related("edition__programme")


@require_safe
@for_secretariat
def responsibilities(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows of a round, those without 担当 first, narrowed by the address."""
    round = get_object_or_404(ROUNDS, pk=pk)
    rows = answered_rows(round)
    return _show(request, round, rows, ResponsibilityForm(rows, offered_ministries(round)))


@require_POST
@for_secretariat
def set_responsibilities(request: HttpRequest, pk: int) -> HttpResponse:
    """Sets who answers for the chosen rows."""
    round = get_object_or_404(ROUNDS, pk=pk)
    rows = answered_rows(round)
    form = ResponsibilityForm(rows, offered_ministries(round), request.POST)
    if not form.is_valid():
        return _show(request, round, rows, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    wanted = form.wanted()
    _set(wanted, Change(person(request), form.cleaned_data["reason"]))
    messages.success(request, f"{len(wanted)}行の担当を設定しました。")
    query = request.GET.urlencode()
    return redirect(f"{reverse('kpis:responsibilities', args=(pk,))}{'?' if query else ''}{query}")


@transaction.atomic
def _set(wanted: dict[str, list[int]], change: Change) -> None:
    """Both tables at once: "segment-12", "listing-7"."""
    by_kind: dict[str, dict[int, list[int]]] = {"segment": {}, "listing": {}}
    for value, ministries in wanted.items():
        kind, _, key = value.partition("-")
        by_kind[kind][int(key)] = ministries
    set_segment_responsibilities(by_kind["segment"], change=change)
    set_listing_responsibilities(by_kind["listing"], change=change)


def _show(
    request: HttpRequest,
    round: ReportingRound,
    rows: list[AnsweredRow],
    form: ResponsibilityForm,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    filter_form = ResponsibilityFilterForm(request.GET.dict(), offered_ministries(round))
    page = responsibility_page(round, rows, filter_form.filters(), request.GET.get("page", ""))
    context = {"page": page, "filter_form": filter_form, "form": form, "chosen": request.POST.getlist("row")}
    return render(request, "kpis/secretariat/responsibilities.html", context, status=status)
