"""What an import would do: rows new, changed, unchanged, retired, undecided. Pure: no database."""

from importers.plan.as_json import (
    decisions_as_json,
    decisions_from_json,
    plan_as_json,
    plan_from_json,
    row_as_json,
    row_from_json,
)
from importers.plan.records import Candidate, CellChange, Decisions, Plan, PlannedRow

__all__ = [
    "Candidate",
    "CellChange",
    "Decisions",
    "Plan",
    "PlannedRow",
    "decisions_as_json",
    "decisions_from_json",
    "plan_as_json",
    "plan_from_json",
    "row_as_json",
    "row_from_json",
]
