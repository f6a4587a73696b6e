"""A document beside what stands in the database: the plan of its import."""

from __future__ import annotations

from collections.abc import Mapping

from importers.comparing import Comparison, compare
from importers.document import SourceDocument
from importers.incoming import incoming_of
from importers.plan import Decisions
from importers.snapshot import standing_of
from importers.unplaced import with_standing_items
from reforms.models import ReportingRound


def plan_import(
    document: SourceDocument,
    round: ReportingRound,
    decisions: Decisions,
    *,
    above: Mapping[str, int] | None = None,
) -> Comparison:
    """What importing a document into a round would do. document: as its reader hands it on (`read_words`).

    above: of a workbook, by sheet, how many lines stand before its rows in the text that stands for the file.
    """
    standing = standing_of(round)
    placed = with_standing_items(document, standing.drafts)
    return compare(incoming_of(placed, above=above), standing, decisions)
