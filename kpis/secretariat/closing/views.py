"""提出期限, 締切と公表: moving the day, closing a round, opening it again, publishing it and its 正誤."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kpis.run_checks import run_checks
from kpis.secretariat.closing.forms import DueForm, PublishForm, ReopenForm
from kpis.secretariat.closing.selectors import PublishPage, due_page, publish_page
from kpis.services.releasing import Unconfirmed, release_round
from reforms.access import for_secretariat, person
from reforms.models import ReportingRound
from reforms.people import person_of
from reforms.services.recording import Change
from reforms.services.rounds import NotPossible, change_due_on
from reforms.services.rounds import close_round as close
from reforms.services.rounds import reopen_round as reopen

ROUNDS = ReportingRound.objects.filter(opened_at__isnull=False).select_related("edition__programme")


@require_http_methods(["GET", "HEAD", "POST"])
@for_secretariat
def move_due_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Until when the round is entered, and what was done with it before; POST moves the day."""
    round = get_object_or_404(ROUNDS, pk=pk)
    form = DueForm(request.POST or None, initial={"due_on": round.due_on, "seen": round.due_on})
    if form.is_valid() and _is_moved(request, round, form):
        messages.success(request, "提出期限を変えました。府省庁の担当者に知らせました。")
        return redirect("kpis:board", pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "kpis/secretariat/due.html", {"page": due_page(round), "form": form}, status=status)


def _is_moved(request: HttpRequest, round: ReportingRound, form: DueForm) -> bool:
    """Whether the day is another one now; else the form says why not."""
    sent = form.cleaned_data
    try:
        change_due_on(round, sent["due_on"], seen=sent["seen"], change=Change(person(request), sent["reason"]))
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
    return form.is_valid()


@require_POST
@for_secretariat
def close_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Closes the round: its rows are locked from now on."""
    round = get_object_or_404(ROUNDS, pk=pk)
    try:
        close(round, change=Change(person(request)))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "締め切りました。内容を確かめて公表してください。")
    return redirect("kpis:board", pk)


@require_POST
@for_secretariat
def reopen_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens a closed round again with a reason."""
    round = get_object_or_404(ROUNDS, pk=pk)
    form = ReopenForm(request.POST)
    try:
        reopen(round, change=Change(person(request), form.data.get("reason", "")))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, "締切を取り消しました。府省庁は入力を続けられます。")
    return redirect("kpis:board", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_secretariat
def publish_round(request: HttpRequest, pk: int) -> HttpResponse:
    """What is published and what stands in the way; POST publishes."""
    round = get_object_or_404(ROUNDS, pk=pk)
    page = publish_page(round, person_of(request.user))
    if request.method != "POST":
        return _show(request, page, PublishForm(initial={"published_on": timezone.localdate()}))
    form = PublishForm(request.POST)
    if not form.is_valid() or not _publish(request, page, form):
        return _show(request, page, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    run_checks(timezone.localdate())
    messages.success(request, "公表しました。食い違いの検査も済みました。")
    return redirect("kpis:board", pk)


def _publish(request: HttpRequest, page: PublishPage, form: PublishForm) -> bool:
    """Whether the round was published; else the form says why not."""
    try:
        release_round(
            page.round,
            published_on=form.cleaned_data["published_on"],
            unconfirmed=page.unconfirmed,
            change=Change(person(request), form.cleaned_data["reason"]),
        )
    except (NotPossible, Unconfirmed) as refusal:
        form.add_error(None, str(refusal))
        return False
    except ValidationError as refusal:
        form.add_error("reason", refusal.messages)
        return False
    return True


def _show(request: HttpRequest, page: PublishPage, form: PublishForm, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, "kpis/secretariat/publish.html", {"page": page, "form": form}, status=status)
