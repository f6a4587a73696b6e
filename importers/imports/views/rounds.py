"""Saying which 調査回 a file reports on."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from importers import tasks
from importers.imports.access import for_importers, person
from importers.imports.forms.rounds import NewRoundForm, RoundForm, new_round_form
from importers.imports.views.batch import BATCHES, render_batch
from importers.models import ImportBatch
from importers.services import NotNow, set_round
from reforms.models import ReportingRound
from reforms.services.rounds import open_round


@require_POST
@for_importers
def choose_round(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Takes one of the rounds there are; the file is read anew."""
    batch = get_object_or_404(BATCHES, pk=pk)
    form = RoundForm(request.POST)
    if not form.is_valid():
        return _ask_again(request, batch, form, new_round_form(batch))
    return _with_round(request, batch, form.cleaned_data["round"])


@require_POST
@for_importers
def open_new_round(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Opens a round that is not there yet, and takes it."""
    batch = get_object_or_404(BATCHES, pk=pk)
    form = NewRoundForm(request.POST)
    if not form.is_valid():
        return _ask_again(request, batch, RoundForm(), form)
    try:
        opened = open_round(**form.cleaned_data, by=person(request))
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return _ask_again(request, batch, RoundForm(), form)
    return _with_round(request, batch, opened)


def _ask_again(request: HttpRequest, batch: ImportBatch, form: RoundForm, new_form: NewRoundForm) -> HttpResponse:
    context = {"form": form, "new_form": new_form}
    return render_batch(request, "importers/batch_asking.html", batch, context, status=422)


def _with_round(request: HttpRequest, batch: ImportBatch, round: ReportingRound) -> HttpResponse:
    try:
        set_round(batch, round)
        tasks.start("prepare", batch)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect(batch)
