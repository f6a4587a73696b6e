"""訂正: an admin mends one entry past its locks; 正誤 then publishes what changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from kpis.models import ProgressSnapshot
from kpis.published_rows import kpi_ratings, mark_ratings
from kpis.secretariat.amending.forms import AmendForm, AmendKpiForm, AmendProgressForm
from kpis.services.amending import amend_kpi
from kpis.services.entering import KpiEntry
from reforms.access import person
from reforms.models import ProgressSegment, ReportingRound
from reforms.services.entering import ProgressEntry, enter_progress
from reforms.services.entries import MovedOn
from reforms.services.locks import Locked, may_override
from reforms.services.recording import Change

DONE = "訂正しました。公表済みの調査回では、正誤として公表し直すまで公表の内容は変わりません。"
View = Callable[..., HttpResponse]


def for_admins(view: View) -> View:
    """The view for those who write past locks; for everybody else there is no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_override(person(request)):
            raise Http404("訂正のページは管理者のものです。")
        return view(request, *args, **kwargs)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def amend_snapshot(request: HttpRequest, pk: int) -> HttpResponse:
    """The words and the 区分 of a KPI row."""
    rows = ProgressSnapshot.objects.filter(round__opened_at__isnull=False, listing__is_heading=False)
    row = get_object_or_404(rows.select_related("listing", "round__edition"), pk=pk)
    grades = [(rating.code, str(rating)) for rating in _ratings(row.round)]
    stands = {"version": row.version, "actual": row.actual_words, "note": row.note_words, "grade": row.grade_words}
    form = AmendKpiForm(row.round.edition.vocabulary, grades, request.POST or None, initial=stands)

    def write(change: Change) -> None:
        sent = form.cleaned_data
        amend_kpi(KpiEntry(pk, sent["version"], sent["actual"], sent["note"]), grade=sent.get("grade"), change=change)

    return _amend(request, form, row.round, str(row.listing), write)


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def amend_segment(request: HttpRequest, pk: int) -> HttpResponse:
    """The words and the mark of a part of a progress cell."""
    rows = ProgressSegment.objects.filter(process_progress__round__opened_at__isnull=False)
    row = get_object_or_404(rows.select_related("process_progress__round__edition"), pk=pk)
    round = row.process_progress.round
    marks = [(rating.code, str(rating)) for rating in mark_ratings(round.edition_id)]
    stands = {"version": row.version, "progress": row.progress_words, "outlook": row.outlook_words}
    form = AmendProgressForm(
        round.edition.vocabulary, marks, request.POST or None, initial=stands | {"mark": row.mark_words}
    )

    def write(change: Change) -> None:
        sent = form.cleaned_data
        entry = ProgressEntry(pk, sent["version"], sent["progress"], sent["outlook"], sent.get("mark"))
        enter_progress([entry], change=change)

    processes = "、".join(str(process) for process in row.process_progress.processes.all())
    return _amend(request, form, round, f"{row.label}{processes}", write)


def _ratings(round: ReportingRound) -> list[Any]:
    return list(kpi_ratings([round.edition_id]).by_edition.get(round.edition_id, {}).values())


def _amend(
    request: HttpRequest, form: AmendForm, round: ReportingRound, title: str, write: Callable[[Change], None]
) -> HttpResponse:
    """Writes what was sent and leads back to the board; else shows the form, with why nothing was written."""
    status = HTTPStatus.OK
    if request.method == "POST":
        if form.is_valid() and _written(request, form, write):
            messages.success(request, DONE)
            return redirect("kpis:board", round.pk)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"form": form, "round": round, "title": title}
    return render(request, "kpis/secretariat/amend.html", context, status=status)


def _written(request: HttpRequest, form: AmendForm, write: Callable[[Change], None]) -> bool:
    """Whether it was written; else the form says why not."""
    sent = form.cleaned_data
    try:
        write(Change(person(request), sent["reason"], code=sent["code"], overrides=True))
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
    except (MovedOn, Locked) as refusal:
        form.add_error(None, str(refusal))
    return not form.errors
