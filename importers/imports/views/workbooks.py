"""Workbooks to download: templates to be filled in, and what stands now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from importers.imports.access import for_importers
from importers.imports.forms.workbooks import WorkbookForm
from importers.imports.workbooks import PURPOSES, NothingToWrite, made_workbook
from importers.official_form import UnwritableForm
from importers.workbook import UnwritableText
from kpi_tracker.attachments import XLSX, attachment


@require_safe
@for_importers
def workbooks(request: HttpRequest) -> HttpResponse:
    """What can be downloaded."""
    return render(request, "importers/workbooks.html", {"form": WorkbookForm(), "refusal": ""})


@require_safe
@for_importers
def workbook(request: HttpRequest) -> HttpResponse:
    """The workbook that is asked for."""
    form = WorkbookForm(request.GET)
    refusal = ""
    if form.is_valid():
        try:
            data = made_workbook(**form.cleaned_data)
        except (NothingToWrite, UnwritableForm, UnwritableText) as told:
            refusal = str(told)
        else:
            return attachment(data, XLSX, _name(form))
    return render(request, "importers/workbooks.html", {"form": form, "refusal": refusal}, status=422)


def _name(form: WorkbookForm) -> str:
    asked = form.cleaned_data
    purpose = PURPOSES[asked["purpose"]].partition("（")[0]
    parts = (str(asked["round"]), str(asked["ministry"] or ""), purpose)
    return f"{'_'.join(part for part in parts if part)}.xlsx"
