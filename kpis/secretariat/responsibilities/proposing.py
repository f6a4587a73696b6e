"""Who may answer for a row, as far as the document itself names them. Never a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpis.models import KpiListing
from reforms.models import Ministry, ProgressSegment, ReformItem


@dataclass(frozen=True)
class Proposal:
    """Ministries that a row names, and where: "" and none where the document says nothing."""

    ministries: tuple[Ministry, ...] = ()
    grounds: str = ""


def proposal_for_segment(segment: ProgressSegment, items: Sequence[ReformItem]) -> Proposal:
    """Those of its printed label, else those printed beside its items. segment: with its ministries."""
    labelled = tuple(segment.ministries.all())
    return Proposal(labelled, f"表示「{segment.label}」") if labelled else _beside(items)


def proposal_for_listing(listing: KpiListing, items: Sequence[ReformItem]) -> Proposal:
    """The lead ministry of the KPI's definition, else those printed beside its items."""
    lead = listing.kpi.lead_ministry if listing.kpi else None
    return Proposal((lead,), "KPI整理表の主担当") if lead else _beside(items)


def _beside(items: Sequence[ReformItem]) -> Proposal:
    """The lead ministries (◎) of the items, or the only ones; several without a lead leave it to a person."""
    ties = [tie for item in items for tie in item.item_ministries.all()]
    leads = tuple(dict.fromkeys(tie.ministry for tie in ties if tie.is_lead))
    if leads:
        return Proposal(leads, "改革項目の主担当（◎）")
    named = tuple(dict.fromkeys(tie.ministry for tie in ties))
    return Proposal(named, "改革項目の府省庁") if len(named) == 1 else Proposal()
