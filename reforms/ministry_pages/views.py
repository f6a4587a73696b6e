"""府省庁: the list, and one with what can be done to it; for the secretariat alone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from reforms.access import for_secretariat, person
from reforms.ministry_pages.forms import EndForm, MinistryForm, NewMinistryForm, ministry_initial
from reforms.models import Ministry
from reforms.reasoned_form import ReasonedForm, is_done
from reforms.row_history import row_states
from reforms.services.keeping_ministries import add_ministry, end_ministry, keep_ministry
from reforms.services.recording import Change

COLUMNS = ("name", "short_name", "parent", "order", "valid_from", "valid_to", "successor")
both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@for_secretariat
def ministries(request: HttpRequest) -> HttpResponse:
    """Every ministry in official order, those that ended among them."""
    rows = Ministry.objects.select_related("parent", "successor")
    return render(request, "reforms/ministries.html", {"ministries": rows})


@both
@for_secretariat
def new_ministry(request: HttpRequest) -> HttpResponse:
    """Adds a ministry."""
    form = NewMinistryForm(request.POST or None)

    def add(sent: NewMinistryForm, change: Change) -> None:
        add_ministry(sent.cleaned_data["name"], sent.words, change=change)

    if request.method == "POST" and is_done(form, add, person(request)):
        messages.success(request, f"「{form.cleaned_data['name']}」を加えました。")
        return redirect("reforms:ministries")
    return render(request, "reforms/new_ministry.html", {"form": form}, status=422 if form.is_bound else 200)


@both
@for_secretariat
def ministry(request: HttpRequest, pk: int) -> HttpResponse:
    """One ministry: what it is called, and what became of it. POST rewords it."""
    row = get_object_or_404(Ministry, pk=pk)
    form = MinistryForm(request.POST or None, initial=ministry_initial(row))

    def keep(sent: MinistryForm, change: Change) -> None:
        keep_ministry(row, sent.words, version=sent.cleaned_data["version"], change=change)

    if request.method == "POST" and is_done(form, keep, person(request)):
        messages.success(request, f"「{row}」を書き換えました。")
        return redirect("reforms:ministry", pk)
    return _show(request, row, form, EndForm(initial=ministry_initial(row)))


@require_http_methods(["POST"])
@for_secretariat
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a ministry on a day, with a successor or without."""
    row = get_object_or_404(Ministry, pk=pk)
    form = EndForm(request.POST)

    def over(sent: EndForm, change: Change) -> None:
        asked = sent.cleaned_data
        day, successor = asked["valid_to"], asked["successor"]
        end_ministry(row, on=day, successor=successor, version=asked["version"], change=change)

    if is_done(form, over, person(request)):
        messages.success(request, f"「{row}」の廃止日と後継を記録しました。")
        return redirect("reforms:ministry", pk)
    return _show(request, row, MinistryForm(initial=ministry_initial(row)), form)


def _show(request: HttpRequest, row: Ministry, form: ReasonedForm, end_form: ReasonedForm) -> HttpResponse:
    """The page; 422 where one of the forms was refused."""
    end_form.auto_id = "end-%s"
    context = {
        "ministry": Ministry.objects.get(pk=row.pk),
        "form": form,
        "end_form": end_form,
        "states": row_states(row, COLUMNS),
    }
    is_refused = form.is_bound or end_form.is_bound
    return render(request, "reforms/ministry.html", context, status=422 if is_refused else 200)
