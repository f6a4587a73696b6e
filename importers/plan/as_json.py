"""Plans and decisions as plain JSON values, as a batch keeps them."""

from __future__ import annotations

from typing import Any

from importers.issues import Issue
from importers.plan.records import Candidate, CellChange, Decisions, Plan, PlannedRow
from kpi_tracker.lib.records import fields_of


def plan_as_json(plan: Plan) -> dict[str, Any]:
    """The plan as values that JSON can hold; what is empty is left out of a row."""
    return {
        "rows": [row_as_json(row) for row in plan.rows],
        "issues": [_issue_as_json(issue) for issue in plan.issues],
        "fingerprint": plan.fingerprint,
    }


def plan_from_json(values: dict[str, Any]) -> Plan:
    """The plan that `plan_as_json` was given."""
    return Plan(
        rows=tuple(row_from_json(row) for row in values["rows"]),
        issues=tuple(_issue_from_json(issue) for issue in values["issues"]),
        fingerprint=values["fingerprint"],
    )


def decisions_as_json(decisions: Decisions) -> dict[str, Any]:
    """The decisions as values that JSON can hold, the same ones always alike."""
    return {
        "same": dict(sorted(decisions.same.items())),
        "left_out": sorted(decisions.left_out),
        "retired": sorted(decisions.retired),
    }


def decisions_from_json(values: dict[str, Any]) -> Decisions:
    """The decisions that `decisions_as_json` was given; of an empty object none."""
    return Decisions(
        same=dict(values.get("same", {})),
        left_out=frozenset(values.get("left_out", ())),
        retired=frozenset(values.get("retired", ())),
    )


def row_as_json(row: PlannedRow) -> dict[str, Any]:
    """One row of a plan as values that JSON can hold; what is empty is left out."""
    made: dict[str, Any] = {
        "key": row.key,
        "table": row.table,
        "row_id": row.row_id,
        "item": row.item,
        "title": row.title,
        "kind": row.kind,
        "changes": [_change_as_json(change) for change in row.changes],
        "candidates": [fields_of(candidate) for candidate in row.candidates],
        "place": row.place,
        "issues": [_issue_as_json(issue) for issue in row.issues],
    }
    return {name: value for name, value in made.items() if value}


def row_from_json(values: dict[str, Any]) -> PlannedRow:
    """The row that `row_as_json` was given."""
    return PlannedRow(
        key=values["key"],
        table=values["table"],
        row_id=values.get("row_id", ""),
        item=values.get("item", ""),
        title=values.get("title", ""),
        kind=values["kind"],
        changes=tuple(CellChange(**change) for change in values.get("changes", ())),
        candidates=tuple(Candidate(**candidate) for candidate in values.get("candidates", ())),
        place=values.get("place", ""),
        issues=tuple(_issue_from_json(issue) for issue in values.get("issues", ())),
    )


def _change_as_json(change: CellChange) -> dict[str, str]:
    return {
        "field": change.field,
        "heading": change.heading,
        "before": change.before,
        "after": change.after,
        "kind": change.kind,
    }


def _issue_as_json(issue: Issue) -> dict[str, Any]:
    return {name: value for name, value in fields_of(issue).items() if value is not None}


def _issue_from_json(values: dict[str, Any]) -> Issue:
    lines = values.get("lines")
    return Issue(**(values | {"lines": None if lines is None else tuple(lines)}))
