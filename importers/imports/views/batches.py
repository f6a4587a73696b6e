"""取込: the drop zone and the list of what came in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from importers import tasks
from importers.imports.access import for_importers, person
from importers.imports.forms.filters import BatchFilterForm
from importers.imports.forms.uploading import UploadForm
from importers.imports.selectors.batches import batch_list_page
from importers.models import ImportBatch
from importers.services import is_unattended, receive_file

IN_TURN = "順に読み取ります。どこまで進んだかは、この画面を開き直すと分かります。閉じても続きます。"


@require_safe
@for_importers
def batches(request: HttpRequest) -> HttpResponse:
    """The drop zone, and every file that came in."""
    return _list(request, UploadForm())


@require_POST
@for_importers
def receive(request: HttpRequest) -> HttpResponse:
    """Keeps each file as a batch of its own and has it read; one file that cannot be taken keeps no other out."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list(request, form, status=422)
    received = [receive_file(file.name or "", file.read(), by=person(request)) for file in form.taken()]
    tasks.start("prepare", *received)
    for refusal in form.refusals():
        messages.error(request, refusal)
    if received:
        messages.success(request, f"{len(received)}ファイルを受け付けました。まだ何も反映していません。")
    if len(received) > 1 and any(batch.state == ImportBatch.State.WAITING for batch in received):
        messages.info(request, IN_TURN)
    return redirect(received[0]) if len(received) == 1 else redirect("importers:batches")


def _list(request: HttpRequest, upload: UploadForm, status: int = 200) -> HttpResponse:
    form = BatchFilterForm(request.GET.dict())
    page = batch_list_page(form.state_asked_for(), request.GET.get("page", ""))
    context = {"page": page, "form": form, "upload": upload, "is_unattended": is_unattended()}
    return render(request, "importers/batch_list.html", context, status=status)
