"""Where a reading of a published KPI row is printed: its own cell where the table has one a year, else the row's."""

from __future__ import annotations

from kpi_tracker.lib.readings import ActualReading, Baseline, TargetReading
from kpis.frozen import FrozenKpi
from reforms.frozen import FrozenPlace


def target_place(content: FrozenKpi, target: TargetReading) -> FrozenPlace | None:
    """The place of a target: of a yearly one its own column's."""
    own = f"target.{'final' if target.final else target.fiscal_year}"
    return content.places.get(own) or content.places.get("target")


def actual_place(content: FrozenKpi, actual: ActualReading) -> FrozenPlace | None:
    """The place of a measured value: of a table with a column a year its own column's."""
    return content.places.get(f"actual.{actual.fiscal_year}") or content.places.get("actual")


def baseline_place(content: FrozenKpi, baseline: Baseline) -> FrozenPlace | None:
    """The place of a 基準値: its own cell, or that of the target that prints it."""
    if baseline == content.baseline:
        return content.places.get("baseline") or content.places.get("name")
    owner = next((target for target in content.targets if target.baseline == baseline), None)
    return target_place(content, owner) if owner else None
