"""The open rounds that a person enters into."""

from __future__ import annotations

from django.urls import reverse

from kpis.worksheet.entered_round import EnteredRound, days_until, entered_round
from kpis.worksheet.item_standings import count_parts, item_standings, parts_shown
from kpis.worksheet.page import OpenRound
from reforms.models import ReportingRound
from reforms.rights import CONFIRMED, RETURNED, SUBMITTED, Person
from reforms.selectors import year_label


def open_rounds(person: Person) -> list[OpenRound]:
    """The rounds that are open now and hold a row that the person sees, the one due first at the top."""
    rounds = ReportingRound.objects.filter(opened_at__isnull=False, closed_at=None).select_related("edition__programme")
    shown = [_shown(entered) for round in rounds if (entered := entered_round(round, person)).entries]
    return sorted(shown, key=lambda one: (one.due_on is None, one.due_on or one.label))


def _shown(entered: EnteredRound) -> OpenRound:
    round, entries = entered.round, entered.entries
    left = sum(entered.is_left(entry) for entry in entries)
    standings = item_standings(entered, parts_shown(entered))
    return OpenRound(
        pk=round.pk,
        label=year_label(round.fiscal_year),
        programme=round.edition.programme.name,
        url=reverse("kpis:worksheet", args=(round.pk,)),
        due_on=round.due_on,
        days_left=days_until(round.due_on),
        total=len(entries),
        entered=len(entries) - left,
        left=left,
        parts=sum(len(item.parts) for item in standings),
        submitted=count_parts(standings, SUBMITTED, CONFIRMED),
        returned=count_parts(standings, RETURNED),
        standings=standings,
    )
