"""What an import would do: rows new, changed, unchanged, retired, undecided. Pure: no database."""

from importers.plan.as_json import (
    decisions_as_json,
    decisions_from_json,
    plan_as_json,
    plan_from_json,
    row_as_json,
    row_from_json,
)
from importers.plan.records import Candidate, CellChange, ChangeKind, Decisions, Plan, PlannedRow, RowKind, TableName

__all__ = [
    "Candidate",
    "CellChange",
    "ChangeKind",
    "Decisions",
    "Plan",
    "PlannedRow",
    "RowKind",
    "TableName",
    "decisions_as_json",
    "decisions_from_json",
    "plan_as_json",
    "plan_from_json",
    "row_as_json",
    "row_from_json",
]
