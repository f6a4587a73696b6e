"""An empty round to import into."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from reforms.models import Programme, ReportingRound
from reforms.services.rounds import open_round


def empty_round() -> ReportingRound:
    """The round of 2017 of a programme of its own."""
    name = f"計画{uuid4().hex[:8]}"
    programme = Programme.objects.create(slug=name[2:], name=name, begins_on=date(2016, 4, 1))
    return open_round(
        programme,
        name=f"{name}の版",
        fiscal_year=2017,
        published_on=date(2017, 12, 21),
        as_of_words="",
        by=None,
    )
