"""Who has a row open."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from kpis.services.presence import keep_open
from kpis.worksheet.present import others_present, seen_keys
from reforms.models import ReportingRound, User
from reforms.people import person_of


@require_POST
def presence(request: HttpRequest, pk: int) -> JsonResponse:
    """Notes the row that the person has open, "" for none, and tells which rows others have."""
    round = get_object_or_404(ReportingRound, pk=pk, opened_at__isnull=False)
    person, row = person_of(request.user), request.POST.get("row", "")
    if not person.key or (row and row not in seen_keys(person, [row])):
        raise Http404
    keep_open(round, row, by=cast(User, request.user))
    return JsonResponse({"others": others_present(round, person)})
