"""The published rows of the four documents (tests/samples/published_rows.json) as facts, and single invented rows."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kpi_tracker.lib.readings import ActualReading, Baseline, PromiseReading, TargetReading
from kpi_tracker.lib.records import replace
from kpis.checks.facts import AssessmentFacts, BudgetFacts, Facts, KpiFacts, ProgressFacts
from kpis.grading import Question, judge
from kpis.series import Point

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "published_rows.json"
TODAY = date(2026, 4, 1)


def published_facts(today: date = TODAY) -> Facts:
    """Everything the sample prints."""
    editions = json.loads(SAMPLE.read_text())
    rows = [_kpi(edition, row) for edition in editions for row in edition["kpis"]]
    return Facts(
        today,
        kpis=tuple(judged(row, rows, codes_of(editions, row.edition)) for row in rows),
        progress=tuple(_progress(edition, row) for edition in editions for row in edition["progress"]),
        budgets=tuple(_budget(edition, row) for edition in editions for row in edition.get("budgets", [])),
        assessments=tuple(
            AssessmentFacts(f"{edition['slug']}/assessment", edition["slug"], edition["name"], **row)
            for edition in editions
            for row in edition.get("assessments", [])
        ),
    )


def codes_of(editions: list[dict[str, Any]], slug: str) -> tuple[str, ...]:
    """The grades that an edition prints."""
    return next(tuple(edition["codes"]) for edition in editions if edition["slug"] == slug)


def judged(row: KpiFacts, rows: list[KpiFacts], codes: tuple[str, ...]) -> KpiFacts:
    """The row with what the official rule gives for it; earlier rows of its KPI may stand in for a 初期値."""
    earlier = [other for other in rows if other.kpi == row.kpi and other.published_on < row.published_on]
    judgement = judge(
        Question(
            document_date=row.published_on,
            targets=row.targets,
            actuals=row.actuals,
            codes=codes,
            programme_start=date(2016, 4, 1),
            programme_end=date(2021, 3, 31),
            printed_baseline=row.baseline,
            alongside=_alongside(row, rows),
            earlier=tuple(Point(a, o.edition_name, o.published_on) for o in earlier for a in o.actuals),
            source=row.edition_name,
        )
    )
    return replace(row, judgement=judgement)


def _alongside(row: KpiFacts, rows: list[KpiFacts]) -> tuple[ActualReading, ...]:
    same = [o for o in rows if o.item_key == row.item_key and o.name == row.name and o.key != row.key]
    return tuple(actual for other in same for actual in other.actuals)


def _kpi(edition: dict[str, Any], row: dict[str, Any]) -> KpiFacts:
    words = row["words"]
    given = {field: row[field] for field in ("item_no", "tier", "label", "is_relisted", "is_main") if field in row}
    return KpiFacts(
        key=f"{edition['slug']}/{row['id']}",
        kpi=row["kpi"],
        programme=edition["programme"],
        name=row["name"],
        words={"name": row["name"], **words},
        grade=words.get("grade"),
        scale=edition["scale"],
        baseline=_baseline(row.get("baseline")),
        targets=tuple(_target(target) for target in row.get("targets", [{"kind": "none"}])),
        actuals=tuple(_actual(actual) for actual in row.get("actuals", [])),
        promises=tuple(_promise(promise) for promise in row.get("promises", [])),
        **_place(edition, row),
        **given,
    )


def _progress(edition: dict[str, Any], row: dict[str, Any]) -> ProgressFacts:
    return ProgressFacts(
        key=f"{edition['slug']}/{row['id']}",
        words=row["words"],
        marks=tuple(row.get("marks", ())),
        item_no=row.get("item_no", ""),
        **_place(edition, row),
    )


def _place(edition: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    return {
        "edition": edition["slug"],
        "edition_name": edition["name"],
        "fiscal_year": edition["fiscal_year"],
        "published_on": date.fromisoformat(edition["published_on"]),
        "item": row["item"],
        "item_key": f"{edition['slug']}/{row['item']}",
    }


def _budget(edition: dict[str, Any], row: dict[str, Any]) -> BudgetFacts:
    money = ("initial", "supplementary", "carried_over", "total", "executed")
    return BudgetFacts(
        key=f"{edition['slug']}/budget-{row['fiscal_year']}",
        edition=edition["slug"],
        edition_name=edition["name"],
        fiscal_year=row["fiscal_year"],
        unit=row["unit"],
        **{field: None if row[field] is None else Decimal(row[field]) for field in money},
    )


def _baseline(given: dict[str, Any] | None) -> Baseline | None:
    return Baseline(Decimal(given["value"]), given["unit"], given["fy"]) if given else None


def _target(given: dict[str, Any]) -> TargetReading:
    decimals = {field: Decimal(given[field]) for field in ("value", "value_max") if field in given}
    return TargetReading(**{**given, **decimals, "baseline": _baseline(given.get("baseline"))})


def _actual(given: dict[str, Any]) -> ActualReading:
    return ActualReading(**{**given, "value": Decimal(given["value"])})


def _promise(given: dict[str, Any]) -> PromiseReading:
    begins, ends = (date.fromisoformat(given[side]) if given[side] else None for side in ("begins", "ends"))
    return PromiseReading(given["what"], begins, ends, given["raw"], tuple(given["span"]))
