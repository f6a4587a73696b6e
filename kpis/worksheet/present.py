"""Who else has a row of the worksheet open."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils import timezone

from kpis.models import OpenRow, ProgressSnapshot
from kpis.services.presence import FORGOTTEN_AFTER
from reforms.models import ProgressSegment, ReportingRound
from reforms.parts import shown_to
from reforms.rights import Person

KEY = re.compile(r"(?P<kind>kpi|segment)-(?P<pk>[0-9]{1,18})", re.ASCII)


def seen_keys(person: Person, keys: Iterable[str]) -> set[str]:
    """Those of the rows, as the worksheet names them, that the person sees. Two queries."""
    named = [match for key in keys if (match := KEY.fullmatch(key))]
    kpis = {int(match["pk"]): match[0] for match in named if match["kind"] == "kpi"}
    segments = {int(match["pk"]): match[0] for match in named if match["kind"] == "segment"}
    seen_kpis = shown_to(person, ProgressSnapshot.objects.filter(pk__in=kpis)).values_list("pk", flat=True)
    seen_segments = shown_to(person, ProgressSegment.objects.filter(pk__in=segments)).values_list("pk", flat=True)
    return {kpis[pk] for pk in seen_kpis} | {segments[pk] for pk in seen_segments}


def others_present(round: ReportingRound, person: Person) -> list[dict[str, str]]:
    """The rows that others have open and the person sees, with their names."""
    fresh = OpenRow.objects.filter(round=round, seen_at__gte=timezone.now() - FORGOTTEN_AFTER)
    rows = list(fresh.exclude(person=person.key).select_related("person"))
    seen = seen_keys(person, {row.row for row in rows})
    return [{"key": row.row, "name": row.person.shown_name} for row in rows if row.row in seen]
