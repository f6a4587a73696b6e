"""Who answers for which KPI row: set by the secretariat."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction

from kpis.models import ListingResponsibility
from reforms.services.recording import Change
from reforms.services.rounds import refuse_others
from reforms.services.upserting import replace_ties


@transaction.atomic
def set_listing_responsibilities(wanted: Mapping[int, Collection[int]], *, change: Change) -> None:
    """Makes exactly these ministries answer for each of the listings, both by primary key. Raises NotPossible."""
    refuse_others(change)
    replace_ties(ListingResponsibility, "listing", "ministry", wanted, change=change)
