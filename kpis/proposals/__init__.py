"""Which listings may be one KPI, and which KPI may have replaced another: proposals with reasons, for a person."""

from kpis.proposals.names import tags_of
from kpis.proposals.propose import judged, proposed
from kpis.proposals.records import LEAST_SCORE, Company, ListingFacts, Proposal

__all__ = ["LEAST_SCORE", "Company", "ListingFacts", "Proposal", "judged", "proposed", "tags_of"]
