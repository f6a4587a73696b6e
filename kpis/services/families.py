"""The rows of a round that list the same KPIs: one is entered, those that are 再掲 follow it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from kpis.models import ProgressSnapshot
from kpis.relisting import leaders
from reforms.models import ReportingRound
from reforms.services.entries import NotYours

SHOWN_WITH = ("listing__heading", "listing__kpi__lead_ministry", "grade")
"""What the answer to a save tells of a row, fetched with it, beside its round with edition and programme."""


@dataclass(frozen=True)
class Family:
    """rows: of one round by primary key, in printed order; leading: by listing of a row that is 再掲 the row that is
    entered for it."""

    round: ReportingRound
    rows: dict[int, ProgressSnapshot]
    leading: dict[int, ProgressSnapshot]

    def leader_of(self, row: ProgressSnapshot) -> ProgressSnapshot | None:
        """The row that is entered for this one, None where it is entered itself."""
        return self.leading.get(row.listing_id)

    def followers_of(self, row: ProgressSnapshot) -> list[ProgressSnapshot]:
        """The rows that this one is entered for."""
        return [other for other in self.rows.values() if self.leader_of(other) is row]


def family_of(snapshots: Sequence[int]) -> Family:
    """These rows of one round, by primary key, and all others of it that list the same KPIs. Two queries.

    They and the round are held until the end of the transaction, so that nobody hands a part in between check and
    write. Raises NotYours where one is not there, or is one that nothing is entered into.
    """
    # Asked for first: with their query inside the next one PostgreSQL reads all rows of all rounds.
    asked = (
        ProgressSnapshot.objects.select_for_update(of=("round",))
        .filter(pk__in=snapshots)
        .select_related("round__edition__programme")
        .annotate(kpi=F("listing__kpi"))
        .order_by()
    )
    kpis, rounds = {row.kpi for row in asked}, {row.round for row in asked}
    if not rounds:
        raise NotYours
    (round,) = rounds
    stored = (
        ProgressSnapshot.objects.select_for_update(of=("self",))
        .filter(round=round, listing__kpi__in=kpis)
        .exclude(listing__retired_in__fiscal_year__lte=round.fiscal_year)
        .select_related(*SHOWN_WITH)
        .order_by("listing__sheet__order", "listing__order", "pk")
    )
    rows = {row.pk: row for row in stored}
    if any(snapshot not in rows for snapshot in snapshots):
        raise NotYours
    for row in rows.values():
        row.round = round
    by_listing = {row.listing_id: row for row in rows.values()}
    led = leaders(row.listing for row in rows.values())
    return Family(round, rows, {listing: by_listing[leader.pk] for listing, leader in led.items()})
