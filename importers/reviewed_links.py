"""Listings that a reviewer of the fixtures found to be one KPI: read from a CSV, applied once each."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from kpis.models import KpiListing, KpiMove
from kpis.services.identity import join_listings
from reforms.services.recording import Change


@dataclass(frozen=True)
class ReviewedLink:
    """edition and row_id name the listing that moves, to_edition and to_row_id the one it is joined to."""

    edition: str
    row_id: str
    to_edition: str
    to_row_id: str
    reason: str
    by: str
    on: str

    @property
    def sentence(self) -> str:
        """The reason as it is kept with the move."""
        return f"{self.reason}（{self.by}、{self.on}）"


def read_links(path: Path) -> list[ReviewedLink]:
    """The links of a CSV with headings, in UTF-8."""
    with path.open(encoding="utf-8", newline="") as file:
        return [ReviewedLink(*row) for row in list(csv.reader(file))[1:]]


@transaction.atomic
def apply_links(links: list[ReviewedLink]) -> list[KpiMove]:
    """Joins the listings that are there, each link once: a person may have parted them since."""
    moves: list[KpiMove] = []
    for link in links:
        listing = KpiListing.objects.filter(edition__slug=link.edition, row_id=link.row_id).first()
        other = KpiListing.objects.filter(edition__slug=link.to_edition, row_id=link.to_row_id).first()
        if listing is None or other is None or other.kpi is None:
            continue
        if not KpiMove.objects.filter(listing=listing, reason__startswith=link.sentence).exists():
            moves += join_listings(
                [listing], to=other.kpi, grounds=KpiMove.Grounds.PERSON, change=Change(by=None, reason=link.sentence)
            )
    return moves
