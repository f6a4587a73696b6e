"""根拠資料 of one entry: for those who answer for it and the secretariat; to everybody else there is no such page."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kpi_tracker.lib.file_names import download_name
from kpis.entries import kind_of, seen_entry
from kpis.evidence.forms import EvidenceForm
from kpis.evidence.selectors import evidence_page
from kpis.services.evidence import attach, remove
from reforms.models import User
from reforms.people import person_of
from reforms.services.entries import NotYours
from reforms.services.locks import Locked
from reforms.services.recording import Change

ANY_BYTES = "application/octet-stream"
"""Of a file from outside: no browser opens it by itself."""


@require_safe
def evidence(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What the entry rests on, with room for more."""
    return _page(request, seen_entry(person_of(request.user), kind, pk), EvidenceForm())


@require_POST
def add(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Keeps a file or an address."""
    entry = seen_entry(person_of(request.user), kind, pk)
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            attach(entry, **form.cleaned_data, change=_change(request))
        except NotYours as refusal:
            raise Http404 from refusal
        except Locked as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "根拠資料を付けました。")
            return redirect(_address(entry))
    return _page(request, entry, form, status=422)


@require_POST
def remove_one(request: HttpRequest, kind: str, pk: int, evidence: int) -> HttpResponse:
    """Takes one away."""
    entry = seen_entry(person_of(request.user), kind, pk)
    row = get_object_or_404(entry.evidence, pk=evidence)
    try:
        remove(row, change=_change(request))
    except NotYours as refusal:
        raise Http404 from refusal
    except Locked as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"「{row.title}」を取り除きました。誰がいつ取り除いたかは下に残ります。")
    return redirect(_address(entry))


@require_safe
def file(request: HttpRequest, kind: str, pk: int, evidence: int) -> FileResponse:
    """The file, byte by byte as it came in, to be saved and never shown by the browser."""
    entry = seen_entry(person_of(request.user), kind, pk)
    row = get_object_or_404(entry.evidence.exclude(file=""), pk=evidence)
    name = download_name(row.file_name)
    return FileResponse(row.file.open("rb"), as_attachment=True, filename=name, content_type=ANY_BYTES)


def _page(request: HttpRequest, entry: Any, form: EvidenceForm, status: int = 200) -> HttpResponse:
    page = evidence_page(entry, person_of(request.user))
    context = {"page": page, "form": form, "add_url": _address(entry, "add_evidence")}
    return render(request, "kpis/evidence.html", context, status=status)


def _address(entry: Any, name: str = "evidence") -> str:
    return reverse(f"kpis:{name}", args=(kind_of(entry).name, entry.pk))


def _change(request: HttpRequest) -> Change:
    return Change(cast(User, request.user))
