"""公式様式 to download, open to everyone."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from importers.official_form import UnwritableForm
from importers.published_forms.files import form_in_workbook, form_on_paper
from importers.published_forms.printing import NotPrintable
from importers.published_forms.selectors import PublishedForm, form_of_item, form_of_round
from importers.workbook import UnwritableText
from kpi_tracker.attachments import PDF, XLSX, attachment
from kpis.open_data.limits import limited

REFUSED = "importers/official_form_refused.html"
A_MINUTE = 30
"""Forms for one address: a page of a PDF takes half a second."""


@login_not_required
@require_safe
@limited("official_forms", A_MINUTE)
def item_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The pages of a 改革項目, one sheet each."""
    return _workbook(request, _or_404(form_of_item(pk)))


@login_not_required
@require_safe
@limited("official_forms", A_MINUTE)
def round_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """Every page of a round, one sheet each."""
    return _workbook(request, _or_404(form_of_round(pk)))


@login_not_required
@require_safe
@limited("official_forms", A_MINUTE)
def item_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The pages of a 改革項目 on paper; where the system cannot make it, the way to the workbook."""
    form = _or_404(form_of_item(pk))
    try:
        return attachment(form_on_paper(form), PDF, f"{form.file_stem}.pdf")
    except NotPrintable as told:
        instead = reverse("official_forms:item_workbook", args=(pk,))
        return _refused(request, form, told, HTTPStatus.SERVICE_UNAVAILABLE, instead)
    except UnwritableForm as told:
        return _refused(request, form, told)


def _workbook(request: HttpRequest, form: PublishedForm) -> HttpResponse:
    try:
        return attachment(form_in_workbook(form), XLSX, f"{form.file_stem}.xlsx")
    except (UnwritableForm, UnwritableText) as told:
        return _refused(request, form, told)


def _refused(
    request: HttpRequest,
    form: PublishedForm,
    told: Exception,
    status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY,
    workbook: str = "",
) -> HttpResponse:
    """The reason. workbook: the address of the same as .xlsx, "" where that cannot be made either."""
    context = {"name": form.name, "message": str(told), "workbook": workbook}
    return render(request, REFUSED, context, status=status)


def _or_404(form: PublishedForm | None) -> PublishedForm:
    if form is None:
        raise Http404("公式様式で公表されたものではありません。")
    return form
