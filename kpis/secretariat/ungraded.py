"""The ways to the rows that hold a confirmation up."""

from __future__ import annotations

from django.urls import reverse

from kpis.entry_reading.keys import snapshot_key
from kpis.judged import Unjudged
from reforms.models import ReportingRound
from reforms.selectors import Link


def ungraded_anchors(rows: Unjudged) -> list[Link]:
    """Each row without a 区分 on the page that shows it already, where what was chosen and typed stays."""
    found = {row.pk: Link(str(row.listing), f"#{snapshot_key(row.pk)}") for waiting in rows.values() for row in waiting}
    return list(found.values())


def ungraded_links(round: ReportingRound, rows: Unjudged) -> list[Link]:
    """Each row without a 区分 on the 新旧 of its part; a row of two parts once."""
    found: dict[int, Link] = {}
    for key, waiting in rows.items():
        page = reverse("kpis:review", args=(round.pk, *key))
        for row in waiting:
            found.setdefault(row.pk, Link(str(row.listing), f"{page}#{snapshot_key(row.pk)}"))
    return list(found.values())
