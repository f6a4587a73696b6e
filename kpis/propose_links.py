"""One look at every published listing for those that may be one KPI."""

from __future__ import annotations

from kpis.proposals import proposed
from kpis.selectors.listing_facts import all_listing_facts
from kpis.services.proposals import ProposalDraft, record_proposals


def propose_links() -> int:
    """Records what may be the same KPI, or its successor, and waits for a person. How many proposals are open."""
    return record_proposals(
        [
            ProposalDraft(found.first, found.second, found.kind, found.score, found.reasons)
            for found in proposed(all_listing_facts())
        ]
    )
