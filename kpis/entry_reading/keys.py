"""How screens name the rows of a round."""

from __future__ import annotations


def segment_key(segment: int) -> str:
    """How screens name a part of a progress cell, by its primary key."""
    return f"segment-{segment}"


def snapshot_key(snapshot: int) -> str:
    """How screens name a KPI row, by the primary key of its snapshot."""
    return f"kpi-{snapshot}"
