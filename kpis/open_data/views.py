"""オープンデータ: the page and the files, open to everyone; they hold nothing but what is published."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from kpis.open_data import licence
from kpis.open_data.catalogue import catalogue
from kpis.open_data.dictionary import column_records
from kpis.open_data.downloads import csv_answer, json_answer, package_answer, workbook_answer
from kpis.open_data.files.csv_file import CP932, UTF_8
from kpis.open_data.forms import OpenDataForm
from kpis.open_data.limits import View, limited
from kpis.open_data.page import open_data_page, table_page
from kpis.open_data.selectors.codes import code_records
from kpis.open_data.selectors.records import Asked, ask
from kpis.open_data.tables import BY_ID, CODES, COLUMNS

A_MINUTE = 30
MOST_KPI_ROWS_OF_A_WORKBOOK = 6_000
TOO_MANY_ROWS = "ExcelはKPIの行が6,000行までです。年度を選ぶか、CSV一式かJSONを使ってください。"
NO_TABLE = "この表はありません。"
_EXPLAINING = {COLUMNS.id: (COLUMNS, column_records), CODES.id: (CODES, code_records)}


def _file(view: Callable[..., HttpResponseBase]) -> View:
    """A view of a file: open to everybody, counted, given what the address asks for; a bad address is told."""

    @login_not_required
    @require_safe
    @limited("files", A_MINUTE)
    @wraps(view)
    def answer(request: HttpRequest, **named: str) -> HttpResponseBase:
        form = OpenDataForm(request.GET.dict())
        filters = form.filters()
        if form.message:
            return JsonResponse({"message": form.message}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return view(request, ask(filters), **named)

    return answer


@login_not_required
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What can be downloaded of a programme and year, and what its columns mean."""
    form = OpenDataForm(request.GET.dict())
    page = open_data_page(ask(form.filters()))
    return render(request, "kpis/open_data/page.html", {"form": form, "page": page, "licence": licence})


@login_not_required
@require_safe
def table_columns(request: HttpRequest, table: str) -> HttpResponse:
    """One table: its file, its address in the API, and what its columns mean."""
    page = table_page(table)
    if page is None:
        raise Http404(NO_TABLE)
    return render(request, "kpis/open_data/table.html", {"page": page})


@_file
def table_file(request: HttpRequest, asked: Asked, table: str) -> HttpResponseBase:
    """One table as CSV."""
    if table in BY_ID:
        return csv_answer(BY_ID[table], asked.records(BY_ID[table]), asked)
    if table in _EXPLAINING:
        shape, records = _EXPLAINING[table]
        return csv_answer(shape, records(), asked)
    raise Http404(NO_TABLE)


@_file
def json_file(request: HttpRequest, asked: Asked) -> HttpResponseBase:
    """All tables as JSON."""
    return json_answer(asked)


@_file
def package_file(request: HttpRequest, asked: Asked) -> HttpResponseBase:
    """All tables as CSV; ?encoding=cp932 for programs that know no UTF-8."""
    return package_answer(asked, CP932 if request.GET.get("encoding") == CP932 else UTF_8)


@_file
def workbook_file(request: HttpRequest, asked: Asked) -> HttpResponseBase:
    """All tables as a workbook; of many years it would be larger than people can open."""
    if asked.kpi_row_count > MOST_KPI_ROWS_OF_A_WORKBOOK:
        return JsonResponse({"message": TOO_MANY_ROWS}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return workbook_answer(asked)


@login_not_required
@require_safe
@conditional_page
def catalogue_file(request: HttpRequest) -> HttpResponse:
    """The catalogue entry (DCAT)."""
    asked = ask(OpenDataForm({}).filters())
    return JsonResponse(
        catalogue(list(asked.publications)),
        content_type="application/ld+json",
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
