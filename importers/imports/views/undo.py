"""Taking an applied batch back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from importers import pipeline, tasks
from importers.imports.access import for_importers, person
from importers.imports.forms.confirming import UndoForm
from importers.imports.selectors.undoing import undo_page
from importers.imports.views.batch import BATCHES, render_batch
from importers.models import ImportBatch
from importers.services import NotNow, ask_to_undo

NOT_APPLIED = "元に戻せるのは、反映済みの取込みだけです。いまの状態を表示しています。"


@require_safe
@for_importers
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks why, and shows what someone edited since: that stays as it is."""
    batch = get_object_or_404(BATCHES, pk=pk)
    if batch.state != ImportBatch.State.APPLIED:
        return redirect(batch)
    edited = pipeline.edited_since(batch)
    context = {"page": undo_page(edited), "form": UndoForm.for_batch(batch, len(edited))}
    return render_batch(request, "importers/batch_undo.html", batch, context)


@require_POST
@for_importers
def undo_batch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Takes the batch back, but for what was edited since."""
    batch = get_object_or_404(BATCHES, pk=pk)
    if batch.state != ImportBatch.State.APPLIED:
        messages.error(request, NOT_APPLIED)
        return redirect(batch)
    edited = pipeline.edited_since(batch)
    form = UndoForm.for_batch(batch, len(edited), request.POST)
    if not form.is_valid():
        return render_batch(request, "importers/batch_undo.html", batch, {"page": undo_page(edited), "form": form}, 422)
    try:
        ask_to_undo(batch, by=person(request), reason=form.cleaned_data["reason"], overrides=form.is_override)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        tasks.start_undo(batch, leaving=[row.name for row in edited])
    return redirect(batch)
