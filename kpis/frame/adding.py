"""Adding rows to a frame: an item to an edition, a process or a KPI row to a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from kpis.frame.forms import ItemForm, KpiForm, NewProcessForm
from kpis.frame.selectors import editions
from kpis.services.keeping_kpis import add_kpi
from reforms.access import for_secretariat, person
from reforms.models import Edition, FormSheet
from reforms.reasoned_form import ReasonedForm, is_done
from reforms.services.keeping import is_published
from reforms.services.keeping_items import add_item
from reforms.services.keeping_processes import add_process
from reforms.services.recording import Change

PAGES = FormSheet.objects.select_related("edition__programme").prefetch_related("items")
both = require_http_methods(["GET", "HEAD", "POST"])


@both
@for_secretariat
def frame_add_item(request: HttpRequest, pk: int) -> HttpResponse:
    """A new item of an edition, last."""
    edition = get_object_or_404(editions(), pk=pk)
    form = ItemForm(request.POST or None)

    def add(sent: ItemForm, change: Change) -> None:
        add_item(edition, sent.words, change=change)

    return _add(request, edition, edition.vocabulary.item, form, add)


@both
@for_secretariat
def frame_add_process(request: HttpRequest, pk: int) -> HttpResponse:
    """A new process of a page, last."""
    page = get_object_or_404(PAGES, pk=pk)
    form = NewProcessForm(request.POST or None)

    def add(sent: NewProcessForm, change: Change) -> None:
        names, _ = sent.cleaned_data["ministries"]
        add_process(page, sent.cleaned_data["words"], names, change=change)

    return _add(request, page.edition, page.edition.vocabulary.process, form, add, page)


@both
@for_secretariat
def frame_add_kpi(request: HttpRequest, pk: int) -> HttpResponse:
    """A new KPI row of a page, last."""
    page = get_object_or_404(PAGES, pk=pk)
    form = KpiForm(request.POST or None, vocabulary=page.edition.vocabulary)

    def add(sent: KpiForm, change: Change) -> None:
        add_kpi(page, sent.words, change=change)

    return _add(request, page.edition, page.edition.vocabulary.kpi, form, add, page)


def _add(
    request: HttpRequest,
    edition: Edition,
    word: str,
    form: ReasonedForm,
    add: Callable[[Any, Change], object],
    page: FormSheet | None = None,
) -> HttpResponse:
    if request.method == "POST" and is_done(form, add, person(request)):
        messages.success(request, f"{word}を加えました。担当のない行は「担当」で決めてください。")
        return redirect("kpis:frame", edition.pk)
    context = {
        "edition": edition,
        "word": word,
        "form": form,
        "items": list(page.items.all()) if page else [],
        "is_published": is_published(edition),
    }
    return render(request, "kpis/frame_add.html", context, status=422 if form.is_bound else 200)
