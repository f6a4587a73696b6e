"""One row sent from the worksheet: to be saved, taken back, read or corrected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from kpis.entry_reading.keys import snapshot_key
from kpis.entry_reading.reading import stored_reading, typed_reading
from kpis.entry_reading.shown import ShownReading
from kpis.entry_reading.surroundings import surroundings_of
from kpis.models import ProgressSnapshot, Target
from kpis.services.entered_readings import correct_reading as correct
from kpis.services.entering import EnteredKpis, enter_kpis
from kpis.services.entering import undo_kpi as take_kpi_back
from kpis.services.families import SHOWN_WITH
from kpis.worksheet import answers
from kpis.worksheet.forms import CorrectionForm, EntryForm, KpiEntryForm, ProgressEntryForm, ReadingForm, checked
from reforms.models import ReasonCode, User
from reforms.parts import shown_to
from reforms.people import person_of
from reforms.services.changes import Change
from reforms.services.entering import enter_progress as save_progress
from reforms.services.entering import undo_progress as take_progress_back

Targets = Mapping[int, list[Target]]
"""By listing."""
FOLLOWER_IS_LOCKED = "再掲の「{row}」は確認済みのため、同じ内容に変えていません。"


@require_POST
@answers.answers_refusals
def enter_kpi(request: HttpRequest, pk: int) -> HttpResponse:
    """Saves a KPI row."""
    form = checked(KpiEntryForm(request.POST))
    given = form.cleaned_data
    change = Change(_person(request), given["reason"], code=given["code"] or ReasonCode.ENTRY)
    return _saved_kpi(request, enter_kpis([form.entry(pk)], change=change))


@require_POST
@answers.answers_refusals
def undo_kpi(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the person's own last save of a KPI row back."""
    version = checked(EntryForm(request.POST)).cleaned_data["version"]
    return _saved_kpi(request, take_kpi_back(pk, version=version, by=_person(request)))


@require_POST
@answers.answers_refusals
def enter_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Saves a part of a progress cell."""
    form = checked(ProgressEntryForm(request.POST))
    (saved,) = save_progress([form.entry(pk)], change=Change(_person(request), code=ReasonCode.ENTRY))
    return answers.saved(request, saved, answers.saved_content(saved))


@require_POST
@answers.answers_refusals
def undo_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the person's own last save of a part of a progress cell back."""
    version = checked(EntryForm(request.POST)).cleaned_data["version"]
    saved = take_progress_back(pk, version=version, by=_person(request))
    return answers.saved(request, saved, answers.saved_content(saved))


@require_POST
@answers.answers_refusals
def read_words(request: HttpRequest, pk: int) -> HttpResponse:
    """Says how words would be understood; writes nothing."""
    row, form = _snapshot(request, pk), checked(ReadingForm(request.POST))
    reading = typed_reading(row, form.cleaned_data["actual"], surroundings_of(row.round, _kpis(row)))
    return JsonResponse(_reading_content(request, row, reading))


@require_POST
@answers.answers_refusals
def correct_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes up a person's correction of how a value was read."""
    form = checked(CorrectionForm(request.POST))
    given = form.cleaned_data
    change = Change(_person(request), given["reason"], code=ReasonCode.ERROR)
    saved = correct(pk, version=given["version"], order=given["order"], changes=form.changes(), change=change)
    return _answer_with_reading(request, saved, answers.saved_content(saved))


def _saved_kpi(request: HttpRequest, entered: EnteredKpis) -> HttpResponse:
    (row,) = entered.rows
    content = answers.saved_content(row) | {"followers": answers.followers_content(entered)}
    content["warnings"] += [issue.message for issue in entered.issues]
    content["warnings"] += [FOLLOWER_IS_LOCKED.format(row=row.listing) for row in entered.locked]
    known = entered.targets if row.listing_id in entered.targets else None
    return _answer_with_reading(request, row, content, known)


def _answer_with_reading(
    request: HttpRequest, row: ProgressSnapshot, content: dict[str, Any], targets: Targets | None = None
) -> HttpResponse:
    if not answers.wants_json(request):
        return answers.saved(request, row, content)
    reading = stored_reading(row, surroundings_of(row.round, _kpis(row), targets), may_correct=True)
    shown = _reading_content(request, row, reading)
    content["warnings"] += shown["warnings"]
    return answers.saved(request, row, content | {"reading": shown["reading"]})


def _reading_content(request: HttpRequest, snapshot: ProgressSnapshot, reading: ShownReading) -> dict[str, Any]:
    context = {"reading": reading, "key": snapshot_key(snapshot.pk)}
    html = render_to_string("kpis/_reading.html", context, request)
    return {"reading": html, "warnings": list(reading.warnings)}


def _kpis(snapshot: ProgressSnapshot) -> set[int]:
    return {snapshot.listing.kpi_id} if snapshot.listing.kpi_id else set()


def _snapshot(request: HttpRequest, pk: int) -> ProgressSnapshot:
    """The row with what is shown of it; 404 where the person does not see it."""
    rows = ProgressSnapshot.objects.select_related("round__edition__programme", *SHOWN_WITH)
    return get_object_or_404(shown_to(person_of(request.user), rows), pk=pk)


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)
