"""What the next 調査回 of each programme would go on from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from kpis.frame_changes import FrameChanges
from kpis.models import KpiListing
from kpis.selectors.frame import changes_if_copied
from reforms.models import Ministry, ProgressSegment, ReportingRound
from reforms.selectors import year_label
from reforms.services.ministries import heirs_on


@dataclass(frozen=True)
class Choice:
    """The newest round of a programme. why_not: why nothing can be opened after it, "" where it can."""

    programme: str
    round: ReportingRound
    next_year: str
    why_not: str
    url: str


@dataclass(frozen=True)
class Handover:
    """A ministry that ended, and who does its work. heir: "" where nobody is told."""

    ministry: str
    heir: str


@dataclass(frozen=True)
class Preview:
    """What would be copied: dropped rows, the number of rows by kind, ministries that give way, and the rows for which
    nobody would answer."""

    round: ReportingRound
    next_year: str
    changes: FrameChanges
    handovers: list[Handover]
    unanswered: int


def newest_rounds() -> list[ReportingRound]:
    """The newest round of each programme, in the order of the programmes."""
    rounds = ReportingRound.objects.select_related("edition__programme").order_by(
        "edition__programme__order", "edition__programme__slug", "-fiscal_year", "-edition__published_on"
    )
    newest: dict[int, ReportingRound] = {}
    for one in rounds:
        newest.setdefault(one.edition.programme_id, one)
    return list(newest.values())


def choices(reasons: Mapping[int, str]) -> list[Choice]:
    """The programmes to choose from. reasons: why not, by primary key of the round."""
    address = reverse("kpis:new_round")
    return [
        Choice(
            one.edition.programme.name,
            one,
            year_label(one.fiscal_year + 1),
            reasons.get(one.pk, ""),
            f"{address}?from={one.pk}",
        )
        for one in newest_rounds()
    ]


def a_year_later(day: datetime.date) -> datetime.date:
    """The same day of the next year; the last of February after one of 29 days.

    >>> a_year_later(datetime.date(2016, 2, 29))
    datetime.date(2017, 2, 28)
    """
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if is_leap_day else day.day)


def preview(round: ReportingRound) -> Preview:
    """What the round after this one would have and lack. The number of queries is fixed."""
    return Preview(
        round=round,
        next_year=year_label(round.fiscal_year + 1),
        changes=changes_if_copied(round.edition),
        handovers=_handovers(round, a_year_later(round.edition.published_on)),
        unanswered=_unanswered(round),
    )


def _handovers(round: ReportingRound, day: datetime.date) -> list[Handover]:
    """The ministries that answer for rows of the round, or are printed in it, and end before the day."""
    heirs, names = heirs_on(day), dict(Ministry.objects.values_list("pk", "name"))
    at_work = {
        *ProgressSegment.objects.filter(process_progress__round=round).values_list("ministries", flat=True),
        *ProgressSegment.objects.filter(process_progress__round=round).values_list(
            "responsibilities__ministry", flat=True
        ),
        *KpiListing.objects.filter(edition=round.edition_id).values_list("responsibilities__ministry", flat=True),
        *round.edition.items.values_list("ministries", flat=True),
    } - {None}
    ended = sorted(key for key in at_work if heirs[key] != key)
    return [Handover(names[key], names.get(heirs[key] or 0, "")) for key in ended]


def _unanswered(round: ReportingRound) -> int:
    listings = KpiListing.objects.filter(
        edition=round.edition_id, retired_in=None, is_heading=False, responsibilities=None
    )
    segments = ProgressSegment.objects.filter(process_progress__round=round, responsibilities=None)
    return listings.count() + segments.count()
