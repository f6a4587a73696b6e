"""枠組み: the frame of each edition, kept in the browser by the secretariat alone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from kpis.frame.sections import act_called, kind_called, sections
from kpis.frame.selectors import editions, frame_items
from kpis.selectors.frame import changes_of
from reforms.access import for_secretariat, person
from reforms.reasoned_form import is_done
from reforms.services.keeping import is_published


@require_safe
@for_secretariat
def frames(request: HttpRequest) -> HttpResponse:
    """The editions to choose from."""
    return render(request, "kpis/frames.html", {"editions": editions()})


@require_safe
@for_secretariat
def frame(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition: its items with their pages, processes and KPI rows."""
    edition = get_object_or_404(editions(), pk=pk)
    context = {"edition": edition, "items": frame_items(edition), "is_published": is_published(edition)}
    return render(request, "kpis/frame.html", context)


@require_safe
@for_secretariat
def frame_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What was dropped, added or reworded against the edition before."""
    edition = get_object_or_404(editions(), pk=pk)
    return render(request, "kpis/frame_changes.html", {"edition": edition, "changes": changes_of(edition)})


@require_safe
@for_secretariat
def frame_row(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """One row and what can be done to it."""
    row = get_object_or_404(kind_called(kind).rows(), pk=pk)
    return _show(request, kind, row, {"sections": sections(kind, row)})


@require_POST
@for_secretariat
def frame_act(request: HttpRequest, kind: str, pk: int, act: str) -> HttpResponse:
    """Does something to a row; where it cannot be done the page says why."""
    rows = kind_called(kind).rows()
    row = get_object_or_404(rows, pk=pk)
    asked = act_called(kind_called(kind), row, act)
    form = asked.form(row, request.POST)
    if is_done(form, lambda sent, change: asked.run(row, sent, change), person(request)):
        messages.success(request, f"「{row}」：{asked.heading}を記録しました。")
        return redirect("kpis:frame_row", kind, pk)
    standing = rows.get(pk=pk)
    return _show(request, kind, standing, {"sections": sections(kind, standing, (asked, form))}, status=422)


def _show(request: HttpRequest, kind: str, row: Any, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    known = {
        "row": row,
        "kind": kind,
        "word": kind_called(kind).word(row.edition.vocabulary),
        "edition": row.edition,
        "is_published": is_published(row.edition),
    }
    return render(request, "kpis/frame_row.html", known | context, status=status)
