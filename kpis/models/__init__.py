"""What is measured: identity, listing, target, measurement, and what a round printed."""

from kpis.models.identity import Kpi, KpiMove
from kpis.models.listings import KpiListing
from kpis.models.publications import PublishedKpi
from kpis.models.readings import Measurement, Target
from kpis.models.snapshots import ProgressSnapshot, Promise

__all__ = [
    "Kpi",
    "KpiListing",
    "KpiMove",
    "Measurement",
    "ProgressSnapshot",
    "Promise",
    "PublishedKpi",
    "Target",
]
