"""One batch: its page by state, how far its work has come, and the ways to end or to go on."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from importers import tasks
from importers.imports.access import for_importers
from importers.imports.forms.confirming import ApplyForm
from importers.imports.forms.filters import PreviewFilterForm
from importers.imports.forms.rounds import RoundForm, new_round_form
from importers.imports.selectors.batches import shown_batches
from importers.imports.selectors.preview import offered_items, preview_page
from importers.imports.selectors.progress import shown_progress
from importers.imports.selectors.results import result_page
from importers.models import ImportBatch
from importers.services import NotNow, drop, is_stale, is_unattended, resume

State = ImportBatch.State
BATCHES = ImportBatch.objects.select_related("uploaded_by", "applied_by", "undone_by", "round__edition")


@require_safe
@for_importers
def batch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What there is to see and to do, which depends on the state."""
    found = get_object_or_404(BATCHES, pk=pk)
    match State(found.state):
        case State.PREVIEW:
            return render_preview(request, found, ApplyForm.for_batch(found))
        case State.ASKING:
            forms = {"form": RoundForm(), "new_form": new_round_form(found)}
            return render_batch(request, "importers/batch_asking.html", found, forms)
        case State.REFUSED | State.DROPPED:
            return render_batch(request, "importers/batch_closed.html", found, {})
        case State.APPLIED | State.UNDONE:
            result = {"page": result_page(found, request.GET.get("page", ""))}
            return render_batch(request, "importers/batch_result.html", found, result)
        case _:
            work = {"progress": shown_progress(found), "is_stale": is_stale(found), "is_unattended": _waits(found)}
            return render_batch(request, "importers/batch_working.html", found, work)


def _waits(batch: ImportBatch) -> bool:
    return batch.state == State.WAITING and is_unattended()


def render_batch(
    request: HttpRequest, template: str, batch: ImportBatch, context: Mapping[str, object], status: int = 200
) -> HttpResponse:
    """A page of a batch: `context` and what the head of each such page shows."""
    shared = {"batch": batch, "head": shown_batches([batch])[0]}
    return render(request, template, {**shared, **context}, status=status)


def render_preview(request: HttpRequest, batch: ImportBatch, apply_form: ApplyForm, status: int = 200) -> HttpResponse:
    """The preview with the form that applies it."""
    form = PreviewFilterForm(request.GET.dict(), offered_items(batch))
    page = preview_page(batch, form.filters(), request.GET.get("page", ""))
    context = {"page": page, "form": form, "apply_form": apply_form, "round_form": RoundForm()}
    return render_batch(request, "importers/batch_preview.html", batch, context, status=status)


@require_safe
@for_importers
def progress(request: HttpRequest, pk: UUID) -> JsonResponse:
    """How far the work has come, for the script of the page."""
    found = get_object_or_404(ImportBatch, pk=pk)
    shown = shown_progress(found)
    state = {"words": shown.words, "done": shown.done, "total": shown.total}
    return JsonResponse(
        {**state, "is_over": shown.is_over or is_stale(found), "is_unattended": _waits(found)},
    )


@require_POST
@for_importers
def drop_batch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Gives a batch up that wrote nothing."""
    found = get_object_or_404(ImportBatch, pk=pk)
    try:
        drop(found)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "取込みを取りやめました。データは変わっていません。")
    return redirect(found)


@require_POST
@for_importers
def resume_batch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Goes on with a batch whose work was cut off: reading begins anew, what was confirmed is confirmed again."""
    found = get_object_or_404(ImportBatch, pk=pk)
    try:
        resume(found)
        if found.state == State.WAITING:
            tasks.start("prepare", found)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect(found)
