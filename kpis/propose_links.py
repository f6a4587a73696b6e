"""One look at every published listing for those that are, or may be, one KPI."""

from __future__ import annotations

from kpis.lineage import SameKpi
from kpis.proposals import Proposal, proposed
from kpis.selectors.listing_facts import all_listing_facts
from kpis.services.lineage import join_relisted
from kpis.services.proposals import ProposalDraft, record_proposals
from reforms.services.recording import Change


def propose_links() -> int:
    """Joins what the documents show to be one KPI; the rest waits for a person. How many proposals are open."""
    found = proposed(all_listing_facts())
    join_relisted([_same(proposal) for proposal in found if proposal.certain], change=Change(by=None))
    return record_proposals(
        [
            ProposalDraft(proposal.first, proposal.second, proposal.kind, proposal.score, proposal.reasons)
            for proposal in found
            if not proposal.certain
        ]
    )


def _same(proposal: Proposal) -> SameKpi:
    return SameKpi(proposal.second, proposal.first, True, "".join(proposal.reasons))
