"""Who answers for which part of a printed progress cell: set by the secretariat."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction

from reforms.models import SegmentResponsibility
from reforms.services.recording import Change
from reforms.services.rounds import refuse_others
from reforms.services.upserting import replace_ties


@transaction.atomic
def set_segment_responsibilities(wanted: Mapping[int, Collection[int]], *, change: Change) -> None:
    """Makes exactly these ministries answer for each of the segments, both by primary key. Raises NotPossible."""
    refuse_others(change)
    replace_ties(SegmentResponsibility, "segment", "ministry", wanted, change=change)
