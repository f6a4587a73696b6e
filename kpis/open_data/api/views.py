"""What describes the API: a page for people, OpenAPI for programs."""

from __future__ import annotations

import json
from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from kpis.open_data import licence
from kpis.open_data.api.described import described_tables
from kpis.open_data.api.routes import api


@login_not_required
@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """The addresses with their parameters and answers."""
    tables = described_tables()
    parameters = {parameter.name: parameter for table in tables for parameter in table.parameters}
    context = {
        "tables": tables,
        "parameters": parameters.values(),
        "licence": licence,
        "a_minute": settings.API_A_MINUTE,
    }
    return render(request, "kpis/open_data/api.html", context)


@login_not_required
@require_safe
@conditional_page
def openapi(request: HttpRequest) -> HttpResponse:
    """The description that programs read (OpenAPI)."""
    answer = HttpResponse(_described(), content_type="application/json")
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@cache
def _described() -> str:
    """It takes half a second to make, and is the same until the program is another."""
    schema = api.get_openapi_schema(path_prefix=f"{reverse('kpis:api')}v1/")
    return json.dumps(schema, ensure_ascii=False, indent=1)
