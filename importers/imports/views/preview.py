"""Settling the rows of a preview, and applying it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from importers import tasks
from importers.imports.access import for_importers, person
from importers.imports.forms.confirming import ApplyForm
from importers.imports.forms.decisions import DecisionsForm, LeaveOutForm, shown_keys
from importers.imports.forms.filters import PreviewFilterForm
from importers.imports.selectors.preview import offered_items
from importers.imports.selectors.sole_candidates import sole_candidates
from importers.imports.views.batch import BATCHES, render_preview
from importers.models import ImportBatch, PreviewRow
from importers.services import NotNow, ask_to_apply

SEEN_ANOTHER = "確認していた間に内容が作り直されました。もう一度確かめてから確定してください。"


@require_POST
@for_importers
def decide_rows(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keeps what was decided of the rows of a page, and shows the page again."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    form = DecisionsForm(request.POST, batch.rows.filter(pk__in=shown_keys(request.POST)))
    if form.is_valid():
        _decide(request, batch, form.changed())
    else:
        messages.error(request, "読み取れない判断がありました。何も記録していません。選び直してください。")
    return redirect(_address(request, batch))


@require_POST
@for_importers
def leave_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leaves all rows of a 改革項目 out, or all rows with an error, or takes them in again."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    form = LeaveOutForm(request.POST)
    if form.is_valid():
        rows = _left_out_together(batch, form.cleaned_data["item"])
        _decide(request, batch, dict.fromkeys(rows.values_list("pk", flat=True), form.cleaned_data["decision"]))
    else:
        messages.error(request, "指定を読み取れませんでした。何も記録していません。")
    return redirect(_address(request, batch))


@require_POST
@for_importers
def settle_alike(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Says of each open question with a single candidate that the file's row is that one."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    _decide(request, batch, sole_candidates(batch))
    return redirect(_address(request, batch))


def _left_out_together(batch: ImportBatch, item: str) -> QuerySet[PreviewRow]:
    """Rows of the file: what is in the database alone is not left out but kept."""
    rows = batch.rows.exclude(kind=PreviewRow.Kind.RETIRED)
    return rows.filter(item=item) if item else rows.filter(severity="error")


def _decide(request: HttpRequest, batch: ImportBatch, decisions: dict[int, str]) -> None:
    try:
        tasks.settle(batch, decisions)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{len(decisions)}行の判断を記録しました。まだ反映していません。")


def _address(request: HttpRequest, batch: ImportBatch) -> str:
    form = PreviewFilterForm(request.GET.dict(), offered_items(batch))
    return f"{batch.get_absolute_url()}?{form.filters().query(page=request.GET.get('page', ''))}"


@require_POST
@for_importers
def apply_batch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Applies the preview that the person saw; refused while a row waits."""
    batch = get_object_or_404(BATCHES, pk=pk)
    form = ApplyForm.for_batch(batch, request.POST)
    if form.is_valid() and form.cleaned_data["fingerprint"] != batch.fingerprint:
        messages.error(request, SEEN_ANOTHER)
        return redirect(batch)
    if form.is_valid():
        try:
            ask_to_apply(batch, by=person(request), reason=form.cleaned_data["reason"], overrides=form.is_override)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            tasks.start("apply", batch)
            return redirect(batch)
    if batch.state != ImportBatch.State.PREVIEW:
        messages.error(request, "この取込みは確認待ちではありません。いまの状態を表示しています。")
        return redirect(batch)
    return render_preview(request, batch, form, status=422)
