"""What stands in the database of a round, as drafts: all that an import reads of reform and KPI data.

The number of queries does not depend on the number of rows.
"""

from __future__ import annotations

from importers.drafting import Drafts
from importers.snapshot.corrections import correction_drafts, issue_drafts
from importers.snapshot.frame import (
    assessment_drafts,
    budget_drafts,
    item_drafts,
    process_drafts,
    progress_drafts,
    retired_row_ids,
    sheet_drafts,
)
from importers.snapshot.kpi_rows import listing_drafts, snapshot_drafts
from importers.snapshot.places import with_places
from importers.standing import Standing
from reforms.models import EditionScale, ReportingRound
from reforms.services.ministries import ministries_by_name
from reforms.services.progress import ratings_by_code


def standing_of(round: ReportingRound) -> Standing:
    """What stands for a round, for comparing a file with it."""
    names = {key: ministry.name for key, ministry in ministries_by_name().items()}
    grades = frozenset(ratings_by_code(round, EditionScale.Rates.KPI))
    return Standing(standing_drafts(round), retired_row_ids(round), names, grades)


def standing_drafts(round: ReportingRound) -> Drafts:
    """The rows of a round's edition that are not retired, and what the round prints in them; without places."""
    corrections = correction_drafts(round)
    return Drafts(
        items=item_drafts(round),
        sheets=sheet_drafts(round),
        processes=process_drafts(round),
        progress=progress_drafts(round),
        listings=listing_drafts(round),
        snapshots=snapshot_drafts(round, corrections),
        assessments=assessment_drafts(round),
        budget=budget_drafts(round),
        corrections=list(corrections.values()),
        issues=[],
    )


def printed_drafts(round: ReportingRound) -> Drafts:
    """As `standing_drafts`, with the place of each cell and the issues of the round's documents: for an export."""
    return with_places(standing_drafts(round), round, issue_drafts(round))
