"""What is measured: identity, listing, target, measurement, and what a round printed."""

from kpis.models.contradictions import Contradiction, ContradictionDecision, Decision
from kpis.models.discussed import SnapshotComment, SnapshotEvidence
from kpis.models.identity import UNNAMED, Kpi, KpiMove
from kpis.models.listings import KpiListing
from kpis.models.presence import OpenRow
from kpis.models.promises import PublishedPromise
from kpis.models.proposals import KpiProposal
from kpis.models.publications import PublishedKpi
from kpis.models.readings import Measurement, Target
from kpis.models.responsibilities import ListingResponsibility
from kpis.models.snapshots import ProgressSnapshot, Promise
from kpis.models.standings import KpiStanding

__all__ = [
    "UNNAMED",
    "Contradiction",
    "ContradictionDecision",
    "Decision",
    "Kpi",
    "KpiListing",
    "KpiMove",
    "KpiProposal",
    "KpiStanding",
    "ListingResponsibility",
    "Measurement",
    "OpenRow",
    "ProgressSnapshot",
    "Promise",
    "PublishedKpi",
    "PublishedPromise",
    "SnapshotComment",
    "SnapshotEvidence",
    "Target",
]
