"""A batch keeps its plan and decisions as JSON."""

from __future__ import annotations

import json

from importers.issues import Issue
from importers.plan import (
    Candidate,
    CellChange,
    Decisions,
    Plan,
    PlannedRow,
    decisions_as_json,
    decisions_from_json,
    plan_as_json,
    plan_from_json,
)

ISSUE = Issue("unreadable", "error", "name", "読めません。", "甲", (1, 2), "B2")
ROW = PlannedRow(
    key="kpi/2017-s01-k01",
    table="kpi",
    row_id="2017-s01-k01",
    item="健診の推進",
    title="受診率",
    kind="undecided",
    changes=(CellChange("actual_raw", "実績値（時点）", "5%", "6%"),),
    candidates=(Candidate("2017-s01-k02", "受診の率", 86, "名称が近い"),),
    place="シート「KPI」2行目",
    issues=(ISSUE,),
)
PLAN = Plan((ROW, PlannedRow("kpi/x", "kpi", "x", "", "", "new")), (ISSUE,), "f")


def test_a_plan_comes_back_equal() -> None:
    assert plan_from_json(json.loads(json.dumps(plan_as_json(PLAN)))) == PLAN


def test_decisions_come_back_equal() -> None:
    decisions = Decisions({"kpi/x": "2017-s01-k01"}, frozenset({"kpi/y"}), frozenset({"2017-s01-k02"}))
    assert decisions_from_json(json.loads(json.dumps(decisions_as_json(decisions)))) == decisions


def test_a_plan_counts_its_rows_and_issues() -> None:
    assert PLAN.counts == {
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "retired": 0,
        "undecided": 1,
        "errors": 2,
        "warnings": 0,
    }
