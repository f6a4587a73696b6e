"""入力: the open rounds, one of them with its rows, and handing a part in."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kpis.worksheet.entered_round import EnteredRound, entered_round
from kpis.worksheet.filters import WorksheetFilters, filters_from
from kpis.worksheet.forms import PartForm
from kpis.worksheet.open_rounds import open_rounds
from kpis.worksheet.page import ShownPart
from kpis.worksheet.selectors import own_part, worksheet_page
from reforms.models import ReformItem, ReportingRound, User
from reforms.parts import PartKey
from reforms.people import person_of
from reforms.services.changes import Change
from reforms.services.entries import held_round
from reforms.services.submitting import Incomplete, MissingEntry, NotAllowed, submit, withdraw

UNPROCESSABLE = 422
HANDED_IN = "「{item}」の{ministry}の分を提出しました。"
TAKEN_BACK = "「{item}」の{ministry}の分の提出を取り下げました。直したら、もう一度提出してください。"


@require_safe
def worksheets(request: HttpRequest) -> HttpResponse:
    """The open rounds that the person has rows in; one alone is opened at once."""
    rounds = open_rounds(person_of(request.user))
    if len(rounds) == 1:
        return redirect(rounds[0].url)
    return render(request, "kpis/worksheets.html", {"rounds": rounds})


@require_safe
def worksheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows of a round that the person enters or looks after; ?item= and ?show= narrow them."""
    page = worksheet_page(_entered(request, pk), filters_from(request.GET.dict()))
    return render(request, "kpis/worksheet.html", {"page": page, "missing": None})


@require_POST
@transaction.atomic
def submit_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Hands a ministry's part of an item in, or says what it lacks."""
    held_round(get_object_or_404(ReportingRound, pk=pk))  # nobody empties a row between the look and the handing in
    entered = _entered(request, pk)
    key, part = _asked_part(request, entered)
    lacking = [MissingEntry(row.key, row.words) for row in part.missing]
    try:
        submit(entered.round, [key], missing=lacking, change=Change(cast(User, request.user)))
    except Incomplete:
        return _incomplete(request, entered, key, part)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, HANDED_IN.format(item=_item(key), ministry=part.ministry))
    return _back_to(pk, key)


@require_POST
def withdraw_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a ministry's part of an item back that nobody has confirmed yet."""
    entered = _entered(request, pk)
    key, part = _asked_part(request, entered)
    try:
        withdraw(entered.round, [key], change=Change(cast(User, request.user)))
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, TAKEN_BACK.format(item=_item(key), ministry=part.ministry))
    return _back_to(pk, key)


def _asked_part(request: HttpRequest, entered: EnteredRound) -> tuple[PartKey, ShownPart]:
    """The part that is sent; 404 where the person does not hand it in."""
    form = PartForm(request.POST)
    key = PartKey(form.cleaned_data["item"], form.cleaned_data["ministry"]) if form.is_valid() else None
    part = own_part(entered, key) if key else None
    if key is None or part is None:
        raise Http404
    return key, part


def _item(part: PartKey) -> ReformItem:
    return ReformItem.objects.get(pk=part.item)


def _back_to(round: int, part: PartKey) -> HttpResponse:
    return redirect(f"{reverse('kpis:worksheet', args=(round,))}#item-{part.item}")


def _entered(request: HttpRequest, pk: int) -> EnteredRound:
    """The round as the person sees it; 404 where it was never opened or holds no row of theirs."""
    opened = ReportingRound.objects.filter(opened_at__isnull=False).select_related("edition__programme")
    entered = entered_round(get_object_or_404(opened, pk=pk), person_of(request.user))
    if not entered.entries:
        raise Http404
    return entered


def _incomplete(request: HttpRequest, entered: EnteredRound, key: PartKey, part: ShownPart) -> HttpResponse:
    context = {
        "page": worksheet_page(entered, WorksheetFilters()),
        "missing": {"part": f"「{_item(key)}」の{part.ministry}", "rows": part.missing},
    }
    return render(request, "kpis/worksheet.html", context, status=UNPROCESSABLE)
